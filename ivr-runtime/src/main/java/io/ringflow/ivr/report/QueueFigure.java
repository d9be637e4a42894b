package io.ringflow.ivr.report;

/** What is counted of a queue, in the order of reports. Durations are milliseconds. */
public enum QueueFigure implements Figure {
    ENTERED("callers that came in", false),
    MOVED_IN("callers that came from another queue", false),
    MOVED_OUT("callers that went on to another queue", false),
    ANSWERED("callers that an agent took", false),
    ANSWERED_IN_TIME("of these, within the time of the service level", false),
    ABANDONED("callers that hung up, or left by a key", false),
    TIMED_OUT("callers that waited as long as they may", false),
    CALLED_BACK("callers that had hung up, kept their place, and were called back", false),
    OTHERWISE_LEFT("callers that left in another way: the queue was deleted, the flow went on elsewhere", false),
    REFUSED("agents that did not take a caller", false),
    ANSWERED_WAIT("how long those waited that an agent took", true),
    ABANDONED_WAIT("how long those waited that abandoned", true),
    LONGEST_WAIT("the longest that a caller waited", true),
    TALKS("talks that ended", false),
    TALK("how long these were", true),
    WRAP_UPS("agents' times after a talk that ended", false),
    WRAP_UP("how long these were", true);

    private final String meaning;
    private final boolean duration;

    QueueFigure(String meaning, boolean duration) {
        this.meaning = meaning;
        this.duration = duration;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean duration() {
        return duration;
    }

    /** All are sums but for the longest. */
    @Override
    public long together(long one, long other) {
        return this == LONGEST_WAIT ? Math.max(one, other) : one + other;
    }
}
