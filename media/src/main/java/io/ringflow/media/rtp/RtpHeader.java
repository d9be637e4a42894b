package io.ringflow.media.rtp;

import java.nio.ByteBuffer;

/**
 * A reusable view of one RTP packet (RFC 3550 §5.1) in a buffer it does not own. Owned by the loop that wraps it; valid
 * until the buffer is filled again.
 */
public final class RtpHeader {

    /** Bytes of a header without CSRC list and extension. */
    public static final int FIXED_LENGTH = 12;

    private static final int VERSION = 2;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(FIXED_LENGTH);

    private ByteBuffer packet = NOTHING;
    private int payloadOffset = FIXED_LENGTH;
    private int payloadLength;

    /**
     * Looks at the packet in {@code [0, length)} of the buffer.
     *
     * @return false when it is no valid RTP packet; nothing else may be asked then
     */
    public boolean wrap(ByteBuffer buffer, int length) {
        if (length < FIXED_LENGTH || length > buffer.capacity()) {
            return false;
        }
        int first = buffer.get(0) & 0xFF;
        if (first >>> 6 != VERSION) {
            return false;
        }
        int start = FIXED_LENGTH + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (start + 4 > length) {
                return false;
            }
            start += 4 + 4 * (buffer.getShort(start + 2) & 0xFFFF);
        }
        int end = length;
        if ((first & 0x20) != 0) {
            int padding = buffer.get(length - 1) & 0xFF;
            if (padding == 0) {
                return false;
            }
            end -= padding;
        }
        if (start > end) {
            return false;
        }
        packet = buffer;
        payloadOffset = start;
        payloadLength = end - start;
        return true;
    }

    public boolean marker() {
        return (packet.get(1) & 0x80) != 0;
    }

    public int payloadType() {
        return packet.get(1) & 0x7F;
    }

    public int sequence() {
        return packet.getShort(2) & 0xFFFF;
    }

    /** Unsigned, 0 to 2^32 - 1. */
    public long timestamp() {
        return packet.getInt(4) & 0xFFFF_FFFFL;
    }

    public int ssrc() {
        return packet.getInt(8);
    }

    public int payloadLength() {
        return payloadLength;
    }

    /** The payload's byte at this place, 0 to 255. */
    public int payload(int index) {
        return packet.get(payloadOffset + index) & 0xFF;
    }

    /** Copies payload bytes {@code [from, from + length)}. */
    public void copyPayload(int from, byte[] target, int offset, int length) {
        packet.get(payloadOffset + from, target, offset, length);
    }
}
