package io.ringflow.ivr.cdr;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/**
 * A place between two records, which stays where it is whatever is added or deleted.
 *
 * @param endedAt of the record before it
 */
public record CallRecordCursor(Instant endedAt, String callId) {

    static CallRecordCursor behind(CallRecord record) {
        return new CallRecordCursor(record.times().endedAt(), record.callId());
    }

    /** As it travels: letters, digits, - and _. */
    public String text() {
        String plain = endedAt.toEpochMilli() + ":" + callId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException it is none of ours */
    public static CallRecordCursor parse(String text) {
        String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        int colon = plain.indexOf(':');
        if (colon < 1) throw new IllegalArgumentException("not a cursor");
        return new CallRecordCursor(
                Instant.ofEpochMilli(Long.parseLong(plain.substring(0, colon))), plain.substring(colon + 1));
    }
}
