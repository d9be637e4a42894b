package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerFilesTest {

    @TempDir
    private Path directory;

    @Test
    void theServerTakesItsConfiguration() throws IOException {
        Path conf = ServerFiles.write(directory, 9001, List.of(CallRates.SETTINGS), List.of());
        var config = ConfigReader.read(conf, Map.of());
        assertThat(config.http().port()).isZero();
        assertThat(config.media().firstPort()).isEqualTo(10_000);
        assertThat(config.applications()).hasSameSizeAs(Application.NUMBERS.keySet());
    }

    @Test
    void promptsAreTenSecondsOfEightKilohertz() throws IOException {
        Path conf = ServerFiles.write(directory, 9001, List.of(), List.of());
        assertThat(Files.size(conf.resolve("prompts/a.wav"))).isEqualTo(44 + 160_000);
        assertThat(Files.readAllBytes(conf.resolve("prompts/a.wav"))).startsWith('R', 'I', 'F', 'F');
    }
}
