package io.ringflow.bench.jmh;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.FormatParameters;
import io.ringflow.media.codec.opus.Opus;
import io.ringflow.media.codec.speex.SpeexNarrowBand;
import io.ringflow.media.codec.speex.SpeexWideBand;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One frame of 20 ms through a codec that models speech, each way; the frames of two seconds in turn. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpeechCodecBenchmark {
    private static final int FRAMES = 100;

    @Param({"libopus", "libopus-fec", "concentus", "speex-narrow", "speex-wide"})
    private String kind = "libopus";

    private final byte[][] payloads = new byte[FRAMES][];
    private short[] speech = {};
    private short[] heard = {};
    private byte[] payload = {};
    private int frame;
    private int samples;
    private Codec.Encoder encoder = (pcm, pcmOffset, count, to, offset) -> 0;
    private Codec.Decoder decoder = (from, offset, length, pcm, pcmOffset) -> 0;

    private Codec codec() {
        return switch (kind) {
            case "libopus" -> Opus.by("libopus");
            case "libopus-fec" ->
                Opus.by("libopus").agreed(FormatParameters.of("useinbandfec=1")).orElseThrow();
            case "concentus" -> Opus.by("concentus");
            case "speex-narrow" -> new SpeexNarrowBand();
            default -> new SpeexWideBand();
        };
    }

    @Setup
    public void choose() {
        Codec codec = codec();
        samples = codec.sampleRate() / 50;
        speech = voice(codec.sampleRate(), FRAMES * samples);
        heard = new short[samples];
        payload = new byte[codec.maxPayloadBytes(20)];
        encoder = codec.newEncoder();
        decoder = codec.newDecoder();
        for (int i = 0; i < FRAMES; i++) {
            payloads[i] = new byte[encoder.encode(speech, i * samples, samples, payload, 0)];
            System.arraycopy(payload, 0, payloads[i], 0, payloads[i].length);
        }
    }

    /** Harmonics of a gliding pitch, in syllables. */
    private static short[] voice(int sampleRate, int count) {
        short[] pcm = new short[count];
        double phase = 0;
        for (int i = 0; i < count; i++) {
            double seconds = (double) i / sampleRate;
            phase += 2 * Math.PI * (130 + 25 * Math.sin(5.6 * seconds)) / sampleRate;
            double sum = 0;
            for (int harmonic = 1; harmonic < 20; harmonic++) {
                sum += Math.sin(harmonic * phase) / harmonic;
            }
            pcm[i] = (short) (6_000 * Math.pow(Math.sin(6.6 * seconds), 2) * sum);
        }
        return pcm;
    }

    @Benchmark
    public int encode() {
        frame = (frame + 1) % FRAMES;
        return encoder.encode(speech, frame * samples, samples, payload, 0);
    }

    @Benchmark
    public int decode() {
        frame = (frame + 1) % FRAMES;
        return decoder.decode(payloads[frame], 0, payloads[frame].length, heard, 0);
    }
}
