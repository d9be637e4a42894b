package io.ringflow.ivr.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Values as bytes, one behind the other; {@link Unpacker} takes them in the same order. Owned by one thread. */
final class Packer {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int USUAL = 384;

    private byte[] bytes = new byte[USUAL];
    private int size;

    Packer number(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
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
        INT.set(bytes, size, encoded.length);
        System.arraycopy(encoded, 0, bytes, size + Integer.BYTES, encoded.length);
        size += Integer.BYTES + encoded.length;
        return this;
    }

    Packer text(Optional<String> text) {
        if (text.isPresent()) return text(text.get());
        room(Integer.BYTES);
        INT.set(bytes, size, -1);
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
