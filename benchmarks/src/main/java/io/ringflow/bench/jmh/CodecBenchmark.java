package io.ringflow.bench.jmh;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One packet of 20 ms through a codec, each way, of a voice-like sound: harmonics of 120 Hz that come and go. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private static final int MILLIS = 20;
    private static final int PACKETS = 50;

    @Param({"PCMA", "PCMU", "G722", "L16/16000", "OPUS"})
    private String name = "PCMA";

    private Codec codec = CodecCatalog.standard().find(name).getFirst();
    private Codec.Encoder encoder = codec.newEncoder();
    private Codec.Decoder decoder = codec.newDecoder();
    private short[] pcm = {};
    private short[] heard = {};
    private byte[] payload = {};
    private final byte[][] packets = new byte[PACKETS][];
    private int samples;
    private int next;

    @Setup
    public void choose() {
        codec = CodecCatalog.standard().find(name).getFirst();
        encoder = codec.newEncoder();
        decoder = codec.newDecoder();
        samples = codec.sampleRate() * MILLIS / 1_000;
        payload = new byte[codec.maxPayloadBytes(MILLIS)];
        heard = new short[samples];
        pcm = new short[PACKETS * samples];
        for (int i = 0; i < pcm.length; i++) {
            double seconds = (double) i / codec.sampleRate();
            double sum = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * seconds) / harmonic;
            }
            pcm[i] = (short) (6_000 * sum * Math.pow(Math.sin(2 * Math.PI * 2 * seconds), 2));
        }
        try (Codec.Encoder once = codec.newEncoder()) {
            for (int i = 0; i < PACKETS; i++) {
                int length = once.encode(pcm, i * samples, samples, payload, 0);
                packets[i] = Arrays.copyOf(payload, length);
            }
        }
    }

    @TearDown
    public void close() {
        encoder.close();
        decoder.close();
    }

    @Benchmark
    public int encode() {
        next = (next + 1) % PACKETS;
        return encoder.encode(pcm, next * samples, samples, payload, 0);
    }

    @Benchmark
    public int decode() {
        next = (next + 1) % PACKETS;
        byte[] packet = packets[next];
        return decoder.decode(packet, 0, packet.length, heard, 0);
    }
}
