package io.ringflow.ivr.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Takes what a {@link Packer} made of values, in its order. Owned by one thread. */
final class Unpacker {

    private final ByteBuffer from;

    Unpacker(byte[] bytes) {
        from = ByteBuffer.wrap(bytes);
    }

    long number() {
        return from.getLong();
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    Optional<Instant> optionalTime() {
        long millis = number();
        return millis == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** Whether there is more. */
    boolean more() {
        return from.hasRemaining();
    }

    String text() {
        return text(from.getInt());
    }

    /** Empty also behind the end: an older server did not know it yet. */
    Optional<String> optionalText() {
        if (!from.hasRemaining()) return Optional.empty();
        int length = from.getInt();
        return length < 0 ? Optional.empty() : Optional.of(text(length));
    }

    private String text(int length) {
        byte[] encoded = new byte[length];
        from.get(encoded);
        return new String(encoded, StandardCharsets.UTF_8);
    }
}
