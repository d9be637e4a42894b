package io.ringflow.bench.jmh;

import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import io.ringflow.media.engine.ManualTicks;
import io.ringflow.media.engine.MediaEngine;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One tick of one leg that plays a prompt and hears another leg doing so: one packet out, one in, sockets and all.
 *
 * <p>A tick of 200 legs is turned and its cost divided; what handing a tick to the loop allocates is divided with it,
 * so that an allocation of a leg's own shows as 8 bytes or more, and the handing over as one or two.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseZGC")
public class TickBenchmark {

    private static final int LEGS = 200;
    private static final int PROMPT_MILLIS = 10_000;

    private final ManualTicks ticks = new ManualTicks();
    private final MediaEngine engine = MediaEngine.start(config(), ticks, MediaObserver.NONE);

    @Setup
    public void connect() {
        var prompt = new ToneClip(PROMPT_MILLIS);
        for (int pair = 0; pair < LEGS / 2; pair++) {
            MediaSession caller = open();
            MediaSession callee = open();
            caller.accept(callee.answer(caller.offer()));
            caller.play(prompt, MediaSession.ENDLESS);
            callee.play(prompt, MediaSession.ENDLESS);
        }
        for (int i = 0; i < 100; i++) ticks.turn();
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    @OperationsPerInvocation(LEGS)
    public void tick() {
        ticks.turn();
    }

    private MediaSession open() {
        return engine.open(new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1"), event -> {});
    }

    private static MediaConfig config() {
        return new MediaConfig(
                1,
                0,
                0,
                Duration.ZERO,
                List.of("PCMA", "PCMU"),
                MediaConfig.SymmetricRtp.AUTO,
                Duration.ZERO,
                Duration.ofMillis(40),
                Duration.ofMillis(200),
                500);
    }
}
