package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Every source looks as the formatter leaves it; with {@code -Dformat.rewrite=true} it is made so. */
class SourceFormatTest {

    @Test
    void everySourceIsFormatted() throws IOException {
        var format = new SourceFormat();
        var unformatted = new ArrayList<Path>();
        for (Path file : SourceFormat.sources(Path.of(".."))) {
            String source = Files.readString(file);
            String formatted = format.formatted(source);
            if (source.equals(formatted)) continue;
            unformatted.add(file);
            if (Boolean.getBoolean("format.rewrite")) Files.writeString(file, formatted);
        }
        if (Boolean.getBoolean("format.rewrite")) unformatted.forEach(file -> System.out.println("formatted " + file));
        else assertThat(unformatted).as("run ./ringflow format").isEmpty();
    }
}
