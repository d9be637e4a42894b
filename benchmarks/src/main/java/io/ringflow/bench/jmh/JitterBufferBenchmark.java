package io.ringflow.bench.jmh;

import io.ringflow.media.codec.Pcma;
import io.ringflow.media.jitter.LossListener;
import io.ringflow.media.jitter.PlayOut;
import io.ringflow.media.jitter.PlayOutFigures;
import io.ringflow.media.net.PacketSlab;
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

    /** Of ten packets one is lost. */
    private static final int LOSS_INTERVAL = 10;

    private final PlayOut hearing = playOut();
    private final PlayOut unheard = playOut();
    private final PlayOut lossy = playOut();
    private final ByteBuffer packet = Packets.audio();
    private final RtpHeader header = new RtpHeader();
    private final byte[] payload = new byte[PacketSlab.PACKET_BYTES];
    private final short[] frame = new short[Packets.SAMPLES];
    private int number;

    private static PlayOut playOut() {
        return new PlayOut(new Pcma(), 40, 200, true, new short[5_760], new PlayOutFigures(LossListener.NONE));
    }

    private void put(PlayOut playOut) {
        Packets.number(packet, number++);
        header.wrap(packet, Packets.LENGTH);
        playOut.put(header, payload, 0);
    }

    @Benchmark
    public void putAndHear(Blackhole hole) {
        put(hearing);
        hearing.take(frame);
        hole.consume(frame);
    }

    @Benchmark
    public void putUnheard(Blackhole hole) {
        put(unheard);
        unheard.skip();
        hole.consume(unheard.figures().heard);
    }

    @Benchmark
    public void hearOneOfTenConcealed(Blackhole hole) {
        if (number % LOSS_INTERVAL == 0) {
            number++;
        } else {
            put(lossy);
        }
        lossy.take(frame);
        hole.consume(frame);
    }
}
