package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SourceFormatTest {

    @Test
    void everySourceIsFormatted() throws IOException {
        var format = new SourceFormat();
        var unformatted = new ArrayList<Path>();
        for (Path file : SourceFormat.sources(Path.of(".."))) {
            String source = Files.readString(file);
            if (!source.equals(format.formatted(source))) unformatted.add(file);
        }
        assertThat(unformatted).as("run ./ringflow format").isEmpty();
    }
}
