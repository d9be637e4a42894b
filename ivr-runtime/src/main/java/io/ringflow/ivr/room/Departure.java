package io.ringflow.ivr.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How a member came to leave a conference. Immutable.
 *
 * @param hangUp its call is to end: then nobody is asked
 * @param url where its flow goes on; empty: nowhere
 * @param parameters of the question there, or of the notification when the call is over
 */
public record Departure(Reason reason, boolean hangUp, String url, SequencedMap<String, String> parameters) {

    public Departure {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    /** Parameter {@code reason} of {@code quiturl}, in the order of its numbers. */
    public enum Reason {
        /** 0: the member hung up, or its call was lost. */
        HUNG_UP,
        /** 1: it was told to, by {@code QuitConf}. */
        REMOVED,
        /** 2: the conference was dismissed. */
        DISMISSED,
        /** 3: the conference's time was over. */
        TIME_OVER,
        /** 4: the server stops. */
        SERVER_STOPS
    }
}
