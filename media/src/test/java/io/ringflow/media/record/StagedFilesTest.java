package io.ringflow.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {
    @TempDir
    Path dir;

    private void leave(String name, int samples) throws IOException {
        try (StagedWav wav = StagedWav.open(dir.resolve(name), 1, 8_000)) {
            wav.write(new short[samples], samples);
            wav.flush();
        }
    }

    @Test
    void whatAKilledServerLeftIsMendedAndGetsItsName() throws IOException {
        leave("call.wav.part", 800);
        Files.write(dir.resolve("call.wav.part"), new byte[] {7}, StandardOpenOption.APPEND);

        assertThat(StagedFiles.repair(dir)).containsExactly(dir.resolve("call.wav"));

        ByteBuffer wav =
                ByteBuffer.wrap(Files.readAllBytes(dir.resolve("call.wav"))).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.limit()).isEqualTo(44 + 1_600);
        assertThat(wav.getInt(4)).isEqualTo(36 + 1_600);
        assertThat(wav.getInt(40)).isEqualTo(1_600);
        assertThat(dir.resolve("call.wav.part")).doesNotExist();
        assertThat(StagedFiles.repair(dir)).isEmpty();
    }

    @Test
    void aConversionCutOffLeavesTheWholeRecordingAsWav() throws IOException {
        leave("call.mp3.wav.part", 800);
        Files.write(dir.resolve("call.mp3.part"), new byte[] {1, 2, 3});

        assertThat(StagedFiles.repair(dir)).containsExactly(dir.resolve("call.mp3.wav"));

        assertThat(dir.resolve("call.mp3.part")).doesNotExist();
    }

    @Test
    void whatWasPublishedAlreadyIsNotPublishedTwice() throws IOException {
        leave("call.mp3.wav.part", 800);
        Files.write(dir.resolve("call.mp3"), new byte[] {1});

        assertThat(StagedFiles.repair(dir)).isEmpty();

        assertThat(Files.list(dir)).containsExactly(dir.resolve("call.mp3"));
    }

    @Test
    void anEmptyRecordingLeavesNothing() throws IOException {
        leave("call.wav.part", 0);
        assertThat(StagedFiles.repair(dir)).isEmpty();
        assertThat(Files.list(dir)).isEmpty();
    }
}
