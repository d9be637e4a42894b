package io.ringflow.media.rtp;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/**
 * Our stream: one SSRC and one timeline for the life of a leg, whatever is played and however often it is renegotiated
 * or held. Owned by the leg's loop.
 */
public final class SendStream {
    private static final int VERSION_2 = 0x80;
    private static final int MARKER = 0x80;

    private final int ssrc;

    private int sequence;
    private int timestamp;
    private boolean talkspurt = true;
    private long packets;
    private long payloadBytes;

    public SendStream(int ssrc, int firstSequence, int firstTimestamp) {
        this.ssrc = ssrc;
        this.sequence = firstSequence & 0xFFFF;
        this.timestamp = firstTimestamp;
    }

    /** RFC 3550 §5.1: everything starts at random; the sequence in the lower half, for SRTP's sake (RFC 3711 §3.3.1). */
    public static SendStream random(RandomGenerator random) {
        return new SendStream(random.nextInt(), random.nextInt(1 << 15), random.nextInt());
    }

    /** Writes one whole packet and leaves the buffer ready to be sent; the timeline does not move. */
    public void write(ByteBuffer packet, int payloadType, byte[] payload, int length) {
        packet.clear();
        packet.put((byte) VERSION_2);
        packet.put((byte) (talkspurt ? MARKER | payloadType : payloadType));
        packet.putShort((short) sequence);
        packet.putInt(timestamp);
        packet.putInt(ssrc);
        packet.put(payload, 0, length);
        packet.flip();
        talkspurt = false;
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        payloadBytes += length;
    }

    /**
     * Writes a telephone-event packet, whose timestamp is the begin of its event (RFC 4733 §2.1).
     *
     * @param first whether it is the first of its event, which is marked
     */
    public void writeEvent(ByteBuffer packet, int payloadType, byte[] event, long eventTimestamp, boolean first) {
        boolean pending = talkspurt;
        int now = timestamp;
        timestamp = (int) eventTimestamp;
        talkspurt = first;
        write(packet, payloadType, event, event.length);
        timestamp = now;
        talkspurt = pending;
    }

    /** Writes a packet of another stream at the place found for it; the timeline has moved with that. */
    public void writeOther(ByteBuffer packet, int payloadType, byte[] payload, int length, Renumbering found) {
        packet.clear();
        packet.put((byte) VERSION_2);
        packet.put((byte) (found.marker() ? MARKER | payloadType : payloadType));
        packet.putShort((short) found.sequence());
        packet.putInt(found.timestamp());
        packet.putInt(ssrc);
        packet.put(payload, 0, length);
        packet.flip();
        talkspurt = false;
        packets++;
        payloadBytes += length;
    }

    /** The next packet of ours comes after one of another stream. */
    void continueAt(int nextSequence, int nextTimestamp) {
        sequence = nextSequence & 0xFFFF;
        timestamp = nextTimestamp;
    }

    /** Time has passed that was sent. */
    public void advance(int units) {
        timestamp += units;
    }

    /** Time has passed in which nothing was sent: the far end hears a gap, and the next packet starts a talkspurt. */
    public void pause(int units) {
        timestamp += units;
        talkspurt = true;
    }

    public int ssrc() {
        return ssrc;
    }

    /** Sequence number of the next packet. */
    int sequence() {
        return sequence;
    }

    /** Timestamp of the next packet. */
    public int timestamp() {
        return timestamp;
    }

    public long packets() {
        return packets;
    }

    public long payloadBytes() {
        return payloadBytes;
    }
}
