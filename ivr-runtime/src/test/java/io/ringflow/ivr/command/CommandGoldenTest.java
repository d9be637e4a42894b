package io.ringflow.ivr.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.DocumentError;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every document under {@code golden/<command>/good} reads as the text beside it says, every one under {@code bad} is
 * refused as the text says. {@code -Dgolden.update=true} writes the texts anew; differences are reviewed like code.
 */
class CommandGoldenTest {

    static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @TestFactory
    Stream<DynamicTest> goodDocumentsReadAsExpected() throws IOException {
        return tests("good");
    }

    @TestFactory
    Stream<DynamicTest> badDocumentsAreRefusedAsExpected() throws IOException {
        return tests("bad");
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasAGoodAndABadDocument() {
        return CommandCatalog.standard().all().stream()
                .map(spec -> spec.element().toLowerCase(Locale.ROOT))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertThat(documents(GOLDEN.resolve(name).resolve("good"))).isNotEmpty();
                    assertThat(documents(GOLDEN.resolve(name).resolve("bad"))).isNotEmpty();
                }));
    }

    private Stream<DynamicTest> tests(String kind) throws IOException {
        try (var folders = Files.list(GOLDEN)) {
            return folders.sorted().toList().stream()
                    .flatMap(folder -> documents(folder.resolve(kind)).stream())
                    .map(file -> DynamicTest.dynamicTest(
                            GOLDEN.relativize(file).toString(), () -> check(file, kind.equals("good"))));
        }
    }

    private void check(Path file, boolean good) throws IOException {
        var actual = described(file, good);
        var expected = Path.of(file.toString().replaceFirst("\\.xml$", ".txt"));
        if (Boolean.getBoolean("golden.update")) Files.writeString(expected, actual);
        assertThat(expected)
                .as("run ./ringflow docs after a change that is meant")
                .hasContent(actual);
    }

    private String described(Path file, boolean good) throws IOException {
        try {
            var document = reader.read(Files.readAllBytes(file), "text/xml");
            assertThat(good).as("this document must be refused").isTrue();
            return described(document);
        } catch (DocumentError refused) {
            assertThat(good).as(refused.getMessage()).isFalse();
            return "%d:%d %s\n".formatted(refused.line(), refused.column(), refused.getMessage());
        }
    }

    private static String described(FlowDocument document) {
        var text = new StringBuilder("main " + document.main() + "\n");
        document.secondaries()
                .forEach(command -> text.append("secondary ").append(command).append("\n"));
        document.tail()
                .ifPresent(command -> text.append("tail ").append(command).append("\n"));
        document.warnings()
                .forEach(warning -> text.append("warning ").append(warning).append("\n"));
        return text.toString();
    }

    private static List<Path> documents(Path folder) {
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
