package io.ringflow.media.jitter;

import java.util.Arrays;

/**
 * Covers missing audio with the last periods of the voice, fading out (G.711 Appendix I, without its delay). Owned by
 * one play-out.
 */
final class Concealment {
    private static final int FULL_MILLIS = 5;
    private static final int LONGEST_OVERLAP_MILLIS = 10;

    private final int sampleRate;
    private final int tenMillis;
    private final PitchFinder pitch;
    private final short[] past;

    private int made;
    private int known;
    private int period;
    private int tail;
    private int position;
    private int periods;
    private int step;

    Concealment(int sampleRate, PitchFinder pitch) {
        this.sampleRate = sampleRate;
        this.tenMillis = sampleRate / 100;
        this.pitch = pitch;
        this.past = new short[history(pitch)];
    }

    /** Samples of history that are needed: three periods and a quarter, or what the pitch is found in. */
    static int history(PitchFinder pitch) {
        return Math.max(pitch.reach(), pitch.longest() * 13 / 4);
    }

    /** Adds so many samples to the line. */
    void conceal(PcmLine line, int samples) {
        int first = line.extend(samples);
        if (made == 0) {
            begin(line.pcm(), first);
        }
        short[] pcm = line.pcm();
        for (int i = 0; i < samples; i++) {
            pcm[first + i] = (short) next();
        }
    }

    private void begin(short[] pcm, int end) {
        System.arraycopy(pcm, end - past.length, past, 0, past.length);
        begin(past.length);
    }

    private void begin(int samples) {
        known = samples;
        made = 0;
        period = pitch.period(past, past.length);
        tail = period / 4;
        periods = 1;
        position = past.length - period;
        // What was played last need not be where the period before it ended: the step fades away.
        step = past[past.length - 1] - past[past.length - 1 - period];
    }

    /**
     * Leads from what was made up to the audio behind it, by what that looks like backwards.
     *
     * @param first index of the audio
     * @param gap samples before it that were made up
     */
    void bridge(PcmLine line, int first, int gap) {
        short[] pcm = line.pcm();
        int samples = Math.min(past.length, line.end() - first);
        Arrays.fill(past, 0, past.length - samples, (short) 0);
        for (int i = 0; i < samples; i++) {
            past[past.length - 1 - i] = pcm[first + i];
        }
        begin(samples);
        for (int i = 1; i <= gap; i++) {
            int before = pcm[first - i];
            pcm[first - i] = (short) (before + (next() - before) * (gap + 1 - i) / (gap + 1));
        }
        made = 0;
    }

    private int next() {
        int sample = past[position];
        int toEnd = past.length - position;
        if (toEnd <= tail) {
            // The end of the periods passes over into their beginning.
            int before = past[position - periods * period];
            sample += (before - sample) * (tail + 1 - toEnd) / (tail + 1);
        }
        if (made < tail) {
            sample += step * (tail - made) / (tail + 1);
        }
        if (++position == past.length) {
            // Longer losses repeat more than one period, or they would buzz.
            periods = Math.clamp((known - tail) / period, 1, Math.min(3, 1 + made / tenMillis));
            position -= periods * period;
        }
        return Math.clamp((int) (sample * gain()), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private float gain() {
        int full = FULL_MILLIS * sampleRate / 1000;
        int silent = JitterBuffer.AUDIBLE_MILLIS * sampleRate / 1000;
        int at = made++;
        if (at < full) {
            return 1;
        }
        return at >= silent ? 0 : (float) (silent - at) / (silent - full);
    }

    /** Audio goes on, at this index of the line: it is faded into. */
    void rejoin(PcmLine line, int first) {
        if (made == 0) {
            return;
        }
        int overlap = Math.min(LONGEST_OVERLAP_MILLIS * sampleRate / 1000, tail + made * 4 / 10);
        overlap = Math.min(overlap, line.end() - first);
        short[] pcm = line.pcm();
        for (int i = 0; i < overlap; i++) {
            int made = next();
            pcm[first + i] = (short) (made + (pcm[first + i] - made) * (i + 1) / (overlap + 1));
        }
        made = 0;
    }

    /** Nobody speaks: there is nothing to go on with. */
    void silence() {
        made = 0;
    }
}
