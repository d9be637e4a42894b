package io.ringflow.ivr.tool;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ringflow flow}: checks documents and runs applications, without a phone. */
@Command(
        name = "ringflow flow",
        sortOptions = false,
        description = "For whoever writes an application: checks its documents, or runs it without a phone.",
        subcommands = {LintCommand.class, SimCommand.class, SchemaCommand.class})
public final class FlowTool implements Runnable {

    /** Nothing is wrong. */
    static final int OK = 0;

    /** Something is wrong with the application. */
    static final int WRONG = 1;

    /** The tool was not understood, or can't read what it is to look at. */
    static final int MISUSE = 2;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    FlowTool() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: what the server would log is told in other words.
        System.setProperty("logback.configurationFile", "flow-tool-logback.xml");
        System.exit(commandLine()
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .execute(arguments));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new FlowTool());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(110);
        return line.setExecutionExceptionHandler((trouble, at, _) -> {
            if (!(trouble instanceof ToolFailure)) throw trouble;
            at.getErr().println("ringflow: " + trouble.getMessage());
            return MISUSE;
        });
    }

    /** Where a command of this tool prints. */
    static PrintWriter out(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec == null ? new CommandLine(this) : spec.commandLine(), "which one: lint, sim or schema?");
    }
}
