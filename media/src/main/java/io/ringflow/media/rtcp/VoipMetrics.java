package io.ringflow.media.rtcp;

import java.nio.ByteBuffer;

/**
 * The VoIP Metrics report block (RFC 3611 §4.7), ours or the far end's. A mutable record of the leg's loop, in the units
 * of the wire, so that writing and reading it allocates nothing.
 */
public final class VoipMetrics {
    /** Bytes of the block. */
    static final int LENGTH = 36;

    static final int TYPE = 7;

    /** What figures of levels and scores are when they are not known. */
    public static final int UNAVAILABLE = 127;

    /** Losses never recovered by more than what RFC 3611 calls standard: interpolation. */
    private static final int STANDARD_CONCEALMENT = 2 << 6;

    private static final int ADAPTIVE_BUFFER = 3 << 4;
    private static final int GMIN = 16;

    /** Share of packets that never came, in 256ths. */
    public int lossRate;

    /** Share of packets that came at the wrong time, in 256ths. */
    public int discardRate;

    /** Share of packets missing inside bursts, in 256ths. */
    public int burstDensity;

    public int gapDensity;

    /** Mean length of bursts in milliseconds. */
    public int burstMillis;

    public int gapMillis;

    /** Network round trip, 0 when not known. */
    public int roundTripMillis;

    /** Delay of our end: packet time, jitter buffer, a tick. */
    public int endSystemMillis;

    /** Level of speech in dBm0 (signed), or {@link #UNAVAILABLE}. */
    public int signalLevel = UNAVAILABLE;

    public int noiseLevel = UNAVAILABLE;

    /** R of the E-model, 0 to 100, or {@link #UNAVAILABLE}. */
    public int rFactor = UNAVAILABLE;

    /** Listening score times ten, 10 to 50, or {@link #UNAVAILABLE}. */
    public int mosListening = UNAVAILABLE;

    /** Conversational score times ten, or {@link #UNAVAILABLE}. */
    public int mosConversational = UNAVAILABLE;

    /** Delay of the jitter buffer now. */
    public int bufferMillis;

    /** The most it has been. */
    public int bufferMostMillis;

    /** The most it may become. */
    public int bufferLimitMillis;

    /** Writes the block at the buffer's position. */
    void write(ByteBuffer packet, int aboutSsrc) {
        packet.put((byte) TYPE).put((byte) 0).putShort((short) (LENGTH / 4 - 1));
        packet.putInt(aboutSsrc);
        packet.put((byte) lossRate).put((byte) discardRate);
        packet.put((byte) burstDensity).put((byte) gapDensity);
        packet.putShort(sixteen(burstMillis)).putShort(sixteen(gapMillis));
        packet.putShort(sixteen(roundTripMillis)).putShort(sixteen(endSystemMillis));
        packet.put((byte) signalLevel).put((byte) noiseLevel);
        packet.put((byte) UNAVAILABLE).put((byte) GMIN);
        packet.put((byte) rFactor).put((byte) UNAVAILABLE);
        packet.put((byte) mosListening).put((byte) mosConversational);
        packet.put((byte) (STANDARD_CONCEALMENT | ADAPTIVE_BUFFER)).put((byte) 0);
        packet.putShort(sixteen(bufferMillis)).putShort(sixteen(bufferMostMillis));
        packet.putShort(sixteen(bufferLimitMillis));
    }

    private static short sixteen(int value) {
        return (short) Math.clamp(value, 0, 0xFFFF);
    }

    /** Reads the block at an offset; values out of range are taken as not known. */
    void read(ByteBuffer packet, int at) {
        lossRate = packet.get(at + 8) & 0xFF;
        discardRate = packet.get(at + 9) & 0xFF;
        burstDensity = packet.get(at + 10) & 0xFF;
        gapDensity = packet.get(at + 11) & 0xFF;
        burstMillis = packet.getShort(at + 12) & 0xFFFF;
        gapMillis = packet.getShort(at + 14) & 0xFFFF;
        roundTripMillis = packet.getShort(at + 16) & 0xFFFF;
        endSystemMillis = packet.getShort(at + 18) & 0xFFFF;
        signalLevel = packet.get(at + 20);
        noiseLevel = packet.get(at + 21);
        rFactor = within(packet.get(at + 24), 0, 100);
        mosListening = within(packet.get(at + 26), 10, 50);
        mosConversational = within(packet.get(at + 27), 10, 50);
        bufferMillis = packet.getShort(at + 30) & 0xFFFF;
        bufferMostMillis = packet.getShort(at + 32) & 0xFFFF;
        bufferLimitMillis = packet.getShort(at + 34) & 0xFFFF;
    }

    private static int within(int value, int least, int most) {
        return value < least || value > most ? UNAVAILABLE : value;
    }
}
