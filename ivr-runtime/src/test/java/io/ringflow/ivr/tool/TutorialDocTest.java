package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is nothing wrong with the documents that the tutorial and the README show. */
class TutorialDocTest {

    private static final Pattern DOCUMENT = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @ParameterizedTest
    @ValueSource(strings = {"../docs/tutorial.md", "../docs/call-centre.md", "../README.md"})
    void everyDocumentReadsWithoutAFinding(String page) throws IOException {
        var documents =
                DOCUMENT.matcher(Files.readString(Path.of(page))).results().toList();
        assertThat(documents).isNotEmpty();
        for (var shown : documents) {
            String text = shown.group(1);
            String document = text.startsWith("<Response>") ? text : "<Response>" + text + "</Response>";
            assertThat(reader.examine(document.getBytes(StandardCharsets.UTF_8), null)
                            .findings())
                    .as(text)
                    .isEmpty();
        }
    }
}
