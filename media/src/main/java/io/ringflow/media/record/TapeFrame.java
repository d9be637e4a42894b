package io.ringflow.media.record;

/** One tick of all tracks, one track after the other. Owned by whoever took it out of a ring. */
final class TapeFrame {
    final short[] pcm;

    /** Its place on the time line, in ticks. */
    long place;

    TapeFrame(int samples) {
        pcm = new short[samples];
    }
}
