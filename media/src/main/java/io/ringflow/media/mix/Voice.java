package io.ringflow.media.mix;

/**
 * One speaker's part of a mix: a frame brought to its volume, without a step when the volume changes, the speaker is
 * chosen or dropped, or a frame is missing. Owned by the room's loop. Allocates when the rate grows, else nothing.
 */
final class Voice {
    private static final int[] NOTHING = {};

    private int[] samples = NOTHING;
    private int rate;
    private int count;
    /** Factor at the end of the frame. */
    private float gain;

    private boolean silent = true;
    private boolean turns;

    /** @param gain factor it begins with: 0 for one that fades in */
    Voice(float gain) {
        this.gain = gain;
    }

    /** What is to be summed. */
    int[] samples() {
        return samples;
    }

    int count() {
        return count;
    }

    /** Hz; 0 before the first frame. */
    int rate() {
        return rate;
    }

    /** Nothing but zeros. */
    boolean silent() {
        return silent;
    }

    /** It begins to be heard, or ends. */
    boolean turns() {
        return turns;
    }

    /** The next frame, its volume moving to the one given. */
    void take(short[] frame, int frameRate, int level, float volume) {
        resize(frameRate);
        float from = gain;
        gain = volume;
        turns = from == 0 || volume == 0;
        silent = level == Level.SILENCE || (from == 0 && volume == 0);
        if (silent) {
            return;
        }
        if (from == 1 && volume == 1) {
            for (int i = 0; i < count; i++) {
                samples[i] = frame[i];
            }
            return;
        }
        float step = (volume - from) / count;
        for (int i = 0; i < count; i++) {
            samples[i] = Math.round(frame[i] * (from + step * (i + 1)));
        }
    }

    /** Two frames in the time of one: fades from the first over to the second. */
    void takeBoth(short[] first, short[] second, int frameRate, float volume) {
        resize(frameRate);
        float from = gain;
        gain = volume;
        turns = from == 0 || volume == 0;
        silent = from == 0 && volume == 0;
        float step = (volume - from) / count;
        for (int i = 0; i < count; i++) {
            float part = (i + 1f) / count;
            float mixed = first[i] + (second[i] - first[i]) * part;
            samples[i] = silent ? 0 : Math.round(mixed * (from + step * (i + 1)));
        }
    }

    /** There is no frame: the last one is heard backwards, which joins without a step, and fades away. */
    void miss() {
        gain = 0;
        turns = true;
        if (silent) {
            return;
        }
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int swapped = samples[i];
            samples[i] = samples[j];
            samples[j] = swapped;
        }
        for (int i = 0; i < count; i++) {
            samples[i] = samples[i] * (count - 1 - i) / count;
        }
        silent = count == 0;
    }

    /** Nothing is heard any more; after a missed frame. */
    void rest() {
        silent = true;
    }

    /** Whether a frame from here on need not fade away. */
    boolean quiet() {
        return gain == 0;
    }

    private void resize(int frameRate) {
        if (rate != frameRate) {
            rate = frameRate;
            count = frameRate / Mixer.FRAMES_PER_SECOND;
            if (samples.length < count) {
                samples = new int[count];
            }
        }
    }
}
