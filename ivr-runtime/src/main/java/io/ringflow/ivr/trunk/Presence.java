package io.ringflow.ivr.trunk;

/**
 * Whether a far end is there, as its answers to OPTIONS tell: one that has answered before is lost when it is silent three
 * times in a row, and found again by one answer. One that never answered may be of the kind that does not. Thread-safe.
 */
public final class Presence {

    private static final int MOST_SILENCES = 3;

    private boolean everAnswered;
    private int silences;

    public synchronized void answered() {
        everAnswered = true;
        silences = 0;
    }

    public synchronized void silent() {
        if (everAnswered && silences < MOST_SILENCES) silences++;
    }

    /** It has shown in another way that it is there. */
    public synchronized void seen() {
        silences = 0;
    }

    public synchronized boolean lost() {
        return silences == MOST_SILENCES;
    }
}
