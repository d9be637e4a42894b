package io.ringflow.ivr.tool;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.tool.lint.SimulatedApplication;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every tool that asks an application may be told: who calls, and what the server would know of the application. */
final class ApplicationOptions {

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            defaultValue = "13800138000",
            description = "Who calls (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "The number that is called (default: ${DEFAULT-VALUE}).")
    private String to = "";

    @Option(names = "--secret", paramLabel = "KEY", description = "Sign the requests with this key.")
    private @Nullable String secret;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "A host that absolute URLs may name besides the application's own.")
    private List<String> hosts = List.of();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    /** The application at an address, with its secret and its hosts. */
    Application at(URI url, Duration answerTimeout) {
        return SimulatedApplication.at(url, Optional.ofNullable(secret), hosts, answerTimeout);
    }

    /** One that is not asked: decides which URLs are its own. */
    Application unasked(URI url) {
        return SimulatedApplication.at(url, Optional.empty(), hosts, Duration.ofSeconds(5));
    }
}
