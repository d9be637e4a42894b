package io.ringflow.ivr.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, ready to be sent. Immutable.
 *
 * @param contentType empty: there is no body
 * @param headers others
 * @param stream writes the body instead, while it is sent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Outgoing(
        int status, String contentType, Map<String, String> headers, byte[] body, Optional<Reply.Stream> stream) {

    Outgoing {
        // In their order.
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    Outgoing(int status, String contentType, Map<String, String> headers, byte[] body) {
        this(status, contentType, headers, body, Optional.empty());
    }

    Outgoing with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Outgoing(status, contentType, more, body, stream);
    }

    boolean good() {
        return status < 300;
    }
}
