package io.ringflow.media.jitter;

/**
 * What play-out counted since it began, over all sources. Plain fields, owned by the leg's loop; packets are those of
 * audio, lengths are in samples of the codec in use.
 */
public final class PlayOutFigures {
    private final LossListener listener;

    /** Packets kept for playing. */
    public long received;

    /** Packets whose place had passed. */
    public long late;

    /** Packets beyond the greatest delay, astray, or given up for those. */
    public long early;

    public long duplicates;

    /** Places of packets that were played. */
    public long heard;

    /** Places of packets that were not: lost, late or early. */
    public long missed;

    /** Audio made up for what did not come. */
    public long concealed;

    /** Audio put in to make the delay grow. */
    public long expanded;

    /** Audio taken out to make it shrink. */
    public long shrunk;

    /** Single samples put in or taken out, as the clocks differ; their lengths are part of the two before. */
    public long slips;

    public PlayOutFigures(LossListener listener) {
        this.listener = listener;
    }

    /** From now on lengths are in samples of another rate. */
    public void changeRate(int from, int to) {
        concealed = concealed * to / from;
        expanded = expanded * to / from;
        shrunk = shrunk * to / from;
    }

    Arrival late() {
        late++;
        return Arrival.LATE;
    }

    Arrival early() {
        early++;
        return Arrival.OVERFLOW;
    }

    Arrival duplicate() {
        duplicates++;
        return Arrival.DUPLICATE;
    }

    void heard() {
        heard++;
        listener.onPlace(true);
    }

    void missed() {
        missed++;
        listener.onPlace(false);
    }
}
