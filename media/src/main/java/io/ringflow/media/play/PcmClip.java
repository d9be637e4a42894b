package io.ringflow.media.play;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.resample.Resampler;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A clip made of PCM; other rates and payloads are made at the first need and kept. Thread-safe. */
public final class PcmClip implements Clip {
    /** An encoder with memory has settled on silence after this: the far end has heard silence before the clip. */
    private static final int LEAD_IN_MILLIS = 120;

    private final String name;
    private final int durationMillis;
    private final Runnable grown;
    private final ConcurrentHashMap<Integer, short[]> byRate = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Encoding, EncodedClip> byEncoding = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private final int nativeRate;

    /** What makes one payload differ from another. */
    private record Encoding(String variant, int unitMillis) {}

    /** @param pcm is kept, not copied */
    public PcmClip(String name, short[] pcm, int sampleRate) {
        this(name, pcm, sampleRate, () -> {});
    }

    /**
     * A clip of a WAVE file that is in memory.
     *
     * @throws MediaFailure BAD_PROMPT
     */
    public static PcmClip ofWave(String name, byte[] file) {
        try {
            Sound sound = WavReader.read(file);
            return new PcmClip(name, sound.pcm(), sound.sampleRate());
        } catch (BadSound e) {
            throw new MediaFailure(MediaFailure.Kind.BAD_PROMPT, String.valueOf(e.getMessage()), e);
        }
    }

    /** @param grown told after this clip has begun to take more memory */
    PcmClip(String name, short[] pcm, int sampleRate, Runnable grown) {
        this.name = name;
        this.nativeRate = sampleRate;
        this.grown = grown;
        durationMillis = (int) (pcm.length * 1_000L / sampleRate);
        byRate.put(sampleRate, pcm);
        weight.set(2L * pcm.length);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int durationMillis() {
        return durationMillis;
    }

    /** Bytes of samples and payloads held. */
    long weight() {
        return weight.get();
    }

    @Override
    public short[] pcm(int sampleRate) {
        short[] known = byRate.get(sampleRate);
        if (known != null) {
            return known;
        }
        short[] original = byRate.get(nativeRate);
        short[] made = byRate.computeIfAbsent(sampleRate, rate -> {
            short[] resampled = Resampler.resample(original, nativeRate, rate);
            weight.addAndGet(2L * resampled.length);
            return resampled;
        });
        grown.run();
        return made;
    }

    @Override
    public EncodedClip encoded(Codec codec, int packetMillis) {
        Encoding encoding = new Encoding(codec.variant(), codec.unitMillis(packetMillis));
        EncodedClip known = byEncoding.get(encoding);
        if (known != null) {
            return known;
        }
        short[] pcm = pcm(codec.sampleRate());
        EncodedClip made = byEncoding.computeIfAbsent(encoding, wanted -> {
            EncodedClip clip = encode(pcm, codec, wanted.unitMillis());
            weight.addAndGet(clip.weight());
            return clip;
        });
        grown.run();
        return made;
    }

    private static EncodedClip encode(short[] pcm, Codec codec, int unitMillis) {
        int unitSamples = codec.sampleRate() / 1_000 * unitMillis;
        int units = (pcm.length + unitSamples - 1) / unitSamples;
        int[] starts = new int[units + 1];
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        short[] unit = new short[unitSamples];
        byte[] encoded = new byte[codec.maxPayloadBytes(unitMillis)];
        try (Codec.Encoder encoder = codec.newEncoder()) {
            for (int millis = 0; millis < LEAD_IN_MILLIS; millis += unitMillis) {
                encoder.encode(unit, 0, unitSamples, encoded, 0);
            }
            for (int i = 0; i < units; i++) {
                int from = i * unitSamples;
                int samples = Math.min(unitSamples, pcm.length - from);
                System.arraycopy(pcm, from, unit, 0, samples);
                Arrays.fill(unit, samples, unitSamples, (short) 0);
                payload.write(encoded, 0, encoder.encode(unit, 0, unitSamples, encoded, 0));
                starts[i + 1] = payload.size();
            }
        }
        return new EncodedClip(unitMillis, payload.toByteArray(), starts);
    }
}
