package io.ringflow.media.dtmf;

import io.ringflow.media.codec.Codec;
import java.util.Random;

/** The sound of keys as a test wants it: level, twist, deviation, noise. Frequencies are written down here once more. */
final class KeySound {
    static final String KEYPAD = "123A456B789C*0#D";

    private static final double[] ROWS = {697, 770, 852, 941};
    private static final double[] COLUMNS = {1209, 1336, 1477, 1633};

    private final Random random;

    int sampleRate = 8_000;
    double rowDbm0 = -9;
    double columnDbm0 = -9;
    /** Of both frequencies: 0.015 is 1.5 % too high. */
    double deviation;
    /** Of both tones together to white noise over the whole band, in dB. */
    double signalToNoise = 100;

    KeySound(long seed) {
        random = new Random(seed);
    }

    /** Levels around -12 dBm0, the upper tone stronger by so many dB. */
    KeySound twist(double decibels) {
        rowDbm0 = -12 - decibels / 2;
        columnDbm0 = -12 + decibels / 2;
        return this;
    }

    KeySound level(double dbm0) {
        rowDbm0 = dbm0;
        columnDbm0 = dbm0;
        return this;
    }

    /** One key after a while of nothing, the tones at any phase, and a while of nothing: 60 to 80 ms, so any alignment. */
    short[] press(char key, double millis) {
        return press(key, millis, 60 + 20 * random.nextDouble(), 100);
    }

    short[] press(char key, double millis, double before, double after) {
        int place = KEYPAD.indexOf(key);
        double low = amplitude(rowDbm0);
        double high = amplitude(columnDbm0);
        double noise = Math.sqrt((low * low + high * high) / 2 / Math.pow(10, signalToNoise / 10));
        double lowPhase = random.nextDouble() * 2 * Math.PI;
        double highPhase = random.nextDouble() * 2 * Math.PI;
        double step = 2 * Math.PI * (1 + deviation) / sampleRate;
        int from = (int) (before * sampleRate / 1_000);
        int to = (int) ((before + millis) * sampleRate / 1_000);
        short[] pcm = new short[(int) ((before + millis + after) * sampleRate / 1_000)];
        for (int i = 0; i < pcm.length; i++) {
            double value = noise * random.nextGaussian();
            if (i >= from && i < to) {
                value += low * Math.sin(lowPhase + ROWS[place / 4] * step * i)
                        + high * Math.sin(highPhase + COLUMNS[place % 4] * step * i);
            }
            pcm[i] = (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return pcm;
    }

    private static double amplitude(double dbm0) {
        return Short.MAX_VALUE * Math.pow(10, (dbm0 - 3.14) / 20);
    }

    /** What comes out of a codec. */
    static short[] through(Codec codec, short[] pcm) {
        var encoder = codec.newEncoder();
        var decoder = codec.newDecoder();
        int frame = codec.sampleRate() / 50;
        byte[] payload = new byte[2_000];
        short[] in = new short[frame];
        short[] decoded = new short[frame * 4];
        short[] out = new short[pcm.length / frame * frame];
        for (int at = 0; at + frame <= pcm.length; at += frame) {
            System.arraycopy(pcm, at, in, 0, frame);
            int bytes = encoder.encode(in, 0, frame, payload, 0);
            decoder.decode(payload, 0, bytes, decoded, 0);
            System.arraycopy(decoded, 0, out, at, frame);
        }
        return out;
    }
}
