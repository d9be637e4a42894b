package io.ringflow.media.floor;

/** One who may ask for a floor. Owned by the floor's owner, but for what does not change. */
public final class Talker<T> {
    private final T who;
    private final int priority;

    boolean in;
    boolean waits;

    public Talker(T who, int priority) {
        this.who = who;
        this.priority = priority;
    }

    public T who() {
        return who;
    }

    public int priority() {
        return priority;
    }
}
