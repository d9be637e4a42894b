package io.ringflow.bench.jmh;

import io.ringflow.media.jitter.JitterBuffer;
import io.ringflow.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One packet in and its 20 ms out, as in every tick of a leg that hears somebody. Allocates nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JitterBufferBenchmark {

    private final JitterBuffer buffer = new JitterBuffer(8_000, 8, 40, 200);
    private final ByteBuffer packet = Packets.audio();
    private final RtpHeader header = new RtpHeader();
    private final byte[] payload = new byte[Packets.SAMPLES];
    private int number;

    @Benchmark
    public void putAndTake(Blackhole hole) {
        Packets.number(packet, number++);
        header.wrap(packet, Packets.LENGTH);
        hole.consume(buffer.put(header));
        hole.consume(buffer.take(payload, 0));
        hole.consume(buffer.take(payload, Packets.SAMPLES / 2));
    }
}
