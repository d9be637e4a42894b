package io.ringflow.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** The sending half of one stream: one packet a tick while told to. Ticked by its pacer; allocates nothing per packet. */
final class Sender {

    private static final int HEADER = 12;
    private static final int SAMPLES = 160;
    private static final int EVENT_OCTETS = 4;
    private static final byte VERSION_2 = (byte) 0x80;
    private static final int MARKER = 0x80;
    /** A quiet tone of 500 Hz, so that a level meter shows a caller. */
    private static final byte[] ALAW_TONE = tone(0xD5, 0x9F);

    private static final byte[] ULAW_TONE = tone(0xFF, 0xB5);

    private final DatagramChannel channel;
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER + SAMPLES);
    private final KeyPresses keys = new KeyPresses();

    private volatile @Nullable Sending wanted;

    private @Nullable Sending current;
    private int sequence;
    private int timestamp;
    private boolean marker;

    Sender(DatagramChannel channel) {
        this.channel = channel;
    }

    /** From any thread. */
    void begin(Sending sending) {
        wanted = sending;
    }

    /** From any thread. */
    void end() {
        wanted = null;
    }

    /** @return packets sent, 0 or 1 */
    int tick() {
        Sending now = wanted;
        if (now == null) return 0;
        if (now != current) start(now);
        write(now);
        sequence++;
        timestamp += SAMPLES;
        try {
            return channel.send(packet.flip(), now.target()) > 0 ? 1 : 0;
        } catch (IOException e) {
            return 0; // a full socket buffer or a port just closed: loss, as on any network
        }
    }

    private void start(Sending now) {
        current = now;
        sequence = now.ssrc() & 0x7FFF;
        timestamp = now.ssrc() >>> 3;
        marker = true;
        keys.begin(now.keys(), now.keysAfterTicks());
        packet.clear();
        packet.put(HEADER, now.payloadType() == AudioDescription.PCMA ? ALAW_TONE : ULAW_TONE);
    }

    private void write(Sending now) {
        packet.clear();
        packet.put(0, VERSION_2);
        packet.putShort(2, (short) sequence);
        packet.putInt(8, now.ssrc());
        if (now.eventType() >= 0 && keys.press(timestamp)) {
            packet.put(1, (byte) (keys.first() ? MARKER | now.eventType() : now.eventType()));
            packet.putInt(4, keys.startTimestamp());
            keys.write(packet, HEADER);
            packet.position(HEADER + EVENT_OCTETS);
            return;
        }
        // The event overwrote the first samples of the tone: too short to hear, and nobody listens.
        packet.put(1, (byte) (marker ? MARKER | now.payloadType() : now.payloadType()));
        packet.putInt(4, timestamp);
        packet.position(HEADER + SAMPLES);
        marker = false;
    }

    private static byte[] tone(int silence, int peak) {
        var octets = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) octets[i] = (byte) (i % 16 < 8 ? peak : silence);
        return octets;
    }
}
