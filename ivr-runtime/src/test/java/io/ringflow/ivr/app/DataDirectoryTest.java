package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path dir;

    @Test
    void belongsToOneServerUntilItIsGivenBack() throws IOException {
        Path data = dir.resolve("run");
        try (var first = DataDirectory.take(data)) {
            assertThat(first.file("x.db")).isEqualTo(data.resolve("x.db"));
            assertThatThrownBy(() -> DataDirectory.take(data))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another server");
        }
        DataDirectory.take(data).close();
    }
}
