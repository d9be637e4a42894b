package io.ringflow.bench.load;

/** What an agent of a call centre does with a call. */
public enum AgentTemper {
    /** Answers and talks, and hangs up in the end. */
    TALKS,
    /** Answers and talks for as long as the caller does. */
    LISTENS,
    /** Busy here. */
    REFUSES,
    /** Lets it ring. */
    DOES_NOT_ANSWER,
    /** Answers and hangs up at once. */
    HANGS_UP,
    /** Answers, and neither says nor hears anything any more. */
    LOSES_NETWORK
}
