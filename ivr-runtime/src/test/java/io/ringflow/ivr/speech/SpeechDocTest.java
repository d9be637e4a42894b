package io.ringflow.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.speech.reading.Reading;
import io.ringflow.ivr.speech.reading.SpokenLanguage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page about speech shows is true. */
class SpeechDocTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```xml\\n(.*?)```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-3]) .*?\\| `(.*?)` \\| (.*?) \\| (.*?) \\|$");

    private final String page = page();

    @Test
    void itsDocumentsRun() {
        var reader = new FlowReader(CommandCatalog.standard());
        var examples = EXAMPLE.matcher(page).results().toList();
        assertThat(examples).hasSize(2);
        for (var example : examples) {
            var document = reader.read(example.group(1).getBytes(StandardCharsets.UTF_8), "text/xml");
            assertThat(document.warnings()).isEmpty();
        }
    }

    @Test
    void itsValuesAreReadAsItSays() {
        var rows = ROW.matcher(page).results().toList();
        assertThat(rows).hasSize(8);
        for (var row : rows) {
            var reading = Reading.values()[Integer.parseInt(row.group(1))];
            assertThat(reading.read(row.group(2), SpokenLanguage.of("zh-CN").orElseThrow()))
                    .isEqualTo(row.group(3));
            assertThat(reading.read(row.group(2), SpokenLanguage.of("en-US").orElseThrow()))
                    .isEqualTo(row.group(4));
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("../docs/speech.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
