package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test holds which row of the protocol, printed from the tests. */
class ProtocolCoverageDocTest {

    private static final Path PAGE = Path.of("../docs/protocol-coverage.md");
    private static final Pattern TOLD = Pattern.compile("`(\\w+(?:\\.\\w+)?)`");
    private static final List<Path> TESTS = Stream.of("ivr-runtime", "sip-core", "media")
            .map(module -> Path.of("..", module, "src/test/java"))
            .toList();

    /** Rows that are not built yet; one more is one too many. */
    private static final Set<String> WITHOUT_A_TEST = Set.of();

    @Test
    void everyOtherRowHasATest() throws IOException {
        assertThat(missing(NamedRows.in(TESTS))).isSubsetOf(WITHOUT_A_TEST);
    }

    /** A test that is new may be missing there, so that nobody who adds one has to print the page. */
    @Test
    void thePageHasEveryRowAndNamesOnlyTestsThatNameItToo() throws IOException {
        var named = NamedRows.in(TESTS);
        if (Boolean.getBoolean("coverage.update")) Files.writeString(PAGE, page(named));
        var printed = Files.readAllLines(PAGE).iterator();
        for (var section : ProtocolRows.read()) {
            for (var row : section.rows()) {
                String start = start(row);
                String line = "";
                while (printed.hasNext() && !line.startsWith(start)) line = printed.next();
                assertThat(line).as("run ./ringflow docs").startsWith(start);
                assertThat(named.of(row)).as("tests of " + start).containsAll(told(line));
            }
        }
    }

    private static List<String> told(String line) {
        return TOLD.matcher(line).results().map(found -> found.group(1)).toList();
    }

    @Test
    void aRowIsNamedByItsSectionAndADecisionByItsNumber() {
        var named = new NamedRows();
        named.read("""
                /** Flow protocol 3.1 and D17: of all of it. */
                class GetTest {
                    /** Flow-protocol 3.1 action,
                     * method; 5.2 digits: the number of keys. */
                    @Test
                    void one() {}

                    @DisplayName("Flow protocol 8.5 ConfMute")
                    @ParameterizedTest(name = "{0}")
                    @CsvSource({"a, b", "(c"})
                    void two(String text) {}

                    private void no() {}
                }
                """);
        assertThat(named.of(row("3.1", "action"))).containsExactly("GetTest.one");
        assertThat(named.of(row("3.1", "method"))).containsExactly("GetTest.one");
        assertThat(named.of(row("5.2", "digits"))).containsExactly("GetTest.one");
        assertThat(named.of(row("5.2", "number"))).isEmpty();
        assertThat(named.of(row("8.5", "confmute"))).containsExactly("GetTest.two");
        assertThat(named.of(row("", "D17"))).containsExactly("GetTest");
        assertThat(named.of(row("", "D1"))).isEmpty();
    }

    private static ProtocolRows.Row row(String section, String name) {
        return new ProtocolRows.Row(section, name, "", false);
    }

    private static String page(NamedRows named) throws IOException {
        var sections = ProtocolRows.read();
        var rows = sections.stream().flatMap(section -> section.rows().stream()).toList();
        long later = rows.stream().filter(ProtocolRows.Row::later).count();
        long held = rows.stream()
                .filter(row -> !row.later() && !named.of(row).isEmpty())
                .count();
        var missing = missing(named);
        var page = new StringBuilder("""
                # What is proved of the protocol

                Every row of the [flow protocol](flow-protocol.md), every decision where its public documents are silent, and what must
                not get through, with the tests that name it in their doc comment or display name. This page is printed from the tests:
                `./ringflow docs`.

                %d rows: %d have a test, %d belong to a later release (agents, queues, intercom), %d have none%s
                """.formatted(
                        rows.size(),
                        held,
                        later,
                        missing.size(),
                        missing.isEmpty() ? "." : ": " + String.join(", ", missing) + "."));
        for (var section : sections) {
            page.append("\n## %s\n\n| row | | tests |\n| --- | --- | --- |\n"
                    .formatted((section.number() + " " + section.title()).strip()));
            for (var row : section.rows()) {
                page.append(start(row)).append(tests(row, named)).append(" |\n");
            }
        }
        return page.toString();
    }

    private static List<String> missing(NamedRows named) throws IOException {
        return ProtocolRows.read().stream()
                .flatMap(section -> section.rows().stream())
                .filter(row -> !row.later() && named.of(row).isEmpty())
                .map(row -> (row.section() + " " + row.name()).strip())
                .toList();
    }

    private static String start(ProtocolRows.Row row) {
        return "| %s | %s | ".formatted(row.name(), row.meaning());
    }

    private static String tests(ProtocolRows.Row row, NamedRows named) {
        var tests = named.of(row);
        if (tests.isEmpty()) return row.later() ? "later" : "**none**";
        return tests.stream().map("`%s`"::formatted).collect(Collectors.joining("<br>"));
    }
}
