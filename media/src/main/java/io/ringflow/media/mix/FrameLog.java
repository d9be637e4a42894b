package io.ringflow.media.mix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The last frames of one mix, each under its number: written by the room's loop once, read by any number of members on
 * any loop. A frame that is overwritten while it is read is refused, not torn.
 */
final class FrameLog {
    /** Frames kept, a power of two: the longest packet time and as much again for loops that are late. */
    static final int FRAMES = 8;

    /** No frame has this number. */
    static final long NEVER = -1;

    private static final VarHandle STAMP = MethodHandles.arrayElementVarHandle(long[].class);

    private final int rate;
    private final int samples;
    private final long[] stamps = new long[FRAMES];
    private final short[][] frames;
    private final boolean[] turns = new boolean[FRAMES];

    FrameLog(int rate) {
        this.rate = rate;
        this.samples = rate / Mixer.FRAMES_PER_SECOND;
        this.frames = new short[FRAMES][samples];
        Arrays.fill(stamps, NEVER);
    }

    int rate() {
        return rate;
    }

    int samples() {
        return samples;
    }

    /** Where the frame of this number goes; {@link #publish} follows. */
    short[] begin(long number) {
        STAMP.setOpaque(stamps, slot(number), NEVER);
        // Before any of the samples, or a reader could take new ones for old.
        VarHandle.storeStoreFence();
        return frames[slot(number)];
    }

    /** @param turn somebody begins to be heard in it, or ends */
    void publish(long number, boolean turn) {
        turns[slot(number)] = turn;
        STAMP.setRelease(stamps, slot(number), number);
    }

    /** The frame of this number as it was written. By the writer, or by a reader that asks {@link #has} afterwards. */
    short[] frame(long number) {
        return frames[slot(number)];
    }

    boolean has(long number) {
        return (long) STAMP.getAcquire(stamps, slot(number)) == number;
    }

    /** Whether somebody begins to be heard in this frame, or ends; true of one that is not there. */
    boolean turns(long number) {
        if (!has(number)) {
            return true;
        }
        boolean turn = turns[slot(number)];
        VarHandle.loadLoadFence();
        return turn || (long) STAMP.getOpaque(stamps, slot(number)) != number;
    }

    /** Copies a frame; false when it is not there, or no more. */
    boolean read(long number, short[] target) {
        if (!has(number)) {
            return false;
        }
        System.arraycopy(frames[slot(number)], 0, target, 0, samples);
        VarHandle.loadLoadFence();
        return (long) STAMP.getOpaque(stamps, slot(number)) == number;
    }

    private static int slot(long number) {
        return (int) number & FRAMES - 1;
    }
}
