package io.ringflow.bench.jmh;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
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

/** One block of 20 ms through G.711, each way. Allocates nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class G711Benchmark {

    @Param({"PCMA", "PCMU"})
    private String law = "PCMA";

    private final short[] pcm = new short[Packets.SAMPLES];
    private final byte[] payload = new byte[Packets.SAMPLES];
    private Codec.Encoder encoder = new Pcma().newEncoder();
    private Codec.Decoder decoder = new Pcma().newDecoder();

    @Setup
    public void choose() {
        Codec codec = law.equals("PCMA") ? new Pcma() : new Pcmu();
        encoder = codec.newEncoder();
        decoder = codec.newDecoder();
        for (int i = 0; i < pcm.length; i++) pcm[i] = (short) (Math.sin(i / 3.0) * 20_000);
        encoder.encode(pcm, 0, pcm.length, payload, 0);
    }

    @Benchmark
    public int encode() {
        return encoder.encode(pcm, 0, pcm.length, payload, 0);
    }

    @Benchmark
    public int decode() {
        return decoder.decode(payload, 0, payload.length, pcm, 0);
    }
}
