package io.ringflow.media.codec.opus;

/** Takes a stream of PCM at 48 kHz down to a whole fraction of that. Owned by one decoder. Delays by 0.25 ms per step. */
final class Decimator {
    private static final int TAPS_PER_STEP = 24;

    /** Of half of the lower rate: what lies above is weakened. */
    private static final double PASS = 0.92;

    private final int step;
    private final float[] taps;
    private final float[] line;

    /**
     * @param step samples in for one sample out; 1 changes nothing
     * @param mostSamples at 48 kHz, in one go
     */
    Decimator(int step, int mostSamples) {
        this.step = step;
        this.taps = step == 1 ? new float[] {1} : lowPass(step);
        this.line = new float[taps.length - 1 + mostSamples];
    }

    private static float[] lowPass(int step) {
        int count = TAPS_PER_STEP * step;
        double[] response = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double x = Math.PI * PASS / step * (i - (count - 1) / 2.0);
            double window = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (count - 1));
            response[i] = Math.sin(x) / x * window;
            sum += response[i];
        }
        float[] taps = new float[count];
        for (int i = 0; i < count; i++) {
            taps[i] = (float) (response[i] / sum);
        }
        return taps;
    }

    /** Reads {@code samples} samples, a multiple of the step, and returns how many it wrote. */
    int decimate(short[] from, int samples, short[] to) {
        int before = taps.length - 1;
        for (int i = 0; i < samples; i++) {
            line[before + i] = from[i];
        }
        int written = samples / step;
        for (int out = 0; out < written; out++) {
            float sum = 0;
            int newest = out * step + step - 1;
            for (int tap = 0; tap < taps.length; tap++) {
                sum += taps[tap] * line[newest + tap];
            }
            to[out] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        System.arraycopy(line, samples, line, 0, before);
        return written;
    }
}
