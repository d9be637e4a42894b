package io.ringflow.media.mix;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * One member's voice on its way to the mixer, in frames of 20 ms: written by the member's loop, read by the room's, the
 * same one or another. Neither waits; a full ring takes nothing more. Allocates when the rate grows, else nothing.
 */
final class FrameRing {
    /** A power of two. */
    static final int FRAMES = 4;

    private static final short[] NOTHING = {};
    private static final VarHandle WRITTEN;
    private static final VarHandle READ;

    static {
        try {
            WRITTEN = MethodHandles.lookup().findVarHandle(FrameRing.class, "written", int.class);
            READ = MethodHandles.lookup().findVarHandle(FrameRing.class, "read", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final short[][] frames = new short[FRAMES][];
    private final int[] rates = new int[FRAMES];
    private final int[] levels = new int[FRAMES];

    private int written;
    private int read;

    /** Samples that the frame being written has so far. */
    private int filled;

    FrameRing() {
        Arrays.fill(frames, NOTHING);
    }

    /** Adds audio of any length; what makes a whole frame can be read. By the writer. */
    void write(short[] audio, int samples, int rate) {
        int whole = rate / Mixer.FRAMES_PER_SECOND;
        int at = 0;
        while (at < samples && written - (int) READ.getAcquire(this) < FRAMES) {
            int slot = written & FRAMES - 1;
            begin(slot, whole, rate);
            int part = Math.min(samples - at, whole - filled);
            System.arraycopy(audio, at, frames[slot], filled, part);
            at += part;
            filled += part;
            if (filled == whole) {
                filled = 0;
                levels[slot] = Level.of(frames[slot], whole);
                WRITTEN.setRelease(this, written + 1);
            }
        }
    }

    private void begin(int slot, int whole, int rate) {
        if (filled > 0 && rates[slot] == rate) {
            return;
        }
        filled = 0;
        rates[slot] = rate;
        if (frames[slot].length < whole) {
            frames[slot] = new short[whole];
        }
    }

    /** Whole frames waiting. By the reader, as all that follows. */
    int depth() {
        return (int) WRITTEN.getAcquire(this) - read;
    }

    /** The oldest frame; the caller's until {@link #release}. */
    short[] frame() {
        return frames[read & FRAMES - 1];
    }

    /** The one after the oldest. */
    short[] second() {
        return frames[read + 1 & FRAMES - 1];
    }

    /** Whether there is a second frame, of the same rate. */
    boolean hasSecond() {
        return depth() > 1 && rates[read + 1 & FRAMES - 1] == rate();
    }

    /** Sample rate of the oldest frame, in Hz. */
    int rate() {
        return rates[read & FRAMES - 1];
    }

    /** Level of the oldest frame, in dBov. */
    int level() {
        return levels[read & FRAMES - 1];
    }

    void release() {
        READ.setRelease(this, read + 1);
    }
}
