package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A page for each command, printed from the one list of commands, its example, and the documents that are refused. */
class CommandPagesDocTest {

    private static final Path PAGES = Path.of("../docs/commands");
    private static final Path REFUSED = Path.of("src/test/resources/golden");
    private static final String INDEX = "README.md";

    private static final String HEAD = """
            # The commands, a page each

            What may stand in a `<Response>`. Each page has what a command does, its attributes, whom it asks and tells, what is refused,
            and an example that runs as it stands, without a phone. All on one page: [commands.md](../commands.md). Printed by `./ringflow
            docs`.

            | command | stands as | |
            | --- | --- | --- |
            """;

    private static List<CommandSpec<?>> specs() {
        return CommandCatalog.standard().all();
    }

    @Test
    void everyCommandHasItsPageAndNoOtherHas() throws IOException {
        var pages = new TreeMap<String, String>();
        for (var spec : specs()) pages.put(spec.element() + ".md", page(spec));
        pages.put(INDEX, index());
        if (Boolean.getBoolean("golden.update")) rewrite(pages);
        try (var files = Files.list(PAGES)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .as("run ./ringflow docs")
                    .containsExactlyInAnyOrderElementsOf(pages.keySet());
        }
        pages.forEach((name, text) ->
                assertThat(PAGES.resolve(name)).as("run ./ringflow docs").hasContent(text));
    }

    private static void rewrite(TreeMap<String, String> pages) throws IOException {
        Files.createDirectories(PAGES);
        try (var files = Files.list(PAGES)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        for (var page : pages.entrySet()) Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
    }

    private static String index() {
        return HEAD
                + specs().stream()
                        .map(spec -> "| [`<%s>`](%s.md) | %s | %s |\n"
                                .formatted(spec.element(), spec.element(), roles(spec), first(spec)))
                        .collect(Collectors.joining());
    }

    private static String roles(CommandSpec<?> spec) {
        var words = spec.documentation().lines().filter(line -> line.startsWith("* Stands as: "));
        return words.findFirst().orElseThrow().substring("* Stands as: ".length());
    }

    private static String first(CommandSpec<?> spec) {
        String meaning = moved(spec.meaning());
        int end = meaning.indexOf(". ");
        return end < 0 ? meaning : meaning.substring(0, end + 1);
    }

    private static String page(CommandSpec<?> spec) {
        // Its section of the one page, under a heading of the first level.
        return moved(spec.documentation().substring(1))
                + asked(spec)
                + refused(spec)
                + example(spec)
                + "\n[All commands](README.md)\n";
    }

    /** Links of a page that stands one directory deeper. */
    private static String moved(String text) {
        return text.replaceAll("]\\((?!http|#|\\.\\./)([^)]+)\\)", "](../$1)");
    }

    private static String asked(CommandSpec<?> spec) {
        var urls = spec.attributes().stream()
                .filter(one -> one.type() == ValueType.URL)
                .map(one -> "| `%s` | %s | %s |\n"
                        .formatted(
                                one.name(),
                                one.fallback().map(text -> "`" + text + "`").orElse("nobody"),
                                one.meaning()))
                .collect(Collectors.joining());
        if (urls.isEmpty()) return "";
        return """

                ## Whom it asks and tells

                | attribute | when it is absent | |
                | --- | --- | --- |
                """ + urls + """

                Every request has `appid` and `callid`; a URL that fails is treated as the [tutorial](../tutorial.md) says, and codes are in the
                [table of errors](../errors.md).
                """;
    }

    /** What the golden documents of this command are refused for, each sentence once. */
    private static String refused(CommandSpec<?> spec) {
        Path documents =
                REFUSED.resolve(spec.element().toLowerCase(Locale.ROOT)).resolve("bad");
        if (!Files.isDirectory(documents)) return "";
        var sentences = new TreeSet<String>();
        try (var files = Files.list(documents)) {
            files.filter(file -> file.toString().endsWith(".txt"))
                    .flatMap(file -> CommandExample.text(file).lines())
                    .map(line -> line.replaceFirst("^\\d+:\\d+ ", "").strip())
                    .filter(line -> !line.isEmpty())
                    .forEach(sentences::add);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return "\n## What is refused\n\nNothing of such a document runs; `./ringflow flow lint` tells it beforehand.\n\n```\n"
                + String.join("\n", sentences)
                + "\n```\n";
    }

    private static String example(CommandSpec<?> spec) {
        var example = CommandExample.of(spec.element());
        if (!example.exists()) return "";
        String tried = example.command()
                .map(call -> """

                        Try it, with the documents served in one terminal and the call made in another:

                        ```
                        node docs/examples/serve.js docs/examples/commands/%s
                        %s
                        ```
                        """.formatted(example.name(), call))
                .orElse("");
        return "\n## An example\n" + example.shown() + tried + example.simulated();
    }
}
