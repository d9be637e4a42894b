package io.ringflow.ivr.queue;

/** Ids of queues: the dialect's {@code queuetype}, up to nine digits (flow-protocol 4.3). Pure. */
public final class QueueType {

    /** The queue that every application has. */
    public static final String DEFAULT = "0";

    private QueueType() {}

    /**
     * Without leading zeros.
     *
     * @throws IllegalArgumentException it is none
     */
    public static String parse(String text) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("1 to 9 digits");
        }
        return Integer.toString(Integer.parseInt(text));
    }
}
