package io.ringflow.media.net;

import java.util.concurrent.locks.LockSupport;

/** How a paced loop waits for its next phase. Owned by the loop's thread. */
interface Sleep {

    /** Called once, by the thread that will sleep. */
    default void begin() {}

    /** Returns at a moment of {@link System#nanoTime}, or a little later; seldom earlier. */
    void until(long nanos);

    /** Parks, and spins the rest: right on every system, at the price of the spinning. */
    final class Portable implements Sleep {
        // Parking returns some 50 µs late (timer slack); the rest is spun.
        private static final long SPIN_NANOS = 70_000;

        @Override
        public void until(long nanos) {
            long wait = nanos - System.nanoTime();
            if (wait > SPIN_NANOS) {
                LockSupport.parkNanos(this, wait - SPIN_NANOS);
            }
            while (System.nanoTime() - nanos < 0) {
                Thread.onSpinWait();
            }
        }
    }
}
