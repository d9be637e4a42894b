package io.ringflow.media.jitter;

/** What comes next on the timeline. */
enum Piece {
    /** A packet. */
    AUDIO,
    /** Audio is missing. */
    LOSS,
    /** Nobody is speaking. */
    PAUSE
}
