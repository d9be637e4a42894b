package io.ringflow.ivr.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Values as bytes, one behind the other; {@link Unpacker} takes them in the same order. Owned by one thread. */
final class Packer {

    private static final int USUAL = 384;

    private byte[] bytes = new byte[USUAL];
    private int size;

    Packer number(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
        return this;
    }

    /** To the millisecond. */
    Packer time(Instant time) {
        return number(time.toEpochMilli());
    }

    Packer time(Optional<Instant> time) {
        return number(time.map(Instant::toEpochMilli).orElse(Long.MIN_VALUE));
    }

    Packer text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + encoded.length);
        ByteBuffer.wrap(bytes).putInt(size, encoded.length).put(size + Integer.BYTES, encoded);
        size += Integer.BYTES + encoded.length;
        return this;
    }

    Packer text(Optional<String> text) {
        if (text.isPresent()) return text(text.get());
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(size, -1);
        size += Integer.BYTES;
        return this;
    }

    private void room(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, 2 * (size + more));
    }

    /** Those before {@link #size}; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }
}
