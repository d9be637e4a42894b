package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The example of one command: a directory of documents, and the simulated call that shows them. */
record CommandExample(Path directory) {

    static final String ADDRESS = "http://127.0.0.1:9000";

    private static final Path ALL = Path.of("../docs/examples/commands");
    private static final String CALL = "call.txt";

    static CommandExample of(String element) {
        return new CommandExample(ALL.resolve(element.toLowerCase(Locale.ROOT)));
    }

    String name() {
        return String.valueOf(directory.getFileName());
    }

    boolean exists() {
        return Files.isRegularFile(directory.resolve("startservice.xml"));
    }

    /** The answer to startservice first. */
    List<Path> documents() {
        try (var files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith(CALL))
                    .sorted((a, b) -> {
                        boolean first = a.endsWith("startservice.xml");
                        return first == b.endsWith("startservice.xml") ? a.compareTo(b) : first ? -1 : 1;
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its documents, each under what is asked. */
    String shown() {
        var page = new StringBuilder();
        for (Path document : documents()) {
            page.append("\nAsked `")
                    .append(document.getFileName().toString().replace(".xml", ""))
                    .append("`:\n\n```xml\n")
                    .append(text(document).replaceFirst("<\\?xml.*\\?>\\s*", ""))
                    .append("```\n");
        }
        return page.toString();
    }

    /** The command line that makes its call; empty: it takes more than one call. */
    Optional<String> command() {
        Path call = directory.resolve(CALL);
        return Files.exists(call) ? Optional.of("./ringflow flow " + text(call).strip()) : Optional.empty();
    }

    /** The call, where one can be made without a server. */
    String simulated() {
        if (command().isEmpty()) return "\nIt takes more than one call, which can't be simulated.\n";
        try (var app = FlowServer.start()) {
            app.handle(this::document);
            String url = "http://127.0.0.1:" + app.port();
            String words = text(directory.resolve(CALL)).strip();
            var run = ToolRun.of(words.replace(ADDRESS, url).split(" "));
            assertThat(run.code()).as(directory + "\n" + run.out() + run.err()).isZero();
            return "\n```\n$ " + command().get() + "\n" + lasting(run.out().replace(url, ADDRESS)) + "```\n";
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

    private FlowReply document(FlowRequest request) {
        Path file = directory.resolve(request.name() + ".xml");
        return Files.exists(file) ? FlowReply.xml(text(file)) : FlowReply.response("<CmdNone/>");
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
