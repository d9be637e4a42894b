package io.ringflow.media.engine;

import io.ringflow.media.Tick;
import io.ringflow.media.jitter.PlayOutFigures;

/**
 * Notices in what play-out counts that sound was lost for longer than can be made up. A far end that says nothing leaves no
 * hole in its sequence numbers; the network does. Owned by the leg's loop.
 */
final class LostSound {
    /** G.711 Appendix I: what is made up has faded away by then. */
    static final int MADE_UP_MILLIS = 60;

    private boolean begun;
    private long heard;
    private long missed;
    private int heardAt;

    /** What was lost until now is nobody's business. */
    void begin() {
        begun = false;
    }

    /**
     * Ticks of sound that were lost before what is heard in this tick; mostly 0. To be asked every tick.
     *
     * @param packetMillis of what the far end sends
     */
    int until(int tick, PlayOutFigures played, int packetMillis) {
        if (begun && played.heard == heard) {
            return 0;
        }
        long places = begun ? played.missed - missed : 0;
        // Not more than there was time for: the far end's packets may be shorter than was agreed.
        int ticks = (int) Math.min(places * packetMillis / Tick.MILLIS, tick - heardAt);
        begun = true;
        heard = played.heard;
        missed = played.missed;
        heardAt = tick;
        return ticks * Tick.MILLIS > MADE_UP_MILLIS ? ticks : 0;
    }
}
