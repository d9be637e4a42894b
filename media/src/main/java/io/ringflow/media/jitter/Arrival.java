package io.ringflow.media.jitter;

/** What play-out did with a packet that arrived. */
public enum Arrival {
    KEPT,
    /** Its place had passed. */
    LATE,
    DUPLICATE,
    /** Too far from the rest, or what was kept had to give way. */
    OVERFLOW
}
