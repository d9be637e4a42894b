package io.ringflow.sip;

import java.nio.charset.StandardCharsets;

/** A session description as it travels: bytes and their content type, which only media reads. */
public record SessionDescription(String contentType, byte[] bytes) {

    public static final String SDP = "application/sdp";

    public static SessionDescription sdp(String text) {
        return new SessionDescription(SDP, text.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
