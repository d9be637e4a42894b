package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command has an example of its own, in which nothing is wrong, and a page that shows it and the call it makes. */
class CommandExamplesDocTest {

    private static final Path PAGE = Path.of("../docs/command-examples.md");

    private static final String HEAD = """
            # An example of each command

            Each runs as it stands: the documents of a directory are served by a script of some lines, and a call is made to them
            without a phone ([flow-tools.md](flow-tools.md)). What is printed below was printed by these calls: `./ringflow docs`.

            ```
            node docs/examples/serve.js docs/examples/commands/get
            ./ringflow flow sim http://127.0.0.1:9000 --press 1234      # in a second terminal
            ```

            What the attributes mean: [commands.md](commands.md), or [a page for each](commands/README.md).
            """;

    static List<String> elements() {
        return CommandCatalog.standard().all().stream()
                .map(spec -> spec.element())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("elements")
    void nothingIsWrongWithTheExampleOf(String element) {
        var example = CommandExample.of(element);
        assertThat(example.exists()).as(example.name()).isTrue();
        var lint = ToolRun.of("lint", "--strict", example.directory().toString());
        assertThat(lint.code()).as(lint.out() + lint.err()).isZero();
        var all = example.documents().stream().map(CommandExample::text).collect(Collectors.joining());
        assertThat(all).contains("<" + element);
    }

    @Test
    void thePageShowsTheExamplesAndTheirCalls() throws IOException {
        var page = new StringBuilder(HEAD);
        for (String element : elements()) {
            var example = CommandExample.of(element);
            page.append("\n## `<")
                    .append(element)
                    .append(">`\n")
                    .append(example.shown())
                    .append(example.simulated());
        }
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, page);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(page.toString());
    }
}
