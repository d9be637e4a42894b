package io.ringflow.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRecordingSocketTest {
    private static final long ENOUGH_BYTES = 20_000;

    @TempDir
    Path dir;

    @Test
    void whatWasWrittenBeforeAKillCanBeHeardAfterIt() throws Exception {
        Path file = dir.resolve("call.wav");
        Path part = dir.resolve("call.wav.part");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordingProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            while (size(part) < ENOUGH_BYTES && process.isAlive()) {
                LockSupport.parkNanos(5_000_000);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(StagedFiles.repair(dir)).containsExactly(file);

        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.limit()).isGreaterThanOrEqualTo((int) ENOUGH_BYTES);
        assertThat(wav.getInt(4)).isEqualTo(wav.limit() - 8);
        assertThat(wav.getInt(40)).isEqualTo(wav.limit() - 44);
        // Gaps are silence: where the sound is, it is whole.
        for (int at = 44; at < wav.limit(); at += 320) {
            short first = wav.getShort(at);
            assertThat(first).isIn((short) 0, (short) 1234);
            if (at + 318 < wav.limit()) {
                assertThat(wav.getShort(at + 318)).isEqualTo(first);
            }
        }
    }

    private static long size(Path part) throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
