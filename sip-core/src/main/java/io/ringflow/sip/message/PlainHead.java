package io.ringflow.sip.message;

import java.nio.charset.StandardCharsets;

/** A message's head written anew for a strict parser: unfolded, names in long form, a body of no octets. Pure. */
public final class PlainHead {

    private PlainHead() {}

    /** The octets to parse. */
    public static byte[] of(MessageHead head) {
        var text = new StringBuilder(1_024).append(head.startLine()).append("\r\n");
        for (MessageHead.Field field : head.fields()) {
            if (!field.name().equals("content-length")) {
                text.append(field.name()).append(": ").append(head.raw(field)).append("\r\n");
            }
        }
        return text.append("Content-Length: 0\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
