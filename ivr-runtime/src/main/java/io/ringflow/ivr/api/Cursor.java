package io.ringflow.ivr.api;

import io.ringflow.ivr.application.Application;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/** A place in a list by time, after which its next page begins: what came or went meanwhile moves nothing. Immutable. */
record Cursor(Instant at, String id) implements Comparable<Cursor> {

    private static final Comparator<Cursor> ORDER =
            Comparator.comparing(Cursor::at).thenComparing(Cursor::id);

    /** Of a list by id alone. */
    static Cursor of(Application application) {
        return new Cursor(Instant.EPOCH, application.id());
    }

    /** As clients get it; opaque to them. */
    String text() {
        String plain = at.getEpochSecond() + " " + at.getNano() + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ApiRefused it is none that we gave out */
    static Cursor of(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3) {
                return new Cursor(Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1])), parts[2]);
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
            // told below
        }
        throw ApiRefused.parameter("cursor", "must be the next of an earlier page");
    }

    @Override
    public int compareTo(Cursor other) {
        return ORDER.compare(this, other);
    }
}
