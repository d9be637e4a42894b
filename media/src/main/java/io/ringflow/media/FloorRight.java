package io.ringflow.media;

/**
 * How a member asks for the floor, and before whom.
 *
 * @param grabKey that asks for it, {@link #NO_KEY} for none; the same as {@code releaseKey}: one key does both
 * @param releaseKey that gives it back
 * @param priority one of a higher one takes the floor from one of a lower, and comes before it in a queue
 */
public record FloorRight(char grabKey, char releaseKey, int priority) {
    public static final char NO_KEY = 0;

    /** One without keys: for whom somebody else asks. */
    public static final FloorRight NO_KEYS = new FloorRight(NO_KEY, NO_KEY, 0);
}
