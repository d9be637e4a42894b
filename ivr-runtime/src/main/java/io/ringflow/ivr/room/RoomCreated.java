package io.ringflow.ivr.room;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * A conference that a flow has made. Immutable.
 *
 * @param report parameters of {@code action}, but for {@code appid} and {@code callid}
 */
public record RoomCreated(String confId, SequencedMap<String, String> report) {
    public RoomCreated {
        report = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(report));
    }
}
