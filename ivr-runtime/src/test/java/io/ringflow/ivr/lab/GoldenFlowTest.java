package io.ringflow.ivr.lab;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.junit.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole conversations, a folder each in {@code flows}: the application's documents by segment, what the caller
 * does ({@code caller.txt}), and everything the application was asked ({@code requests.txt}, written anew with
 * {@code -Dgolden.update=true}).
 */
class GoldenFlowTest {

    private static final Path FLOWS = Path.of("src/test/resources/flows");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> CHANGING = Set.of("appid", "callid", "mediaflow");

    @TempDir
    Path dir;

    static List<String> flows() throws IOException {
        try (Stream<Path> folders = Files.list(FLOWS)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("flows")
    void goesAsWritten(String flow) throws IOException {
        Path folder = FLOWS.resolve(flow);
        try (var lab = new CallLab(dir)) {
            lab.app().handle(request -> document(folder, request));
            Phone caller = lab.phone("1001");
            var steps = Files.readAllLines(folder.resolve("caller.txt"));
            caller.dials(lab.uri("4001234567"));
            if (!steps.getFirst().startsWith("is refused"))
                caller.connect(caller.call().answered());
            steps.forEach(step -> act(lab, caller, step));
            lab.until("stopservice", PATIENCE, () -> lab.app().requests().stream()
                    .anyMatch(request -> request.name().equals("stopservice")));
            new Golden(folder.resolve("requests.txt"))
                    .matches(lab.app().requests().stream()
                            .map(GoldenFlowTest::line)
                            .collect(Collectors.joining("\n")));
        }
    }

    private static void act(CallLab lab, Phone caller, String step) {
        String[] words = step.split(" ");
        switch (words[0] + " " + (words[0].equals("is") ? words[1] : "")) {
            case "hears " -> lab.until(step, PATIENCE, () -> caller.hears(CallLab.PROMPTS.get(words[1])));
            case "presses " -> caller.presses(words[1]);
            case "waits " -> lab.advance(Duration.ofSeconds(Long.parseLong(words[1])));
            case "hangs " -> caller.hangsUp();
            case "is hung" -> lab.isHungUp(caller);
            case "is refused" -> {
                int status = caller.call().refused().status();
                if (status != Integer.parseInt(words[2])) throw new AssertionError("refused with " + status);
            }
            default -> throw new AssertionError("no such step: " + step);
        }
    }

    private static FlowReply document(Path folder, FlowRequest request) {
        Path file = folder.resolve(request.name() + ".xml");
        try {
            return Files.exists(file) ? FlowReply.xml(Files.readString(file)) : FlowReply.response("<CmdNone/>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(FlowRequest request) {
        String parameters = request.params().entrySet().stream()
                .filter(parameter -> !CHANGING.contains(parameter.getKey()))
                .map(parameter -> " " + parameter.getKey() + "=" + lasting(parameter))
                .collect(Collectors.joining());
        return request.method() + " " + request.path() + parameters;
    }

    /** A value that is the same in every run: times and durations are named, not told. */
    private static String lasting(Map.Entry<String, String> parameter) {
        if (parameter.getValue().matches("\\d{14}")) return "<time>";
        return parameter.getKey().equals("callduration") ? "<seconds>" : parameter.getValue();
    }
}
