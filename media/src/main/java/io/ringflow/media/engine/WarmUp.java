package io.ringflow.media.engine;

/**
 * Says when a loop's code has run often and long enough to be compiled. A thread that is put before all others while it
 * still interprets keeps the compiler from ever running on its core. Owned by the loop.
 */
final class WarmUp {
    static final int PHASES = 10_000;
    static final int LEG_TURNS = 50_000;

    private int phases;
    private int legTurns;

    /** A phase was turned. True once: when it is warm. */
    boolean turned(int legs) {
        if (warm()) {
            return false;
        }
        phases++;
        legTurns += legs;
        return warm();
    }

    private boolean warm() {
        return phases >= PHASES && legTurns >= LEG_TURNS;
    }
}
