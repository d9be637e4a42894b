package io.ringflow.testkit.rtp;

/** One or two sines without an end, each at its level. Keeps its phase: owned by whoever steps it. */
public final class Tone implements Mouth {
    private static final String KEYS = "123A456B789C*0#D";
    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};

    private final double[] hz;
    private final double peak;

    private long position;

    private Tone(double dbm0, double... hz) {
        this.hz = hz;
        this.peak = Level.peakOfSine(dbm0);
    }

    /** A sine at -10 dBm0. */
    public static Tone of(double hz) {
        return new Tone(-10, hz);
    }

    public static Tone of(double hz, double dbm0) {
        return new Tone(dbm0, hz);
    }

    /** The two frequencies of a key (ITU-T Q.23), each at -9 dBm0. */
    public static Tone key(char key) {
        int index = KEYS.indexOf(key);
        return new Tone(-9, ROWS[index / 4], COLUMNS[index % 4]);
    }

    @Override
    public void speak(short[] frame) {
        for (int i = 0; i < frame.length; i++, position++) {
            double value = 0;
            for (double frequency : hz) {
                value += peak * Math.sin(2 * Math.PI * frequency * position / 8000);
            }
            frame[i] = (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    /** The first so many samples. */
    public short[] samples(int count) {
        short[] samples = new short[count];
        speak(samples);
        return samples;
    }
}
