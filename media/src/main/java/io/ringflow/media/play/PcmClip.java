package io.ringflow.media.play;

import io.ringflow.media.Clip;
import io.ringflow.media.codec.Codec;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A clip made of PCM; other rates and payloads are made at the first need and kept. Thread-safe. */
public final class PcmClip implements Clip {
    private static final int FRAMES_PER_SECOND = 50;
    private static final int FRAME_MILLIS = 1_000 / FRAMES_PER_SECOND;

    private final String name;
    private final int durationMillis;
    private final Runnable grown;
    private final ConcurrentHashMap<Integer, short[]> byRate = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, byte[]> byCodec = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();
    private final int nativeRate;

    /** @param pcm is kept, not copied */
    public PcmClip(String name, short[] pcm, int sampleRate) {
        this(name, pcm, sampleRate, () -> {});
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
    public byte[] payload(Codec codec) {
        byte[] known = byCodec.get(codec.name());
        if (known != null) {
            return known;
        }
        short[] pcm = pcm(codec.sampleRate());
        byte[] made = byCodec.computeIfAbsent(codec.name(), name -> {
            byte[] payload = encode(pcm, codec);
            weight.addAndGet(payload.length);
            return payload;
        });
        grown.run();
        return made;
    }

    private static byte[] encode(short[] pcm, Codec codec) {
        int frameSamples = codec.sampleRate() / FRAMES_PER_SECOND;
        int frameBytes = codec.maxPayloadBytes(FRAME_MILLIS);
        int frames = (pcm.length + frameSamples - 1) / frameSamples;
        short[] padded = Arrays.copyOf(pcm, frames * frameSamples);
        byte[] payload = new byte[frames * frameBytes];
        Codec.Encoder encoder = codec.newEncoder();
        for (int frame = 0; frame < frames; frame++) {
            int bytes = encoder.encode(padded, frame * frameSamples, frameSamples, payload, frame * frameBytes);
            if (bytes != frameBytes) {
                throw new IllegalArgumentException(codec.name() + " has no fixed payload size");
            }
        }
        return payload;
    }
}
