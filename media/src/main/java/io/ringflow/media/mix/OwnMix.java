package io.ringflow.media.mix;

/**
 * A mix for one member: the others' without its own voice, at its own volume, or on the way from one mix to another. It
 * begins and ends where it is the same as the mix it is made of, so that neither is heard. Owned by the room's loop.
 */
final class OwnMix {
    /** Longer than a pause in speech: encoders with a memory should not change often. */
    private static final int KEEP_FRAMES = 50;

    private static final float SAME_GAIN = 0.002f;

    private final FrameLog log;
    private final Limiter limiter;
    private final int[] sum;

    private boolean on;
    private int needless;
    private float volume = 1;

    /** @param sum room for a frame, shared by what lives on one loop */
    OwnMix(int rate, int[] sum) {
        log = new FrameLog(rate);
        limiter = new Limiter(log.samples());
        this.sum = sum;
    }

    FrameLog log() {
        return log;
    }

    /** Goes on from a mix that the member has heard so far. */
    void begin(Mix heard) {
        if (!on) {
            on = true;
            volume = 1;
            limiter.follow(heard.limiter());
        }
        needless = 0;
    }

    boolean on() {
        return on;
    }

    /** There is no difference to the mix any more; false when it is still made. */
    boolean end(Mix heard) {
        if (++needless > KEEP_FRAMES
                && volume == 1
                && Math.abs(limiter.gain() - heard.limiter().gain()) < SAME_GAIN) {
            on = false;
        }
        return !on;
    }

    /**
     * Makes a frame.
     *
     * @param before what was heard until now; the same as {@code mix} but where it changes
     * @param wasIn whether that contains the voice, which is taken out
     * @param isIn whether the mix contains it
     * @param target volume at the end of the frame
     * @param cue heard beside that, at its own volume
     */
    void make(Mix before, Mix mix, Voice voice, boolean wasIn, boolean isIn, float target, Cue cue, long number) {
        int samples = log.samples();
        boolean changes = before != mix && before.rate() == mix.rate();
        if (isIn || changes) {
            without(changes ? before.sum() : mix.sum(), mix.sum(), voice.samples(), changes && wasIn, isIn);
        } else {
            System.arraycopy(mix.sum(), 0, sum, 0, samples);
        }
        if (volume != 1 || target != 1) {
            float step = (target - volume) / samples;
            for (int i = 0; i < samples; i++) {
                sum[i] = Math.round(sum[i] * (volume + step * (i + 1)));
            }
            volume = target;
        }
        cue.add(sum, log.rate());
        limiter.limit(sum, log.begin(number));
        log.publish(number, false);
    }

    private void without(int[] before, int[] now, int[] voice, boolean wasIn, boolean isIn) {
        int samples = log.samples();
        if (before == now) {
            for (int i = 0; i < samples; i++) {
                sum[i] = now[i] - voice[i];
            }
            return;
        }
        for (int i = 0; i < samples; i++) {
            int then = wasIn ? before[i] - voice[i] : before[i];
            int next = isIn ? now[i] - voice[i] : now[i];
            sum[i] = then + Math.round((next - then) * ((i + 1f) / samples));
        }
    }
}
