package io.ringflow.ivr.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** What a command came to, and so what the call does next (flow-protocol 1.3). */
public sealed interface Outcome {

    /**
     * What follows the command runs.
     *
     * @param inputTimedOut keys were asked for and none came: the prompts that follow yield to any key (D8)
     */
    record Next(boolean inputTimedOut) implements Outcome {}

    /**
     * What follows is dropped, the application is asked.
     *
     * @param url as in the document: relative to the application, or absolute
     * @param method GET or POST
     * @param parameters those of the command; {@code appid} and {@code callid} stand before them
     */
    record Callback(String url, String method, SequencedMap<String, String> parameters) implements Outcome {
        public Callback {
            parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        }
    }

    /** The call ends. */
    record End(Ending ending) implements Outcome {}

    static Outcome next() {
        return new Next(false);
    }

    static Outcome inputTimedOut() {
        return new Next(true);
    }

    static Outcome end(Ending ending) {
        return new End(ending);
    }
}
