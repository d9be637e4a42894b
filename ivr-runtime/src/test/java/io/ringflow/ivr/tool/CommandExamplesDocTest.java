package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command has an example of its own, in which nothing is wrong, and a page that shows it and the call it makes. */
class CommandExamplesDocTest {

    private static final Path EXAMPLES = Path.of("../docs/examples/commands");
    private static final Path PAGE = Path.of("../docs/command-examples.md");
    private static final String ADDRESS = "http://127.0.0.1:9000";
    /** Beside the documents: the simulated call that shows them. */
    private static final String CALL = "call.txt";

    private static final String HEAD = """
            # An example of each command

            Each runs as it stands: the documents of a directory are served by a script of some lines, and a call is made to them
            without a phone ([flow-tools.md](flow-tools.md)). What is printed below was printed by these calls: `./ringflow docs`.

            ```
            node docs/examples/serve.js docs/examples/commands/get
            ./ringflow flow sim http://127.0.0.1:9000 --press 1234      # in a second terminal
            ```

            What the attributes mean: [commands.md](commands.md).
            """;

    static List<String> elements() {
        return CommandCatalog.standard().all().stream()
                .map(spec -> spec.element())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("elements")
    void nothingIsWrongWithTheExampleOf(String element) throws IOException {
        Path directory = directory(element);
        assertThat(directory.resolve("startservice.xml")).isRegularFile();
        var lint = ToolRun.of("lint", "--strict", directory.toString());
        assertThat(lint.code()).as(lint.out() + lint.err()).isZero();
        var all =
                documents(directory).stream().map(CommandExamplesDocTest::text).collect(Collectors.joining());
        assertThat(all).contains("<" + element);
    }

    @Test
    void thePageShowsTheExamplesAndTheirCalls() throws IOException {
        var page = new StringBuilder(HEAD);
        for (String element : elements()) {
            page.append("\n## `<").append(element).append(">`\n");
            for (Path document : documents(directory(element))) {
                String name = document.getFileName().toString().replace(".xml", "");
                page.append("\nAsked `")
                        .append(name)
                        .append("`:\n\n```xml\n")
                        .append(body(document))
                        .append("```\n");
            }
            page.append(simulated(directory(element)));
        }
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, page);
        assertThat(PAGE).as("run ./ringflow docs").hasContent(page.toString());
    }

    /** The call, where one can be made without a server. */
    private static String simulated(Path directory) {
        Path call = directory.resolve(CALL);
        if (!Files.exists(call)) return "\nIt takes more than one call, which can't be simulated.\n";
        String command = text(call).strip();
        try (var app = FlowServer.start()) {
            app.handle(request -> document(directory, request));
            String url = "http://127.0.0.1:" + app.port();
            var run = ToolRun.of(command.replace(ADDRESS, url).split(" "));
            assertThat(run.code()).as(directory + "\n" + run.out() + run.err()).isZero();
            return "\n```\n$ ./ringflow flow " + command + "\n"
                    + lasting(run.out().replace(url, ADDRESS)) + "```\n";
        }
    }

    /** Without what differs from one call to the next. */
    private static String lasting(String printed) {
        return printed.stripTrailing()
                        .replaceAll("\\b\\d+ ms\\b", "2 ms")
                        .replaceAll("(time(?:stamp)?)=\\d{14}", "$1=…")
                        .replaceAll("(recordid|confid)=\\w+", "$1=…")
                        .replaceAll("(recordurl)=\\S+", "$1=…")
                + "\n";
    }

    private static Path directory(String element) {
        return EXAMPLES.resolve(element.toLowerCase(Locale.ROOT));
    }

    /** The answer to startservice first. */
    private static List<Path> documents(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith(CALL))
                    .sorted((a, b) -> {
                        boolean first = a.endsWith("startservice.xml");
                        return first == b.endsWith("startservice.xml") ? a.compareTo(b) : first ? -1 : 1;
                    })
                    .toList();
        }
    }

    private static String body(Path document) {
        return text(document).replaceFirst("<\\?xml.*\\?>\\s*", "");
    }

    private static FlowReply document(Path directory, FlowRequest request) {
        Path file = directory.resolve(request.name() + ".xml");
        return Files.exists(file) ? FlowReply.xml(text(file)) : FlowReply.response("<CmdNone/>");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
