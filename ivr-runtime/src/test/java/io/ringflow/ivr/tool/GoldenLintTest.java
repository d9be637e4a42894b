package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of every golden document lint finds what the server finds: nothing in the good ones but what it warns of. */
class GoldenLintTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private final FlowReader reader = new FlowReader(CommandCatalog.standard());

    @TestFactory
    Stream<DynamicTest> goodDocumentsHaveNoFindingButTheServersWarnings() throws IOException {
        return documents("good")
                .map(file -> DynamicTest.dynamicTest(named(file), () -> {
                    var warned = Files.readAllLines(beside(file)).stream()
                            .filter(line -> line.startsWith("warning "))
                            .map(line -> line.substring("warning ".length()))
                            .toList();
                    var examination = reader.examine(Files.readAllBytes(file), null);
                    assertThat(examination.document()).isPresent();
                    assertThat(examination.findings())
                            .extracting(finding -> "line " + finding.line() + ": " + finding.text())
                            .isEqualTo(warned);
                }));
    }

    @TestFactory
    Stream<DynamicTest> badDocumentsHaveTheServersErrorAmongTheFindings() throws IOException {
        return documents("bad")
                .map(file -> DynamicTest.dynamicTest(named(file), () -> {
                    var refused = Files.readString(beside(file)).strip();
                    var examination = reader.examine(Files.readAllBytes(file), null);
                    assertThat(examination.document()).isEmpty();
                    assertThat(examination.findings())
                            .filteredOn(finding -> finding.severity() == Finding.Severity.ERROR)
                            .extracting(finding -> finding.line() + ":" + finding.column() + " " + finding.text())
                            .contains(refused);
                }));
    }

    private static Stream<Path> documents(String kind) throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            return files
                    .filter(file -> file.toString().endsWith(".xml")
                            && file.getParent().endsWith(kind)
                            && Files.exists(beside(file)))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path beside(Path file) {
        return Path.of(file.toString().replaceFirst("\\.xml$", ".txt"));
    }

    private static String named(Path file) {
        return GOLDEN.relativize(file).toString();
    }
}
