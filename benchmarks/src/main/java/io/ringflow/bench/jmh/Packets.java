package io.ringflow.bench.jmh;

import java.nio.ByteBuffer;

/** RTP packets for benchmarks. */
final class Packets {

    static final int HEADER = 12;
    static final int SAMPLES = 160;
    static final int LENGTH = HEADER + SAMPLES;

    private static final int PCMA = 8;

    private Packets() {}

    /** 20 ms of A-law in a direct buffer, as it comes from a channel. */
    static ByteBuffer audio() {
        var packet = ByteBuffer.allocateDirect(LENGTH);
        packet.put(0, (byte) 0x80).put(1, (byte) PCMA).putInt(8, 0x5EED);
        for (int i = 0; i < SAMPLES; i++) packet.put(HEADER + i, (byte) (0xD5 ^ i));
        return packet;
    }

    /** Makes it the n-th of its stream. */
    static void number(ByteBuffer packet, int n) {
        packet.putShort(2, (short) n);
        packet.putInt(4, n * SAMPLES);
    }
}
