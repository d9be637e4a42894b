package io.ringflow.media;

import java.util.Arrays;

/**
 * A clip as payload of one codec, made once and shared by all calls. Immutable.
 *
 * <p>It is a row of units. Where payload has no frames several units, one after the other, make a packet; elsewhere a
 * unit is a packet.
 */
public final class EncodedClip {
    /** Nothing to say. */
    public static final EncodedClip NONE = new EncodedClip(10, new byte[0], new int[] {0});

    private final int unitMillis;
    private final byte[] bytes;
    private final int[] starts;

    /**
     * @param bytes kept, not copied
     * @param starts where each unit begins, and last where the last one ends; kept, not copied
     */
    public EncodedClip(int unitMillis, byte[] bytes, int[] starts) {
        this.unitMillis = unitMillis;
        this.bytes = bytes;
        this.starts = starts;
    }

    /** Milliseconds in a unit. */
    public int unitMillis() {
        return unitMillis;
    }

    public int units() {
        return starts.length - 1;
    }

    public int durationMillis() {
        return units() * unitMillis;
    }

    /**
     * Copies one unit.
     *
     * @return its length; 0 when nothing need be sent for it
     */
    public int copy(int unit, byte[] target, int at) {
        int start = starts[unit];
        int length = starts[unit + 1] - start;
        System.arraycopy(bytes, start, target, at, length);
        return length;
    }

    /** The first octet of a unit; 0 when it has none, or there is no such unit. */
    public int firstOctet(int unit) {
        int start = unit < units() ? starts[unit] : bytes.length;
        return start < bytes.length ? bytes[start] : 0;
    }

    /** All units, one after the other. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, starts[units()]);
    }

    /** Bytes of memory it takes. */
    public long weight() {
        return bytes.length + 4L * starts.length;
    }
}
