package io.ringflow.media.jitter;

/** One packet's audio in waiting. Owned by the queue, which uses it again for another packet. */
final class Packet {
    private static final int GRAIN_BYTES = 32;

    /** Where it begins on the stream's timeline, in samples. */
    long start;

    /** Samples it stands for. */
    int samples;

    /** Samples of it whose time has passed when it is taken out. */
    int passed;

    int sequence;
    int length;
    byte[] payload = {};

    long end() {
        return start + samples;
    }

    /** Makes room for a payload of this length. */
    void fit(int bytes) {
        length = bytes;
        if (payload.length < bytes) {
            payload = new byte[(bytes + GRAIN_BYTES - 1) / GRAIN_BYTES * GRAIN_BYTES];
        }
    }
}
