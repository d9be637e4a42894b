package io.ringflow.media.dtmf;

/** The sound of the key that is pressed on a leg, packet by packet. Owned by the leg's loop; allocates nothing. */
public final class KeyTone {
    private static final double AMPLITUDE =
            Short.MAX_VALUE * Math.pow(10, (ToneGenerator.KEY_DBM0 - ToneGenerator.FULL_SCALE_DBM0) / 20);

    private double low;
    private double high;
    private long position;

    /** Begins a key. */
    public void start(char digit) {
        low = ToneGenerator.row(digit);
        high = ToneGenerator.column(digit);
        position = 0;
    }

    /** Fills {@code frame[0..samples)} with what comes next. */
    public void sound(short[] frame, int samples, int sampleRate) {
        double step = 2 * Math.PI / sampleRate;
        for (int i = 0; i < samples; i++) {
            double at = position++ * step;
            frame[i] = (short) Math.round(AMPLITUDE * (Math.sin(at * low) + Math.sin(at * high)));
        }
    }
}
