package io.ringflow.media.codec.speex;

/**
 * What a Speex payload holds, told without decoding it: frames of 20 ms, each a narrow-band part and perhaps layers for
 * wider bands (the Speex codec manual, 9 and 10). Stateless.
 */
final class SpeexPayload {
    /** Milliseconds in a frame. */
    static final int FRAME_MILLIS = 20;

    /** More audio than that is in no packet. */
    static final int MOST_FRAMES = 6;

    /** More than so many frames of the highest rate take. */
    static final int MOST_BYTES = 900;

    /** What follows the frames when the last byte is not full: a zero, then ones (RFC 5574 §3.3). */
    private static final int TERMINATOR = 15;

    private static final int USER_IN_BAND = 13;
    private static final int IN_BAND = 14;
    private static final int HIGHEST_MODE = 8;
    private static final int HIGHEST_LAYER_MODE = 4;
    private static final int MOST_LAYERS = 2;
    private static final int HEADER_BITS = 5;
    private static final int LAYER_HEADER_BITS = 4;

    /** Bits of a frame's narrow-band part by mode, its header among them. */
    private static final int[] FRAME_BITS = {5, 43, 119, 160, 220, 300, 364, 492, 79};

    /** Bits of a layer by mode, its header among them. */
    private static final int[] LAYER_BITS = {4, 36, 112, 192, 352};

    /** Bits of the message after an in-band request, by request. */
    private static final int[] REQUEST_BITS = {1, 1, 4, 4, 4, 4, 4, 4, 8, 8, 16, 16, 32, 32, 64, 64};

    private SpeexPayload() {}

    /** Frames in the payload; 0 when it is malformed. */
    static int frames(byte[] payload, int offset, int length) {
        if (length <= 0 || length > MOST_BYTES) {
            return 0;
        }
        int end = 8 * length;
        int frames = 0;
        int at = 0;
        while (end - at >= HEADER_BITS) {
            int header = bits(payload, offset, at, HEADER_BITS);
            if (header == TERMINATOR) {
                return frames;
            }
            int next = header > HIGHEST_MODE
                    ? afterMessage(payload, offset, at + HEADER_BITS, end, header)
                    : afterFrame(payload, offset, at + FRAME_BITS[header], end);
            frames += header > HIGHEST_MODE ? 0 : 1;
            if (next < 0 || next > end || frames > MOST_FRAMES) {
                return 0;
            }
            at = next;
        }
        return frames;
    }

    /** Where the layers end that follow a narrow-band part, or -1. */
    private static int afterFrame(byte[] payload, int offset, int from, int end) {
        int at = from;
        for (int layer = 0; end - at >= LAYER_HEADER_BITS && bits(payload, offset, at, 1) == 1; layer++) {
            int mode = bits(payload, offset, at + 1, LAYER_HEADER_BITS - 1);
            if (layer == MOST_LAYERS || mode > HIGHEST_LAYER_MODE) {
                return -1;
            }
            at += LAYER_BITS[mode];
        }
        return at;
    }

    /** Where a message between frames ends, or -1. */
    private static int afterMessage(byte[] payload, int offset, int at, int end, int header) {
        if (end - at < 4) {
            return -1;
        }
        int what = bits(payload, offset, at, 4);
        return switch (header) {
            case IN_BAND -> at + 4 + REQUEST_BITS[what];
            case USER_IN_BAND -> at + 4 + 5 + 8 * what;
            default -> -1;
        };
    }

    private static int bits(byte[] payload, int offset, int at, int count) {
        int value = 0;
        for (int bit = at; bit < at + count; bit++) {
            value = value << 1 | payload[offset + (bit >> 3)] >> 7 - (bit & 7) & 1;
        }
        return value;
    }
}
