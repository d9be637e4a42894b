package io.ringflow.bench.jmh;

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

/** Reading the header of one RTP packet. Allocates nothing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RtpHeaderBenchmark {

    private final ByteBuffer packet = Packets.audio();
    private final RtpHeader header = new RtpHeader();

    @Benchmark
    public long parse() {
        if (!header.wrap(packet, Packets.LENGTH)) return -1;
        return header.payloadType() + header.sequence() + header.timestamp() + header.ssrc() + header.payloadLength();
    }
}
