package io.ringflow.media;

/** The unit in which media counts time. */
public final class Tick {

    /** Milliseconds in one tick. */
    public static final int MILLIS = 20;

    /** Phases in one tick; a leg has its turn in one of them. */
    public static final int PHASES = 20;

    /** Ticks in a second. */
    public static final int PER_SECOND = 1000 / MILLIS;

    private Tick() {}
}
