package io.ringflow.media.codec.opus;

/** What the framing of an Opus packet says, read without decoding it (RFC 6716 §3). Stateless. */
final class OpusPacket {
    /** Rate at which RTP counts Opus, whatever is inside. */
    static final int CLOCK_RATE = 48_000;

    /** Longest audio in one packet, RFC 6716 §3.4 R5. */
    static final int MOST_MILLIS = 120;

    /** RFC 6716 §3.4 R2. */
    static final int MOST_FRAME_BYTES = 1275;

    private static final int MOST_UNITS = MOST_MILLIS * CLOCK_RATE / 1_000;
    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int SHORTEST_UNITS = 120;
    private static final int SILK_FRAME_UNITS = 960;

    /** What {@link #parse} says of a packet that breaks the rules. */
    private static final int MALFORMED = -1;

    /** A frame's length takes less than these bits. */
    private static final int LENGTH_BITS = 11;

    private OpusPacket() {}

    /** Samples at {@code sampleRate} in the packet; 0 when it is malformed. */
    static int samples(byte[] packet, int offset, int length, int sampleRate) {
        if (parse(packet, offset, length) == MALFORMED) {
            return 0;
        }
        return frames(packet, offset) * frameSamples(packet[offset], sampleRate);
    }

    /** Samples at {@code sampleRate} in each frame of a packet that begins with this byte. */
    static int frameSamples(byte toc, int sampleRate) {
        return frameUnits(toc) / (CLOCK_RATE / 1_000) * sampleRate / 1_000
                + frameUnits(toc) % (CLOCK_RATE / 1_000) * sampleRate / CLOCK_RATE;
    }

    /**
     * Whether a well-formed packet also describes the frame before its first one (in-band FEC, RFC 6716 §4.2.4). The
     * flag comes first in a SILK frame, coded with a probability of one half: it can be read as a bit.
     */
    static boolean describesFrameBefore(byte[] packet, int offset, int length) {
        int parsed = parse(packet, offset, length);
        int first = parsed >> LENGTH_BITS;
        if (parsed == MALFORMED || configuration(packet[offset]) >= FIRST_CELT || length == first) {
            return false;
        }
        if ((parsed & (1 << LENGTH_BITS) - 1) == 0) {
            return false;
        }
        int silkFrames = Math.max(1, frameUnits(packet[offset]) / SILK_FRAME_UNITS);
        int flags = packet[offset + first];
        boolean mid = (flags >> 7 - silkFrames & 1) != 0;
        boolean stereo = (packet[offset] & 0x04) != 0;
        return mid || stereo && (flags >> 6 - 2 * silkFrames & 1) != 0;
    }

    private static int configuration(byte toc) {
        return toc >> 3 & 0x1F;
    }

    // RFC 6716 §3.1, table 2
    private static int frameUnits(byte toc) {
        int configuration = configuration(toc);
        if (configuration >= FIRST_CELT) {
            return SHORTEST_UNITS << (configuration & 3);
        }
        if (configuration >= FIRST_HYBRID) {
            return SILK_FRAME_UNITS >> 1 - (configuration & 1);
        }
        return (configuration & 3) == 0 ? SILK_FRAME_UNITS / 2 : SILK_FRAME_UNITS * (configuration & 3);
    }

    private static int frames(byte[] packet, int offset) {
        return switch (packet[offset] & 0x03) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet[offset + 1] & 0x3F;
        };
    }

    /** Bytes before the first frame and, in the lower {@link #LENGTH_BITS} bits, its length; or MALFORMED. */
    private static int parse(byte[] packet, int offset, int length) {
        if (length < 1) {
            return MALFORMED;
        }
        int end = offset + length;
        return switch (packet[offset] & 0x03) {
            case 0 -> result(1, length - 1);
            case 1 -> (length - 1) % 2 == 0 ? result(1, (length - 1) / 2) : MALFORMED;
            case 2 -> twoFrames(packet, offset, end);
            default -> manyFrames(packet, offset, end);
        };
    }

    private static int result(int header, int firstLength) {
        return firstLength <= MOST_FRAME_BYTES ? header << LENGTH_BITS | firstLength : MALFORMED;
    }

    // RFC 6716 §3.2.4
    private static int twoFrames(byte[] packet, int offset, int end) {
        int at = offset + 1;
        int first = frameLength(packet, at, end);
        int left = end - at - lengthBytes(first) - first;
        if (first < 0 || left < 0 || left > MOST_FRAME_BYTES) {
            return MALFORMED;
        }
        return result(1 + lengthBytes(first), first);
    }

    // RFC 6716 §3.2.5
    private static int manyFrames(byte[] packet, int offset, int end) {
        if (end - offset < 2) {
            return MALFORMED;
        }
        int count = packet[offset + 1] & 0x3F;
        if (count == 0 || count * frameUnits(packet[offset]) > MOST_UNITS) {
            return MALFORMED;
        }
        int at = offset + 2;
        int left = end - at;
        if ((packet[offset + 1] & 0x40) != 0) {
            int part;
            do {
                if (left <= 0) {
                    return MALFORMED;
                }
                part = packet[at++] & 0xFF;
                left -= 1 + Math.min(part, 254);
            } while (part == 255);
        }
        if (left < 0) {
            return MALFORMED;
        }
        if ((packet[offset + 1] & 0x80) == 0) {
            return left % count == 0 ? result(at - offset, left / count) : MALFORMED;
        }
        return framesOfAnyLength(packet, offset, at, at + left, count);
    }

    private static int framesOfAnyLength(byte[] packet, int offset, int from, int end, int count) {
        int at = from;
        int sum = 0;
        int first = -1;
        for (int i = 0; i < count - 1; i++) {
            int frame = frameLength(packet, at, end);
            if (frame < 0) {
                return MALFORMED;
            }
            at += lengthBytes(frame);
            sum += frame;
            first = first < 0 ? frame : first;
        }
        int last = end - at - sum;
        if (last < 0 || last > MOST_FRAME_BYTES) {
            return MALFORMED;
        }
        return result(at - offset, first < 0 ? last : first);
    }

    /** A frame's length as written at a place (RFC 6716 §3.2.1), or -1 when it lies behind the end. */
    private static int frameLength(byte[] packet, int at, int end) {
        if (at >= end) {
            return -1;
        }
        int low = packet[at] & 0xFF;
        if (low < 252) {
            return low;
        }
        return at + 1 < end ? 4 * (packet[at + 1] & 0xFF) + low : -1;
    }

    private static int lengthBytes(int frameLength) {
        return frameLength < 252 ? 1 : 2;
    }
}
