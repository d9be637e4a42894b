package io.ringflow.media.dtmf;

/**
 * Tells each press once, from whichever of its packets comes first. Owned by the leg's loop; allocates nothing.
 *
 * <p>A press is known by SSRC, RTP timestamp and key; the marker bit plays no part. The last presses are remembered,
 * so what is reordered or repeated late is not told again.
 *
 * <p>Some senders give one press several timestamps. A packet with a new timestamp goes on with the latest press when
 * the key is the same and
 *
 * <ul>
 *   <li>that press has not ended, the duration does not shrink, and the timestamp moved by less than
 *       {@value #SHORTEST_PRESS_AND_PAUSE_MILLIS} ms (the timestamp moves with each packet), or
 *   <li>it is an end packet, its duration fits that press, and its timestamp lies before the earliest moment at which
 *       the same key could be pressed again (the repeated end packets are stamped with their own time), or
 *   <li>that press has not ended, and its 16 bits of duration were full by then: a long press goes on in segments (RFC
 *       4733 §2.5.1.3), though up to {@value #LONGEST_GAP_MILLIS} ms between them were lost.
 * </ul>
 *
 * <p>None can swallow a press of a sender that keeps to ITU-T Q.24: at least 40 ms of tone, 40 ms of pause.
 */
public final class DtmfReceiver {
    /** Nothing to tell. */
    public static final char NONE = '\0';

    static final int SHORTEST_PAUSE_MILLIS = 40;
    static final int SHORTEST_PRESS_AND_PAUSE_MILLIS = 80;
    static final int LONGEST_GAP_MILLIS = 240;

    /** Power of two. */
    private static final int REMEMBERED = 32;

    private final TelephoneEvent event = new TelephoneEvent();
    private final int[] ssrcs = new int[REMEMBERED];
    private final int[] codes = new int[REMEMBERED];
    private final int[] firstTimestamps = new int[REMEMBERED];
    private final int[] lastTimestamps = new int[REMEMBERED];
    private final int[] durations = new int[REMEMBERED];
    /** Length of the segments before the present one. */
    private final int[] segments = new int[REMEMBERED];

    private final boolean[] over = new boolean[REMEMBERED];

    /** Presses told; the latest is at {@code (count - 1) % REMEMBERED}. */
    private long count;

    private int unitsPerMilli = 8;
    private boolean ended;

    /**
     * Takes one packet of the negotiated telephone-event type, from the source that is listened to.
     *
     * @param clockRate of that type
     * @return the key, the first time a packet of its press is seen; otherwise {@link #NONE}
     */
    public char onPacket(int ssrc, long timestamp, int clockRate, byte[] payload, int offset, int length) {
        ended = false;
        if (length < TelephoneEvent.LENGTH) {
            return NONE;
        }
        event.wrap(payload, offset);
        if (!TelephoneEvent.isDigit(event.code())) {
            return NONE;
        }
        unitsPerMilli = Math.max(1, clockRate / 1_000);
        int stamp = (int) timestamp;
        int press = find(ssrc, stamp);
        if (press < 0 && count > 0 && continues(latest(), ssrc, stamp)) {
            press = latest();
            int moved = stamp - lastTimestamps[press];
            if (segmentFull(moved) && moved >= durations[press]) {
                segments[press] += moved;
                durations[press] = 0;
            }
            if (moved > 0) {
                lastTimestamps[press] = stamp;
            } else {
                firstTimestamps[press] = stamp;
            }
        }
        if (press >= 0) {
            durations[press] = Math.max(durations[press], event.duration());
            ended = event.end() && !over[press] && press == latest();
            over[press] |= event.end();
            return NONE;
        }
        return remember(ssrc, stamp);
    }

    /** Whether the packet just taken was the first to say that the press told last is over. */
    public boolean ended() {
        return ended;
    }

    /** How long the press told last has been, as far as its packets tell. */
    public int pressMillis() {
        int press = latest();
        return (int) (((long) segments[press] + durations[press]) / unitsPerMilli);
    }

    private boolean segmentFull(int units) {
        return units > TelephoneEvent.MAX_DURATION - SHORTEST_PRESS_AND_PAUSE_MILLIS * unitsPerMilli;
    }

    private int latest() {
        return (int) (count - 1) & REMEMBERED - 1;
    }

    /** The press this packet belongs to by its timestamp, or -1. */
    private int find(int ssrc, int stamp) {
        for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
            boolean within = stamp - firstTimestamps[i] >= 0 && lastTimestamps[i] - stamp >= 0;
            // another key at the same time is a press of its own: some senders' clock stands still between keys
            if (ssrcs[i] == ssrc && codes[i] == event.code() && within) {
                return i;
            }
        }
        return -1;
    }

    private boolean continues(int press, int ssrc, int stamp) {
        if (ssrcs[press] != ssrc || codes[press] != event.code()) {
            return false;
        }
        int pressAndPause = SHORTEST_PRESS_AND_PAUSE_MILLIS * unitsPerMilli;
        int moved = stamp - lastTimestamps[press];
        int grown = event.duration() - durations[press];
        if (moved < 0) {
            // reordered packets of a press whose timestamp moves
            return stamp - firstTimestamps[press] > -pressAndPause && grown <= 0;
        }
        if (!over[press] && grown >= 0 && moved < pressAndPause) {
            return true;
        }
        if (!over[press] && segmentFull(moved)) {
            return moved < durations[press] + LONGEST_GAP_MILLIS * unitsPerMilli;
        }
        boolean fits = over[press] ? grown == 0 : grown >= 0 && grown < pressAndPause;
        return event.end() && fits && moved < durations[press] + SHORTEST_PAUSE_MILLIS * unitsPerMilli;
    }

    private char remember(int ssrc, int stamp) {
        count++;
        int press = latest();
        ssrcs[press] = ssrc;
        codes[press] = event.code();
        firstTimestamps[press] = stamp;
        lastTimestamps[press] = stamp;
        durations[press] = event.duration();
        segments[press] = 0;
        over[press] = event.end();
        ended = event.end();
        return TelephoneEvent.digit(event.code());
    }
}
