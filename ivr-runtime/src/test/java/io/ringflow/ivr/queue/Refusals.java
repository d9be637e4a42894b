package io.ringflow.ivr.queue;

/** What only the centre itself says. */
public final class Refusals {

    private Refusals() {}

    /** @param prompt file; empty: none */
    public static QueueRefused offWork(String prompt) {
        return new QueueRefused(QueueError.OFF_WORK, prompt);
    }
}
