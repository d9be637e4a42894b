package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.Tick;

/**
 * Tells a press once though it came by several ways: RTP, signalling, tones. Owned by the leg's loop; counts ticks.
 *
 * <p>Each press can answer for one press of each other way, so that the same key pressed twice is two digits. Some
 * phones signal a key when it is let go, so a press can answer as long as it lasts and for half a second more.
 */
final class DigitGate {
    static final int SAME_PRESS_TICKS = 500 / Tick.MILLIS;

    /** Power of two. */
    private static final int REMEMBERED = 16;

    private final char[] digits = new char[REMEMBERED];
    private final int[] sources = new int[REMEMBERED];
    private final int[] ticks = new int[REMEMBERED];

    private int count;

    /** True when this is a press that has not been told yet. */
    boolean admits(char digit, DigitSource source, int tick) {
        int bit = 1 << source.ordinal();
        for (int i = Math.max(0, count - REMEMBERED); i < count; i++) {
            int at = i & REMEMBERED - 1;
            boolean recent = tick - ticks[at] <= SAME_PRESS_TICKS;
            if (recent && digits[at] == digit && (sources[at] & bit) == 0) {
                sources[at] |= bit;
                return false;
            }
        }
        int at = count & REMEMBERED - 1;
        digits[at] = digit;
        sources[at] = bit;
        ticks[at] = tick;
        count++;
        return true;
    }

    /** The press admitted last goes on. */
    void lasts(int tick) {
        if (count > 0) {
            ticks[count - 1 & REMEMBERED - 1] = tick;
        }
    }
}
