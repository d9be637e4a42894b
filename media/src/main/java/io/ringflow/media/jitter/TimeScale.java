package io.ringflow.media.jitter;

/**
 * Makes audio longer or shorter without changing its pitch: whole periods of the voice, or any part of a pause. Owned by
 * one play-out.
 */
final class TimeScale {
    private static final float ALIKE = 0.7f;
    private static final int LOUDNESS_DECAY_TICKS = 64;
    /** A pause is this much below the voice in amplitude. */
    private static final int PAUSE_RATIO = 12;

    private static final int ALWAYS_PAUSE = 40;

    private final PitchFinder pitch;
    private final int frame;
    private final int overlap;

    private int loudness;
    private int now;

    /** @param frame samples in a tick */
    TimeScale(PitchFinder pitch, int frame) {
        this.pitch = pitch;
        this.frame = frame;
        this.overlap = frame / 4;
    }

    /** Listens to the frame that is to be played next. */
    void hear(PcmLine line) {
        long sum = 0;
        short[] pcm = line.pcm();
        for (int i = line.head(); i < line.head() + frame; i++) {
            sum += Math.abs(pcm[i]);
        }
        now = (int) (sum / frame);
        loudness = Math.max(now, loudness - Math.ceilDiv(loudness, LOUDNESS_DECAY_TICKS));
    }

    private boolean pause() {
        return now <= Math.max(ALWAYS_PAUSE, loudness / PAUSE_RATIO);
    }

    /**
     * Takes out up to so many samples.
     *
     * @param anyhow also where it may be heard
     * @return samples taken out
     */
    int shorten(PcmLine line, int most, boolean anyhow) {
        if (pause()) {
            int cut = Math.min(most, line.ahead() - overlap);
            if (cut <= 0) {
                return 0;
            }
            line.cut(cut, overlap);
            return cut;
        }
        int period = pitch.period(line.pcm(), line.end());
        boolean fits = 2 * period <= line.ahead();
        if (!fits || pitch.likeness() < ALIKE && !anyhow) {
            return 0;
        }
        line.cut(period, period);
        return period;
    }

    /**
     * Puts in up to so many samples, in a voice at least one period.
     *
     * @param anyhow also where it may be heard
     * @return samples put in
     */
    int lengthen(PcmLine line, int most, boolean anyhow) {
        if (pause()) {
            int more = Math.min(most, frame);
            line.repeat(more, Math.min(more, overlap));
            return more;
        }
        int period = pitch.period(line.pcm(), line.head() + frame);
        if (pitch.likeness() < ALIKE && !anyhow) {
            return 0;
        }
        line.repeat(period, Math.min(period, line.ahead()));
        return period;
    }

    /** Takes one sample out, or puts one in, over a whole frame: nothing jumps. */
    void slip(PcmLine line, boolean longer) {
        if (longer) {
            line.repeat(1, frame - 1);
        } else {
            line.cut(1, frame - 1);
        }
    }
}
