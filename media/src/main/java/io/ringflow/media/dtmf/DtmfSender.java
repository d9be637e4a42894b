package io.ringflow.media.dtmf;

/**
 * Turns presses into telephone-event packets, one per packet time (RFC 4733 §2.5.1). Owned by the leg's loop; allocates
 * nothing after construction.
 *
 * <p>Each packet time the owner calls {@link #next}; while a press is on, its packet takes the place of audio. All
 * packets of a press carry the timestamp of its start, which {@link #timestamp} tells.
 */
public final class DtmfSender {
    /** ITU-T Q.24: what a receiver must recognise. */
    public static final int SHORTEST_MILLIS = 40;

    /** Below 16 bits of timestamp units at 8 kHz, so a press is never cut into segments (RFC 4733 §2.5.1.3). */
    public static final int LONGEST_MILLIS = 8_000;

    /** RFC 4733 §2.5.1.4: the final packet is sent three times. */
    private static final int END_PACKETS = 3;

    private static final int PAUSE_MILLIS = 60;
    /** Power usual on the line: -10 dBm0. */
    private static final int VOLUME = 10;

    private static final int QUEUE = 64;

    private final TelephoneEvent event = new TelephoneEvent();
    private final int packetMillis;
    private final int packetUnits;
    private final int longestPackets;
    private final int[] queuedCodes = new int[QUEUE];
    private final int[] queuedPackets = new int[QUEUE];

    private int queueHead;
    private int queueSize;
    /** Packet times since the start of the press that is on; at the end of the pause it is off. */
    private int elapsed;

    private boolean on;
    private long start;
    private boolean marker;

    /**
     * @param clockRate of the telephone-event format
     * @param packetMillis time between calls of {@link #next}
     */
    public DtmfSender(int clockRate, int packetMillis) {
        this.packetMillis = packetMillis;
        packetUnits = clockRate * packetMillis / 1_000;
        longestPackets = Math.min(LONGEST_MILLIS / packetMillis, TelephoneEvent.MAX_DURATION / packetUnits);
    }

    /**
     * Presses a key after those before it.
     *
     * @return false when it is not a key, or too many are waiting
     */
    public boolean press(char digit, int durationMillis) {
        int code = TelephoneEvent.code(digit);
        if (code < 0 || queueSize == QUEUE) {
            return false;
        }
        int tail = (queueHead + queueSize++) % QUEUE;
        queuedCodes[tail] = code;
        int packets = (Math.max(durationMillis, SHORTEST_MILLIS) + packetMillis - 1) / packetMillis;
        queuedPackets[tail] = Math.min(packets, longestPackets);
        return true;
    }

    /** Whether nothing is being sent, nor waiting, and the last pause is over. */
    public boolean idle() {
        return !on && queueSize == 0;
    }

    /**
     * Gives the packet of this packet time, if one is due.
     *
     * @param timestamp RTP timestamp of this packet time
     * @param payload takes {@link TelephoneEvent#LENGTH} bytes at {@code offset}
     * @return bytes written, or 0
     */
    public int next(long timestamp, byte[] payload, int offset) {
        if (!on) {
            if (queueSize == 0) {
                return 0;
            }
            on = true;
            elapsed = 0;
            start = timestamp;
        }
        int packets = queuedPackets[queueHead];
        int written = 0;
        if (elapsed < packets + END_PACKETS - 1) {
            int sent = Math.min(elapsed + 1, packets);
            event.wrap(payload, offset).set(queuedCodes[queueHead], sent == packets, VOLUME, sent * packetUnits);
            marker = elapsed == 0;
            written = TelephoneEvent.LENGTH;
        }
        elapsed++;
        int pause = Math.max(END_PACKETS - 1, (PAUSE_MILLIS + packetMillis - 1) / packetMillis);
        if (elapsed == packets + pause) {
            on = false;
            queueHead = (queueHead + 1) % QUEUE;
            queueSize--;
        }
        return written;
    }

    /** Timestamp of the packet just given: the start of its press. */
    public long timestamp() {
        return start;
    }

    /** Whether the packet just given is the first of its press. */
    public boolean marker() {
        return marker;
    }
}
