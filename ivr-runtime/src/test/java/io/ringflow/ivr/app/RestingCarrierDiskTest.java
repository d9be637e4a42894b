package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.lab.Eventually;
import io.ringflow.testkit.junit.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two carriers: one rests, and one waits for the disk. A process of its own has the launcher's option. */
class RestingCarrierDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int BLOCK = 4096;

    /** As many as a pipe of Linux holds. */
    private static final int BLOCKS = 16;

    @TempDir
    Path directory;

    @Test
    void whoWaitsForTheDiskHoldsNobodyUp() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assertThat(Program.lines(new ProcessBuilder("mkfifo", pipe.toString()))).isEmpty();
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=2",
                LauncherTest.REPLACING,
                "-cp",
                System.getProperty("java.class.path"),
                RestingCarrierDiskTest.class.getName(),
                pipe.toString());
        assertThat(Program.lines(command)).containsExactly("carried: true");
    }

    /** Of the process. A pipe that nobody reads is as good as a disk that does not answer. */
    public static void main(String... pipe) throws InterruptedException {
        var keeping = RestingCarrier.keepingCarrier().orElseThrow();
        Thread.ofVirtual()
                .start(new RestingCarrier(_ -> forever(keeping), Thread::sleep, Runnable::run, System::nanoTime));
        var written = new AtomicInteger();
        Thread.ofVirtual().start(() -> write(pipe[0], written));
        Eventually.within(
                PATIENCE, () -> RestingCarrier.resting() == 1 && written.get() == BLOCKS, "no carrier is free");
        System.out.println("carried: " + Thread.ofVirtual().start(() -> {}).join(PATIENCE));
        System.exit(0);
    }

    private static void forever(RestingCarrier.Pause keeping) throws InterruptedException {
        while (true) keeping.millis(RestingCarrier.LOOK_MILLIS);
    }

    private static void write(String pipe, AtomicInteger written) {
        try (var file = new RandomAccessFile(pipe, "rws")) {
            while (true) {
                file.write(new byte[BLOCK]);
                written.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
