package io.ringflow.bench.measure;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks that start what they measure, each a subcommand. */
@Command(
        name = "bench",
        subcommands = {
            RtpBench.class,
            ConferenceBench.class,
            BridgeBench.class,
            SetupBench.class,
            JourneyBench.class,
            AppBench.class,
            CentreBench.class,
            RecordBench.class,
            RegisterBench.class,
            IntercomBench.class
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand {

    private BenchCommand() {}

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new BenchCommand()).setExecutionExceptionHandler((e, line, result) -> {
            line.getErr().println("bench: " + e.getMessage());
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
