package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaListener;
import io.ringflow.media.Tick;

/** Whether a far end is heard at all, and since when it is not. Owned by the leg's loop; counts ticks. */
final class Liveness {
    private static final int SILENT_TICKS = Tick.PER_SECOND;

    private final MediaListener listener;
    private final long timeoutMillis;

    private boolean startedTold;
    private boolean silentTold = true;
    private boolean timeoutTold;
    private int heardTick = -1;
    private int aliveTick;

    Liveness(MediaListener listener, long timeoutMillis) {
        this.listener = listener;
        this.timeoutMillis = timeoutMillis;
    }

    /** A packet of its stream came. */
    void heard(int tick) {
        if (!startedTold) {
            startedTold = true;
            listener.onEvent(new MediaEvent.MediaStarted());
        }
        heardTick = tick;
        silentTold = false;
        alive(tick);
    }

    boolean heardIn(int tick) {
        return heardTick == tick;
    }

    /** Something believable came, or the wait begins anew. */
    void alive(int tick) {
        aliveTick = tick;
        timeoutTold = false;
    }

    /**
     * Time passes.
     *
     * @param expected whether it should be sending
     * @return true once when it has been silent for a second
     */
    boolean fellSilent(int tick, boolean expected) {
        boolean fell = tick - heardTick > SILENT_TICKS && !silentTold;
        silentTold |= fell;
        long silentMillis = (long) (tick - aliveTick) * Tick.MILLIS;
        if (expected && timeoutMillis > 0 && silentMillis >= timeoutMillis && !timeoutTold) {
            timeoutTold = true;
            listener.onEvent(new MediaEvent.MediaTimeout(silentMillis));
        }
        return fell;
    }
}
