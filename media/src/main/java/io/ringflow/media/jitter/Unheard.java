package io.ringflow.media.jitter;

/**
 * What takes the place of play-out while nobody listens: which packets of a stream came, for the figures. Owned by the
 * leg's loop.
 *
 * <p>A place in the sequence is settled when it lies {@value #HORIZON} behind the newest: what has not come by then would
 * be too late for any play-out. Settled places in a row are told together, so that a packet costs next to nothing.
 */
public final class Unheard {
    static final int HORIZON = 32;

    private static final long OLDEST = 1L << HORIZON - 1;

    private final PlayOutFigures figures;

    private int highest;
    /** Places known, the newest included. */
    private int places;
    /** Of those, the ones that came; bit 0 is the newest. */
    private long came;
    /** Settled, came, and not told yet. */
    private int untold;

    public Unheard(PlayOutFigures figures) {
        this.figures = figures;
    }

    /** The newest sequence number. */
    public int highest() {
        return highest;
    }

    /** A packet came. */
    public Arrival put(int sequence) {
        if (places == 0) {
            places = 1;
            came = 1;
            highest = sequence;
            return Arrival.KEPT;
        }
        int ahead = (short) (sequence - highest);
        if (ahead <= 0) {
            return behind(-ahead);
        }
        for (int i = 0; i < ahead; i++) {
            next();
        }
        highest = sequence;
        came |= 1;
        return Arrival.KEPT;
    }

    private void next() {
        if (places < HORIZON) {
            places++;
        } else if ((came & OLDEST) != 0) {
            untold++;
        } else {
            tell();
            figures.missed();
        }
        came <<= 1;
    }

    private Arrival behind(int by) {
        if (by >= places) {
            // Before the first there is nothing to be missing.
            return places < HORIZON ? Arrival.KEPT : figures.late();
        }
        long place = 1L << by;
        if ((came & place) != 0) {
            return figures.duplicate();
        }
        came |= place;
        return Arrival.KEPT;
    }

    /** Tells what is settled. */
    public void tell() {
        for (; untold > 0; untold--) {
            figures.heard();
        }
    }

    /** The stream ends, or somebody listens: everything is settled, and the next packet starts anew. */
    public void end() {
        for (; places > 0; places--) {
            if ((came >>> places - 1 & 1) != 0) {
                untold++;
            } else {
                tell();
                figures.missed();
            }
        }
        tell();
    }
}
