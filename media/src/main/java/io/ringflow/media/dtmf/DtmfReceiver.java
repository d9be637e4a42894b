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
 *       {@value #SHORTEST_PRESS_AND_PAUSE} (the timestamp moves with each packet), or
 *   <li>it is an end packet, its duration fits that press, and its timestamp lies before the earliest moment at which
 *       the same key could be pressed again (the repeated end packets are stamped with their own time), or
 *   <li>the duration of that press has reached its 16 bits: a long press goes on in segments (RFC 4733 §2.5.1.3).
 * </ul>
 *
 * <p>None can swallow a press of a sender that keeps to ITU-T Q.24: at least 40 ms of tone, 40 ms of pause. The
 * limits are those of an 8 kHz clock; with a faster clock they are only more careful.
 */
public final class DtmfReceiver {
    /** Nothing to tell. */
    public static final char NONE = '\0';

    static final int SHORTEST_PAUSE = 320;
    static final int SHORTEST_PRESS_AND_PAUSE = 640;

    /** Power of two. */
    private static final int REMEMBERED = 32;

    private final TelephoneEvent event = new TelephoneEvent();
    private final int[] ssrcs = new int[REMEMBERED];
    private final int[] codes = new int[REMEMBERED];
    private final int[] firstTimestamps = new int[REMEMBERED];
    private final int[] lastTimestamps = new int[REMEMBERED];
    private final int[] durations = new int[REMEMBERED];
    private final boolean[] ended = new boolean[REMEMBERED];

    /** Presses told; the latest is at {@code (count - 1) % REMEMBERED}. */
    private long count;

    /**
     * Takes one packet of the negotiated telephone-event type, from the source that is listened to.
     *
     * @return the key, the first time a packet of its press is seen; otherwise {@link #NONE}
     */
    public char onPacket(int ssrc, long timestamp, byte[] payload, int offset, int length) {
        if (length < TelephoneEvent.LENGTH) {
            return NONE;
        }
        event.wrap(payload, offset);
        if (!TelephoneEvent.isDigit(event.code())) {
            return NONE;
        }
        int stamp = (int) timestamp;
        int press = find(ssrc, stamp);
        if (press < 0 && count > 0 && continues(latest(), ssrc, stamp)) {
            press = latest();
            if (stamp - lastTimestamps[press] > 0) {
                lastTimestamps[press] = stamp;
            } else {
                firstTimestamps[press] = stamp;
            }
        }
        if (press >= 0) {
            durations[press] = Math.max(durations[press], event.duration());
            ended[press] |= event.end();
            return NONE;
        }
        return remember(ssrc, stamp);
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
        int moved = stamp - lastTimestamps[press];
        int grown = event.duration() - durations[press];
        if (moved < 0) {
            // reordered packets of a press whose timestamp moves
            return stamp - firstTimestamps[press] > -SHORTEST_PRESS_AND_PAUSE && grown <= 0;
        }
        if (!ended[press] && grown >= 0 && moved < SHORTEST_PRESS_AND_PAUSE) {
            return true;
        }
        if (!ended[press] && durations[press] > TelephoneEvent.MAX_DURATION - SHORTEST_PRESS_AND_PAUSE) {
            return moved < durations[press] + SHORTEST_PRESS_AND_PAUSE;
        }
        boolean fits = ended[press] ? grown == 0 : grown >= 0 && grown < SHORTEST_PRESS_AND_PAUSE;
        return event.end() && fits && moved < durations[press] + SHORTEST_PAUSE;
    }

    private char remember(int ssrc, int stamp) {
        count++;
        int press = latest();
        ssrcs[press] = ssrc;
        codes[press] = event.code();
        firstTimestamps[press] = stamp;
        lastTimestamps[press] = stamp;
        durations[press] = event.duration();
        ended[press] = event.end();
        return TelephoneEvent.digit(event.code());
    }
}
