package io.ringflow.media.mix;

/**
 * Tells speech from background by its level, frame by frame: opens at once, holds through the pauses between words, and
 * reports talking only once it has lasted. Owned by the loop that has its speaker; counts frames.
 */
public final class SpeechDetector {
    /** Louder than the background by this: speech begins. */
    private static final float BEGIN_DB = 9;
    /** Not louder than this: it ends. */
    private static final float END_DB = 5;
    /** Nobody speaks more softly than this, in dBov. */
    private static final float SOFTEST = -52;
    /** No background is louder, or a tone would come to count as one. */
    private static final float LOUDEST_BACKGROUND = -44;

    private static final float BACKGROUND_RISE_DB = 0.05f;
    private static final float BACKGROUND_FALL = 0.25f;
    private static final float SCORE_RISE = 0.5f;
    private static final float SCORE_FALL = 0.04f;

    private static final int HOLD_FRAMES = 15;
    private static final int TALK_FRAMES = 3;
    private static final int SILENT_FRAMES = 25;

    private float background = LOUDEST_BACKGROUND;
    private float score = Level.SILENCE;
    private int loudFrames;
    private int softFrames = SILENT_FRAMES;
    private boolean loud;
    private boolean talking;

    /** One frame's level in dBov. */
    public void hear(int level) {
        background += level < background ? (level - background) * BACKGROUND_FALL : BACKGROUND_RISE_DB;
        background = Math.min(background, LOUDEST_BACKGROUND);
        score += (level - score) * (level > score ? SCORE_RISE : SCORE_FALL);
        float threshold =
                Math.max(background + (loud ? END_DB : BEGIN_DB), loud ? SOFTEST - BEGIN_DB + END_DB : SOFTEST);
        loud = level > threshold;
        if (loud) {
            loudFrames++;
            softFrames = 0;
            talking |= loudFrames >= TALK_FRAMES;
        } else if (++softFrames >= HOLD_FRAMES) {
            loudFrames = 0;
            talking &= softFrames < SILENT_FRAMES;
        }
    }

    /** Worth being heard. */
    boolean speaks() {
        return loudFrames > 0;
    }

    /** What events and figures say. */
    public boolean talking() {
        return talking;
    }

    /** Whether the last frame was louder than the background. */
    public boolean loud() {
        return loud;
    }

    /** How loud of late, in dBov. */
    float score() {
        return score;
    }
}
