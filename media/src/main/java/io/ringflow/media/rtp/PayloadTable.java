package io.ringflow.media.rtp;

import java.util.Arrays;
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

    private static final int COMFORT_NOISE_TYPE = 13;

    private final Kind[] kinds = new Kind[128];

    public PayloadTable() {
        Arrays.fill(kinds, Kind.UNKNOWN);
    }

    /**
     * @param audio our number for it
     * @param theirs the far end's number for it, which some use though ours is due (RFC 3264 §5.1)
     */
    public void set(int audio, int theirs, Set<Integer> events) {
        Arrays.fill(kinds, Kind.UNKNOWN);
        kinds[theirs] = Kind.AUDIO;
        kinds[COMFORT_NOISE_TYPE] = Kind.COMFORT_NOISE;
        for (int event : events) {
            kinds[event] = Kind.EVENT;
        }
        kinds[audio] = Kind.AUDIO;
    }

    public Kind kind(int payloadType) {
        return kinds[payloadType];
    }
}
