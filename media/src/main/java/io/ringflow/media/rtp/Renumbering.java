package io.ringflow.media.rtp;

/**
 * Gives the packets of another stream their places on ours: sequence numbers and timestamps move by what made the first
 * one fit, so that losses, pauses, reordering and a timestamp that stands still mean on our stream what they meant there.
 * Owned by our leg's loop; allocates nothing.
 *
 * <p>It begins anew behind what we have sent, with a marked packet, when the other's source has changed, when we have
 * spoken in between, and when its timestamps part from the time that has passed: ours stays one timeline for life.
 */
public final class Renumbering {
    /** Losses in a row that may be shown as a gap; more than that is a new beginning. */
    static final int LONGEST_GAP = 250;

    private final SendStream stream;

    private boolean on;
    private int sequenceOffset;
    private int timestampOffset;
    /** Their newest sequence number, and its place counted from the first. */
    private int highest;

    private long place;
    private long missing;

    private int sequence;
    private int timestamp;
    private boolean marker;

    public Renumbering(SendStream stream) {
        this.stream = stream;
    }

    /** The next packet begins anew. */
    public void restart() {
        on = false;
    }

    /**
     * Finds a packet's place, which {@link #sequence}, {@link #timestamp} and {@link #marker} tell then.
     *
     * @param units from its timestamp to the next packet's
     * @param far in timestamp units: when they part by more from the time that has passed it begins anew
     * @return false when it has none: it is older than the first
     */
    public boolean place(int theirSequence, int theirTimestamp, boolean marked, int units, int far) {
        int ahead = on ? (short) (theirSequence - highest) : 0;
        if (on && ahead <= 0) {
            return placeBehind(ahead, theirTimestamp, marked);
        }
        int end = theirTimestamp + timestampOffset + units;
        if (!on || ahead > LONGEST_GAP || Math.abs(end - stream.timestamp()) > far) {
            begin(theirSequence, theirTimestamp);
            end = stream.timestamp() + units;
            marked = true;
        } else {
            place += ahead;
            missing += ahead - 1;
            highest = theirSequence;
        }
        set(theirSequence, theirTimestamp, marked);
        stream.continueAt(sequence + 1, end);
        return true;
    }

    private boolean placeBehind(int behind, int theirTimestamp, boolean marked) {
        if (place + behind < 0) {
            return false;
        }
        if (behind < 0 && missing > 0) {
            missing--;
        }
        set(highest + behind, theirTimestamp, marked);
        return behind < 0;
    }

    private void begin(int theirSequence, int theirTimestamp) {
        on = true;
        sequenceOffset = stream.sequence() - theirSequence;
        timestampOffset = stream.timestamp() - theirTimestamp;
        highest = theirSequence;
        place = 0;
    }

    private void set(int theirSequence, int theirTimestamp, boolean marked) {
        sequence = theirSequence + sequenceOffset & 0xFFFF;
        timestamp = theirTimestamp + timestampOffset;
        marker = marked;
    }

    int sequence() {
        return sequence;
    }

    int timestamp() {
        return timestamp;
    }

    boolean marker() {
        return marker;
    }

    /** Packets that the others lost, and that are missing on our stream therefore. */
    public long missing() {
        return missing;
    }
}
