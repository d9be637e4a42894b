package io.ringflow.media.mix;

/**
 * A short sign of two notes for one member alone, in what it hears anyway: made sample by sample at whatever rate that is.
 * Owned by the room's loop; each is played once.
 */
public final class Cue {
    /** No sign. */
    static final Cue NONE = new Cue();

    private static final int NOTE_FRAMES = 5;
    private static final double AMPLITUDE = 4_000;
    private static final int EDGE_MILLIS = 5;

    private final int[] notes;

    private int frame;

    private Cue(int... notes) {
        this.notes = notes;
    }

    /** Yes: go on. */
    public static Cue rising() {
        return new Cue(600, 900);
    }

    /** No, or no more. */
    public static Cue falling() {
        return new Cue(500, 350);
    }

    /** Wait. */
    public static Cue level() {
        return new Cue(425);
    }

    boolean over() {
        return frame == notes.length * NOTE_FRAMES;
    }

    /** Adds its next frame. */
    void add(int[] sum, int rate) {
        if (over()) {
            return;
        }
        int edge = rate * EDGE_MILLIS / 1_000;
        int samples = rate / Mixer.FRAMES_PER_SECOND;
        int note = NOTE_FRAMES * samples;
        double step = 2 * Math.PI * notes[frame / NOTE_FRAMES] / rate;
        int at = frame % NOTE_FRAMES * samples;
        for (int i = 0; i < samples; i++, at++) {
            double envelope = Math.min(1, (double) Math.min(at, note - at) / edge);
            sum[i] += (int) Math.round(AMPLITUDE * envelope * Math.sin(step * at));
        }
        frame++;
    }
}
