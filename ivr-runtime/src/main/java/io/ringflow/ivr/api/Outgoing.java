package io.ringflow.ivr.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, ready to be sent. Immutable.
 *
 * @param contentType empty: there is no body
 * @param headers others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(int status, String contentType, Map<String, String> headers, byte[] body) {

    Outgoing {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    Outgoing with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Outgoing(status, contentType, more, body);
    }

    boolean good() {
        return status < 300;
    }
}
