package io.ringflow.media.dtmf;

/**
 * Turns presses into telephone-event packets, one per packet time (RFC 4733 §2.5.1), and keeps time for keys that are
 * sent otherwise. Owned by the leg's loop; allocates nothing after construction.
 *
 * <p>Each packet time the owner calls {@link #next}; while a press is on, its packet takes the place of audio. All
 * packets of a press carry the timestamp of its start, which {@link #timestamp} tells; a press too long for the 16 bits
 * of a duration goes on in segments, each with the timestamp of its own start (RFC 4733 §2.5.1.3).
 */
public final class DtmfSender {
    /** No sending. */
    public static final long NOTHING = 0;

    /** ITU-T Q.24: what a receiver must recognise. */
    public static final int SHORTEST_MILLIS = 40;

    /** One segment at 8 kHz, six at 48 kHz. */
    public static final int LONGEST_MILLIS = 8_000;

    /** RFC 4733 §2.5.1.4: the final packet is sent three times. */
    private static final int END_PACKETS = 3;

    /** Power usual on the line: -10 dBm0. */
    private static final int VOLUME = 10;

    private static final int QUEUE = 2 * DialString.LONGEST;

    private final TelephoneEvent event = new TelephoneEvent();
    /** Keys, or pauses: those have no press. */
    private final char[] keys = new char[QUEUE];

    private final int[] pressMillis = new int[QUEUE];
    private final int[] gapMillis = new int[QUEUE];
    /** Number of the sending whose last key this is, or {@link #NOTHING}. */
    private final long[] lastOf = new long[QUEUE];

    private int packetMillis = 20;
    private int clockRate = 8_000;
    private int queueHead;
    private int queueSize;
    private boolean on;
    /** Packet times since the press that is on began; at the end of its gap it is off. */
    private int elapsed;

    private int packets;
    private int gapPackets;
    private int packetUnits;
    private int segmentPackets = 1;
    private long start;
    private long timestamp;
    private boolean marker;
    private char digit;
    private int durationMillis;
    private boolean sounding;
    private long finished;

    /**
     * From the next press on.
     *
     * @param eventClockRate of the telephone-event format
     * @param millisPerPacket time between calls of {@link #next}
     */
    public void tune(int eventClockRate, int millisPerPacket) {
        clockRate = eventClockRate;
        packetMillis = millisPerPacket;
    }

    /**
     * Presses keys after those before them.
     *
     * @param text keys and pauses as {@link DialString} has them
     * @param gap least time between presses
     * @param sending told by {@link #finished} when the last is over; positive
     * @return false when it holds something else, or too many are waiting; then none is pressed
     */
    public boolean press(String text, int duration, int gap, long sending) {
        if (text.isEmpty() || text.length() > QUEUE - queueSize) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (DialString.pauseMillis(text.charAt(i)) == 0 && TelephoneEvent.code(text.charAt(i)) < 0) {
                return false;
            }
        }
        for (int i = 0; i < text.length(); i++) {
            int pause = DialString.pauseMillis(text.charAt(i));
            int tail = (queueHead + queueSize++) % QUEUE;
            keys[tail] = text.charAt(i);
            pressMillis[tail] = pause > 0 ? 0 : Math.clamp(duration, SHORTEST_MILLIS, LONGEST_MILLIS);
            gapMillis[tail] = pause > 0 ? pause : Math.clamp(gap, SHORTEST_MILLIS, LONGEST_MILLIS);
            lastOf[tail] = i == text.length() - 1 ? sending : NOTHING;
        }
        return true;
    }

    /** Whether nothing is being sent, nor waiting, and the last gap is over. */
    public boolean idle() {
        return queueSize == 0;
    }

    /**
     * Gives up the first sending that is not over, with all its keys.
     *
     * @return its number, or {@link #NOTHING} when there is none
     */
    public long drop() {
        on = false;
        long sending = NOTHING;
        while (queueSize > 0 && sending == NOTHING) {
            sending = leave();
        }
        return sending;
    }

    private long leave() {
        long sending = lastOf[queueHead];
        queueHead = (queueHead + 1) % QUEUE;
        queueSize--;
        return sending;
    }

    /**
     * Gives the packet of this packet time, if one is due.
     *
     * @param now RTP timestamp of this packet time
     * @param payload takes {@link TelephoneEvent#LENGTH} bytes at {@code offset}
     * @return bytes written, or 0
     */
    public int next(long now, byte[] payload, int offset) {
        finished = NOTHING;
        sounding = false;
        if (!on) {
            if (queueSize == 0) {
                return 0;
            }
            begin(now);
        }
        int written = 0;
        if (packets > 0 && elapsed < packets + END_PACKETS - 1) {
            int sent = Math.min(elapsed + 1, packets);
            int code = TelephoneEvent.code(digit);
            int segment = (sent - 1) / segmentPackets;
            int duration = (sent - segment * segmentPackets) * packetUnits;
            event.wrap(payload, offset).set(code, sent == packets, VOLUME, duration);
            timestamp = start + (long) segment * segmentPackets * packetUnits & 0xFFFF_FFFFL;
            marker = elapsed == 0;
            sounding = elapsed < packets;
            written = TelephoneEvent.LENGTH;
        }
        elapsed++;
        if (elapsed >= packets + gapPackets) {
            on = false;
            finished = leave();
        }
        return written;
    }

    private void begin(long now) {
        on = true;
        elapsed = 0;
        start = now;
        digit = keys[queueHead];
        durationMillis = pressMillis[queueHead];
        packetUnits = clockRate * packetMillis / 1_000;
        packets = packets(durationMillis);
        segmentPackets = TelephoneEvent.MAX_DURATION / packetUnits;
        int gap = packets(gapMillis[queueHead]);
        gapPackets = packets == 0 ? gap : Math.max(END_PACKETS - 1, gap);
    }

    private int packets(int millis) {
        return (millis + packetMillis - 1) / packetMillis;
    }

    /** Timestamp of the packet just given: the start of its press, or of a long press's segment. */
    public long timestamp() {
        return timestamp;
    }

    /** Whether the packet just given is the first of its press. */
    public boolean marker() {
        return marker;
    }

    /** Whether the key was down in the packet time just given: not any more while its end is repeated. */
    public boolean sounding() {
        return sounding;
    }

    /** The key of the packet just given. */
    public char digit() {
        return TelephoneEvent.digit(TelephoneEvent.code(digit));
    }

    /** How long that key is to be pressed. */
    public int durationMillis() {
        return durationMillis;
    }

    /** The sending whose last key, gap included, ended with the packet time just given, or {@link #NOTHING}. */
    public long finished() {
        return finished;
    }
}
