package io.ringflow.ivr.queue;

/** Something about agents or queues can't be had; the error says what to tell the application. */
public final class QueueRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final QueueError error;
    private final String prompt;

    public QueueRefused(QueueError error) {
        this(error, "");
    }

    /** @param prompt of a queue outside its working time */
    QueueRefused(QueueError error, String prompt) {
        super(error.sentence());
        this.error = error;
        this.prompt = prompt;
    }

    /** The same, thrown anew on another thread. */
    QueueRefused(QueueRefused first) {
        super(first.error.sentence(), first);
        this.error = first.error;
        this.prompt = first.prompt;
    }

    /** The same, to be thrown anew on another thread. */
    public static QueueRefused again(QueueRefused first) {
        return new QueueRefused(first);
    }

    public QueueError error() {
        return error;
    }

    /** {@code offworkprompt}, with {@link QueueError#OFF_WORK}; empty: none. */
    public String prompt() {
        return prompt;
    }
}
