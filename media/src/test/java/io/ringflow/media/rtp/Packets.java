package io.ringflow.media.rtp;

import java.nio.ByteBuffer;

/** Packets written byte by byte, by none of the product's code. */
public final class Packets {

    private Packets() {}

    public static ByteBuffer rtp(int type, int sequence, long timestamp, int ssrc, byte... payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) type).putShort((short) sequence).putInt((int) timestamp);
        return packet.putInt(ssrc).put(payload).flip();
    }

    public static RtpHeader header(int sequence, long timestamp, byte... payload) {
        RtpHeader header = new RtpHeader();
        ByteBuffer packet = rtp(8, sequence, timestamp, 77, payload);
        if (!header.wrap(packet, packet.limit())) {
            throw new AssertionError("not a packet");
        }
        return header;
    }

    public static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }
}
