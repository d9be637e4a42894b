package io.ringflow.ivr.tool;

import io.ringflow.ivr.flow.Finding;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.rest.AnswerOperations;
import io.ringflow.ivr.tool.lint.DocumentHints;
import io.ringflow.ivr.tool.sim.SimPlan;
import io.ringflow.ivr.tool.sim.Simulation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringflow flow lint}: says what the server would say of documents, and what their author may not have meant. */
@Command(
        name = "lint",
        sortOptions = false,
        description = {
            "Checks documents by the server's own rules. A line for each finding: file:line:column: error: text.",
            "The exit code is 0 without errors, 1 with some, 2 when something could not be read.%n"
        })
final class LintCommand implements Callable<Integer> {

    // One more than the reader takes, so that it says what is too much.
    private static final int MOST_BYTES = 64 * 1024 + 1;
    private static final URI NO_APPLICATION = URI.create("http://application.invalid/");

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|URL|-",
            description = {
                "Files, directories (every .xml file below), - for standard input, or the URL of an application:",
                "it is asked for startservice as the server would, and the call is over at once."
            })
    private List<String> places = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json|junit",
            defaultValue = "text",
            description = "How findings are written (default: ${DEFAULT-VALUE}).")
    private LintFormat format = LintFormat.TEXT;

    @Option(names = "--strict", description = "A warning counts as an error.")
    private boolean strict;

    @Option(
            names = "--app",
            paramLabel = "URL",
            description = "The application whose files these are: decides which absolute URLs are followed.")
    private @Nullable String app;

    @Mixin
    private ApplicationOptions options = new ApplicationOptions();

    @Spec
    private @Nullable CommandSpec spec;

    private final FlowReader reader = new FlowReader(AnswerOperations.catalog());

    @Override
    public Integer call() {
        var documents = new ArrayList<LintedDocument>();
        for (var place : places) documents.addAll(linted(place));
        var out = FlowTool.out(spec);
        format.write(documents, out);
        out.flush();
        boolean wrong = documents.stream().anyMatch(document -> document.errors() > 0 || strict && document.warned());
        return wrong ? FlowTool.WRONG : FlowTool.OK;
    }

    private List<LintedDocument> linted(String place) {
        if (ApplicationAddress.isUrl(place)) return List.of(asked(place));
        try {
            if (place.equals("-")) return List.of(linted("-", Optional.empty(), limited(System.in)));
            var path = Path.of(place);
            if (!Files.exists(path)) throw new ToolFailure(place + ": there is no such file");
            if (!Files.isDirectory(path)) return List.of(linted(path));
            try (var below = Files.walk(path)) {
                var files = below.filter(Files::isRegularFile)
                        .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
                        .sorted()
                        .toList();
                if (files.isEmpty()) throw new ToolFailure(place + ": there is no .xml file in it");
                var all = new ArrayList<LintedDocument>();
                for (var file : files) all.add(linted(file));
                return all;
            }
        } catch (IOException e) {
            throw new ToolFailure(place + ": " + e.getMessage());
        }
    }

    private LintedDocument linted(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var name = file.getFileName().toString();
            return linted(file.toString(), Optional.of(name.replaceFirst("\\.[^.]*$", "")), limited(in));
        }
    }

    /** @param asked the request that it answers: a file is named after it */
    private LintedDocument linted(String name, Optional<String> asked, byte[] body) {
        var examination = reader.examine(body, null);
        var url = app == null ? NO_APPLICATION : ApplicationAddress.of(app);
        var application = options.unasked(url);
        var findings = new ArrayList<>(examination.findings());
        findings.addAll(DocumentHints.of(examination, application, asked));
        return new LintedDocument(name, findings);
    }

    private LintedDocument asked(String place) {
        var url = ApplicationAddress.of(place);
        var application = options.at(url, Duration.ofSeconds(5));
        try (var simulation =
                new Simulation(SimPlan.firstAnswer(application, options.from(), options.to()), line -> {})) {
            var exchange = simulation.run().exchanges().getFirst();
            var findings = new ArrayList<>(exchange.findings());
            boolean told = findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            if (!told) {
                exchange.failures()
                        .forEach(failure -> findings.add(new Finding(
                                Finding.Severity.ERROR, 0, 0, "the application gave nothing to read: " + failure)));
            }
            return new LintedDocument(place.replaceFirst("/+$", "") + "/startservice", findings);
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        return in.readNBytes(MOST_BYTES);
    }
}
