package io.ringflow.media.dtmf;

import io.ringflow.media.graph.AudioSource;

/** Sounds two tones for a while, then nothing. Owned by who pulls it; allocates nothing after construction. */
public final class ToneGenerator implements AudioSource {
    /** ITU-T G.711: a full-scale sine is +3.14 dBm0. */
    static final double FULL_SCALE_DBM0 = 3.14;

    /** Each tone of a key, low enough that both fit. */
    static final double KEY_DBM0 = -9;

    private static final int[] ROWS = {697, 770, 852, 941};
    private static final int[] COLUMNS = {1209, 1336, 1477, 1633};
    private static final String KEYPAD = "123A456B789C*0#D";

    private final double firstStep;
    private final double secondStep;
    private final double amplitude;
    private final long samples;

    private long position;

    /**
     * @param second frequency of the second tone, or 0 for one tone only
     * @param levelDbm0 of each tone
     */
    public ToneGenerator(int sampleRate, double first, double second, double levelDbm0, int millis) {
        firstStep = 2 * Math.PI * first / sampleRate;
        secondStep = 2 * Math.PI * second / sampleRate;
        amplitude = Short.MAX_VALUE * Math.pow(10, (levelDbm0 - FULL_SCALE_DBM0) / 20);
        samples = (long) sampleRate * millis / 1_000;
    }

    /** The sound of a key (ITU-T Q.23). */
    public static ToneGenerator key(char digit, int sampleRate, int millis) {
        return new ToneGenerator(sampleRate, row(digit), column(digit), KEY_DBM0, millis);
    }

    /** Lower frequency of a key in Hz. */
    static int row(char digit) {
        return ROWS[place(digit) / 4];
    }

    /** Upper frequency of a key in Hz. */
    static int column(char digit) {
        return COLUMNS[place(digit) % 4];
    }

    private static int place(char digit) {
        int code = TelephoneEvent.code(digit);
        if (code < 0) {
            throw new IllegalArgumentException("not a key: " + digit);
        }
        return KEYPAD.indexOf(TelephoneEvent.digit(code));
    }

    @Override
    public boolean pull(short[] frame, int count, int sampleRate) {
        if (position >= samples) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            frame[i] = position < samples ? sample() : 0;
            position++;
        }
        return true;
    }

    private short sample() {
        double sum = Math.sin(position * firstStep) + Math.sin(position * secondStep);
        return (short) Math.clamp(Math.round(amplitude * sum), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
