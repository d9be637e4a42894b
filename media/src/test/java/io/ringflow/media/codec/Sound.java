package io.ringflow.media.codec;

/** Makes and measures what goes through a codec. */
public final class Sound {
    private Sound() {}

    public static short[] tone(double frequency, double amplitude, int sampleRate, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * frequency * i / sampleRate));
        }
        return pcm;
    }

    /** Something like a voice: harmonics of a gliding pitch under a formant, in syllables. */
    public static short[] voice(int sampleRate, int millis) {
        short[] pcm = new short[sampleRate / 1_000 * millis];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double seconds = (double) i / sampleRate;
            double pitch = 130 + 25 * Math.sin(2 * Math.PI * 0.9 * seconds);
            double formant = 700 + 350 * Math.sin(2 * Math.PI * 1.7 * seconds);
            phase += 2 * Math.PI * pitch / sampleRate;
            double sum = 0;
            for (int harmonic = 1; harmonic * pitch < 3_400; harmonic++) {
                double distance = (harmonic * pitch - formant) / 300;
                sum += Math.sin(harmonic * phase) * (0.1 + Math.exp(-distance * distance));
            }
            double syllable = Math.pow(Math.sin(Math.PI * 2.1 * seconds), 2);
            pcm[i] = (short) (2_500 * syllable * sum);
        }
        return pcm;
    }

    public static double energy(short[] pcm, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return sum;
    }

    /** Energy of the difference of two sounds. */
    public static double error(short[] one, short[] other, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    public static double decibels(double energyRatio) {
        return 10 * Math.log10(energyRatio);
    }

    /** Signal to noise in dB at the delay, up to {@code mostDelay} samples, where it is best; the first tenth is left out. */
    public static double bestSnr(short[] original, short[] coded, int mostDelay) {
        int from = original.length / 10;
        int to = Math.min(original.length, coded.length - mostDelay);
        double best = Double.NEGATIVE_INFINITY;
        for (int delay = 0; delay < mostDelay; delay++) {
            double noise = 0;
            for (int i = from; i < to; i++) {
                double difference = original[i] - coded[i + delay];
                noise += difference * difference;
            }
            best = Math.max(best, decibels(energy(original, from, to) / Math.max(noise, 1)));
        }
        return best;
    }

    /** Encodes in packets of {@code millis} and decodes each. What is no whole packet is left out. */
    public static short[] through(Codec codec, short[] pcm, int millis) {
        int samples = codec.sampleRate() / 1_000 * millis;
        short[] heard = new short[pcm.length / samples * samples];
        byte[] payload = new byte[codec.maxPayloadBytes(millis)];
        try (Codec.Encoder encoder = codec.newEncoder();
                Codec.Decoder decoder = codec.newDecoder()) {
            for (int at = 0; at < heard.length; at += samples) {
                int bytes = encoder.encode(pcm, at, samples, payload, 0);
                if (bytes == 0 || codec.samplesIn(payload, 0, bytes) != samples) {
                    throw new AssertionError(bytes + " bytes for " + millis + " ms");
                }
                if (decoder.decode(payload, 0, bytes, heard, at) != samples) {
                    throw new AssertionError("not " + millis + " ms decoded");
                }
            }
        }
        return heard;
    }
}
