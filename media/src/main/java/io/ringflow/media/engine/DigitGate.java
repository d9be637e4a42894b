package io.ringflow.media.engine;

import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.Tick;

/**
 * Tells a press once though it came both by RTP and by signalling. Owned by the leg's loop; counts ticks.
 *
 * <p>Each press can answer for one press of the other kind, so that the same key pressed twice is two digits.
 */
final class DigitGate {
    static final int SAME_PRESS_TICKS = 500 / Tick.MILLIS;
    private static final int REMEMBERED = 16;

    private final char[] digits = new char[REMEMBERED];
    private final DigitSource[] sources = new DigitSource[REMEMBERED];
    private final int[] ticks = new int[REMEMBERED];

    private int count;

    /** True when this is a press that has not been told yet. */
    boolean admits(char digit, DigitSource source, int tick) {
        for (int i = Math.max(0, count - REMEMBERED); i < count; i++) {
            int at = i % REMEMBERED;
            boolean recent = tick - ticks[at] <= SAME_PRESS_TICKS;
            if (recent && digits[at] == digit && sources[at] != source) {
                digits[at] = '\0';
                return false;
            }
        }
        int at = count % REMEMBERED;
        digits[at] = digit;
        sources[at] = source;
        ticks[at] = tick;
        count++;
        return true;
    }
}
