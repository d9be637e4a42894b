package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every command on the page of the flow tools prints what the page says. */
class FlowToolsDocTest {

    private static final Path PAGE = Path.of("../docs/flow-tools.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("```\n\\$ \\./ringflow flow (.*)\n(?:(?!```).*\n)*```\n", Pattern.MULTILINE);
    private static final Pattern EXAMPLE_COMMANDS = Pattern.compile("(\\w+): \\(call\\) => `([^`]*)`");

    @Test
    void thePageShowsWhatTheCommandsPrint() throws IOException {
        var page = Files.readString(PAGE);
        try (var app = FlowServer.start()) {
            app.handle(FlowToolsDocTest::menu);
            var examples = EXAMPLE.matcher(page);
            var printed = new StringBuilder();
            int count = 0;
            while (examples.find()) {
                count++;
                var command = examples.group(1);
                var block = "```\n$ ./ringflow flow " + command + "\n" + printedBy(command, app) + "```\n";
                examples.appendReplacement(printed, Matcher.quoteReplacement(block));
            }
            examples.appendTail(printed);
            assertThat(count).isGreaterThanOrEqualTo(4);
            if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, printed);
            assertThat(PAGE).as("run ./ringflow docs").hasContent(printed.toString());
        }
    }

    @Test
    void theExampleApplicationIsWhatThePageRuns() throws IOException {
        var example = Files.readString(Path.of("../docs/examples/menu-node/app.js"));
        var commands = EXAMPLE_COMMANDS.matcher(example).results().toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(2).allSatisfy(answer -> assertThat(commands(answer.group(1)))
                .isEqualToIgnoringWhitespace(answer.group(2)));
    }

    private static String printedBy(String command, FlowServer app) {
        var here = command.replace("http://127.0.0.1:9000", url(app)).replaceAll("(docs|conf)/", "../$1/");
        var out = ToolRun.of(here.split(" ")).out();
        return (out.isBlank() ? "" : out.stripTrailing() + "\n")
                .replace(url(app), "http://127.0.0.1:9000")
                .replace("../", "")
                // What differs from one call to the next.
                .replaceAll("\\b\\d+ ms\\b", "2 ms")
                .replaceAll("(time(?:stamp)?)=\\d{14}", "$1=…");
    }

    private static String url(FlowServer app) {
        return "http://127.0.0.1:" + app.port();
    }

    private static FlowReply menu(FlowRequest request) {
        if (request.name().equals("menu")) {
            return FlowReply.response(
                    request.param("digits").equals("2")
                            ? "<Redirect>gettimeout</Redirect>"
                            : "<Play>en/thanks.wav</Play><Hangup/>");
        }
        return FlowReply.response(commands(request.name()));
    }

    private static String commands(String place) {
        return switch (place) {
            case "startservice" -> """
                <Get action="menu" numdigits="1" timeout="5"><Play>en/welcome.wav</Play></Get>
                <Play>en/timeout.wav</Play>
                <Redirect>gettimeout</Redirect>""";
            case "gettimeout" -> """
                <Get action="menu" numdigits="1" timeout="5"><Play>en/again.wav</Play></Get>
                <Play>en/goodbye.wav</Play>
                <Hangup/>""";
            default -> "<CmdNone/>";
        };
    }
}
