package io.ringflow.media.dtmf;

import io.ringflow.media.graph.AudioSink;
import java.util.Arrays;

/**
 * Passes audio on without the keys in it, for those who relay keys another way: the far side must not hear a key twice.
 * Late by {@value #DELAY_MILLIS} ms, one window of the detector, so that a key is silent from its begin though it is
 * recognised later. Owned by the loop that pushes; allocates when the sample rate or
 * the length of frames changes only.
 *
 * <p>What only looks like a key for a moment is muted for that moment. Keys are told as the detector tells them.
 */
public final class KeyFilter implements AudioSink {
    /** By so much is audio late. */
    public static final int DELAY_MILLIS = 20;

    private static final int STEPS_PER_SECOND = 100;
    private static final int FADES_PER_SECOND = 500;
    /** Steps without suspicion until it is heard again. */
    private static final int CLEAR_STEPS = 2;

    private final AudioSink next;
    private final ToneDetector detector;

    private int sampleRate;
    /** The last 20 ms, and behind them the step that comes in. */
    private short[] line = {};

    private short[] out = {};
    /** What passed of the frame that came: who hears it counts frames. */
    private short[] passed = {};

    private int gathered;
    private int step;
    private int filled;
    private int clear = CLEAR_STEPS;
    private boolean silent;

    /**
     * @param next hears what is left
     * @param keys told of the keys
     */
    public KeyFilter(AudioSink next, ToneListener keys) {
        this.next = next;
        this.detector = new ToneDetector(keys);
    }

    @Override
    public void push(short[] frame, int samples, int rate) {
        if (rate != sampleRate) {
            tune(rate);
        }
        if (passed.length < samples + step) {
            passed = new short[samples + step];
        }
        int taken = 0;
        while (taken < samples) {
            int part = Math.min(samples - taken, line.length - filled);
            System.arraycopy(frame, taken, line, filled, part);
            filled += part;
            taken += part;
            if (filled == line.length) {
                pass();
            }
        }
        next.push(passed, gathered, rate);
        gathered = 0;
    }

    private void tune(int rate) {
        sampleRate = rate;
        step = rate / STEPS_PER_SECOND;
        int delay = rate * DELAY_MILLIS / 1_000;
        line = new short[delay + step];
        out = new short[step];
        filled = delay;
        silent = false;
        clear = CLEAR_STEPS;
    }

    private void pass() {
        int delay = line.length - step;
        System.arraycopy(line, delay, out, 0, step);
        detector.push(out, step, sampleRate);
        clear = detector.suspects() ? 0 : Math.min(CLEAR_STEPS, clear + 1);
        System.arraycopy(line, 0, out, 0, step);
        System.arraycopy(line, step, line, 0, delay);
        filled = delay;
        mute(clear < CLEAR_STEPS);
        System.arraycopy(out, 0, passed, gathered, step);
        gathered += step;
    }

    /** Fades over 2 ms: a click would be worse than a beep. */
    private void mute(boolean now) {
        int fade = now == silent ? 0 : sampleRate / FADES_PER_SECOND;
        for (int i = 0; i < fade; i++) {
            out[i] = (short) (out[i] * (now ? fade - i : i) / fade);
        }
        if (now) {
            Arrays.fill(out, fade, step, (short) 0);
        }
        silent = now;
    }
}
