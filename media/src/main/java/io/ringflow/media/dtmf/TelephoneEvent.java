package io.ringflow.media.dtmf;

/**
 * A view on one telephone-event payload (RFC 4733 §2.3), moved from packet to packet by its owner.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |     event     |E|R| volume    |          duration             |
 * </pre>
 */
public final class TelephoneEvent {
    /** Bytes of one event. */
    public static final int LENGTH = 4;

    /** Duration is 16 bits. */
    public static final int MAX_DURATION = 0xFFFF;

    private static final String DIGITS = "0123456789*#ABCD";
    private static final int END = 0x80;
    private static final int VOLUME = 0x3F;

    private byte[] payload = new byte[LENGTH];
    private int offset;

    /** Looks at {@code payload[offset..offset + LENGTH)}; the caller has checked that it is there. */
    public TelephoneEvent wrap(byte[] payload, int offset) {
        this.payload = payload;
        this.offset = offset;
        return this;
    }

    public int code() {
        return payload[offset] & 0xFF;
    }

    public boolean end() {
        return (payload[offset + 1] & END) != 0;
    }

    /** Attenuation in dB below 0 dBm0. */
    public int volume() {
        return payload[offset + 1] & VOLUME;
    }

    /** In timestamp units, since the start of the event. */
    public int duration() {
        return (payload[offset + 2] & 0xFF) << 8 | payload[offset + 3] & 0xFF;
    }

    /** Writes an event where this view looks. */
    public void set(int code, boolean end, int volume, int duration) {
        payload[offset] = (byte) code;
        payload[offset + 1] = (byte) ((end ? END : 0) | volume & VOLUME);
        payload[offset + 2] = (byte) (duration >> 8);
        payload[offset + 3] = (byte) duration;
    }

    /** Whether the code is one of the sixteen keys. */
    public static boolean isDigit(int code) {
        return code >= 0 && code < DIGITS.length();
    }

    /** {@code 0-9 * # A-D} of codes 0 to 15. */
    public static char digit(int code) {
        return DIGITS.charAt(code);
    }

    /** The code of a key, in either case, or -1. */
    public static int code(char digit) {
        char upper = digit >= 'a' && digit <= 'd' ? (char) (digit - 'a' + 'A') : digit;
        return DIGITS.indexOf(upper);
    }
}
