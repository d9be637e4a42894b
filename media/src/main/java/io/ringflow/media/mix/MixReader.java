package io.ringflow.media.mix;

import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.PayloadSource;
import org.jspecify.annotations.Nullable;

/**
 * A member's place in what it hears, frame by frame: its own mix where there is one, else the one it shares. Owned by the
 * member's loop. Late by no more than it has to be: a frame that was waiting for a while is faded into the next one, and
 * what is missing is faded out.
 */
final class MixReader {
    static final int MILLIS = Tick.MILLIS;

    private static final short[] NOTHING = {};

    /** Frames behind the last one at which it is better to begin anew. */
    private static final int FAR_BEHIND = FrameLog.FRAMES - 2;

    private static final int WINDOW_FRAMES = 100;

    private long next = FrameLog.NEVER;

    /** The frame being handed out. */
    private short[] staged = NOTHING;

    private short[] second = NOTHING;
    private int samples;
    /** Samples of it that have been handed out. */
    private int used;
    /** Number of the frame that is staged as it was read. */
    private long stagedNumber = FrameLog.NEVER;

    /** What comes next begins from silence. */
    private boolean joins = true;

    private int leastWaiting = FrameLog.FRAMES;
    private int windowFrames;
    private boolean tooLate;

    /** One packet as it was encoded for all, or {@link PayloadSource#NOT_SHARED}. */
    int read(Mix mix, @Nullable FrameLog own, Codec codec, byte[] payload) {
        long latest = mix.latest();
        boolean plain = !joins && !tooLate && used == samples && next <= latest && latest - next < FAR_BEHIND;
        if (!plain || mix.rate() != codec.sampleRate() || (own != null && own.has(next))) {
            return PayloadSource.NOT_SHARED;
        }
        int length = mix.read(codec, next, payload);
        if (length < 0) {
            return PayloadSource.NOT_SHARED;
        }
        count(latest);
        next++;
        return length;
    }

    /** Fills a packet of any length; false when there is nothing to be heard at this rate. */
    boolean read(Mix mix, @Nullable FrameLog own, short[] frame, int wanted, int rate) {
        if (mix.rate() != rate || mix.latest() == FrameLog.NEVER) {
            return false;
        }
        resize(mix.log().samples());
        long latest = mix.latest();
        if (next == FrameLog.NEVER || latest - next >= FAR_BEHIND || next > latest + 1) {
            next = Math.max(0, latest - (wanted - 1) / samples);
            used = samples;
            joins = true;
        }
        boolean whole = used == samples && wanted == samples;
        if (whole && !joins && !tooLate && next <= latest && read(mix, own, next, frame)) {
            count(latest);
            next++;
            return true;
        }
        for (int filled = 0; filled < wanted; ) {
            if (used == samples) {
                stage(mix, own, latest);
            }
            int part = Math.min(wanted - filled, samples - used);
            System.arraycopy(staged, used, frame, filled, part);
            used += part;
            filled += part;
        }
        return true;
    }

    private void resize(int frameSamples) {
        if (samples != frameSamples) {
            samples = frameSamples;
            used = frameSamples;
            staged = new short[frameSamples];
            second = new short[frameSamples];
            stagedNumber = FrameLog.NEVER;
            joins = true;
        }
    }

    private void stage(Mix mix, @Nullable FrameLog own, long latest) {
        used = 0;
        if (next > latest || !read(mix, own, next, staged)) {
            miss(mix, own);
            return;
        }
        count(latest);
        stagedNumber = next++;
        if (tooLate && next <= latest && !turns(mix) && read(mix, own, next, second)) {
            fadeOver();
            stagedNumber = next++;
            tooLate = false;
        }
        if (joins) {
            joins = false;
            for (int i = 0; i < samples; i++) {
                staged[i] = (short) (staged[i] * (i + 1) / samples);
            }
        }
    }

    /** Whether fading this frame into the next could let one be heard who has ended under one who begins. */
    private boolean turns(Mix mix) {
        return mix.log().turns(next - 1) && mix.log().turns(next);
    }

    private boolean read(Mix mix, @Nullable FrameLog own, long number, short[] target) {
        return (own != null && own.rate() == mix.rate() && own.read(number, target))
                || mix.log().read(number, target);
    }

    /** The last frame is heard backwards, which joins without a step, and fades away. */
    private void miss(Mix mix, @Nullable FrameLog own) {
        boolean known = !joins && (stagedNumber == next - 1 || read(mix, own, next - 1, staged));
        joins = true;
        for (int i = 0, j = samples - 1; i < j; i++, j--) {
            short swapped = staged[i];
            staged[i] = staged[j];
            staged[j] = swapped;
        }
        for (int i = 0; i < samples; i++) {
            staged[i] = known ? (short) (staged[i] * (samples - 1 - i) / samples) : 0;
        }
        stagedNumber = FrameLog.NEVER;
    }

    private void fadeOver() {
        for (int i = 0; i < samples; i++) {
            staged[i] += (short) ((second[i] - staged[i]) * (i + 1) / samples);
        }
    }

    /** Notices that there was always one frame more than needed. */
    private void count(long latest) {
        leastWaiting = (int) Math.min(leastWaiting, latest - next);
        if (++windowFrames == WINDOW_FRAMES) {
            tooLate = leastWaiting > 0;
            leastWaiting = FrameLog.FRAMES;
            windowFrames = 0;
        }
    }
}
