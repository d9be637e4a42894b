package io.ringflow.media.rtp;

import java.util.Set;

/** What each payload type means on one leg. Owned by its loop; rebuilt by each negotiation. */
public final class PayloadTable {

    /** What to do with a packet. */
    public enum Kind {
        UNKNOWN,
        AUDIO,
        /** RFC 4733 telephone-event. */
        EVENT,
        /** RFC 3389: the far end is alive and silent. */
        COMFORT_NOISE
    }

    /** RFC 3551 table 4. */
    public static final int COMFORT_NOISE_TYPE = 13;

    private static final int NO_TYPE = -1;

    // Beside each other: nearly every packet is audio, and a packet should cost no more memory than that.
    private int audio = NO_TYPE;
    private int theirs = NO_TYPE;
    private int[] events = {};
    private boolean negotiated;

    /**
     * @param ours our number for audio
     * @param others the far end's number for it, which some use though ours is due (RFC 3264 §5.1)
     */
    public void set(int ours, int others, Set<Integer> eventTypes) {
        audio = ours;
        theirs = others;
        events = eventTypes.stream().mapToInt(Integer::intValue).toArray();
        negotiated = true;
    }

    /** Whether there has been a negotiation. */
    public boolean agreed() {
        return negotiated;
    }

    public Kind kind(int payloadType) {
        if (payloadType == audio) {
            return Kind.AUDIO;
        }
        for (int event : events) {
            if (event == payloadType) {
                return Kind.EVENT;
            }
        }
        if (payloadType == COMFORT_NOISE_TYPE && negotiated) {
            return Kind.COMFORT_NOISE;
        }
        return payloadType == theirs ? Kind.AUDIO : Kind.UNKNOWN;
    }
}
