package io.ringflow.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code capture}: loss and pacing of every RTP stream that tcpdump has caught. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Tells loss and pacing of the RTP in a pcap file. Catch one direction only, with times in nanoseconds:",
            "  tcpdump -i lo -s 96 -B 65536 --time-stamp-precision=nano -w FILE udp and dst port 6000",
            "Exit status 0: nothing lost; 1: something lost; 2: wrong usage, or no RTP."
        })
public final class CaptureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "what tcpdump has written")
    private Path file = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "the figures as JSON")
    private @Nullable Path json;

    /** What is written to JSON. */
    private record Figures(Machine machine, Report.Rtp rtp, Report.Pacing pacing) {}

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new CaptureCommand()).setExecutionExceptionHandler((e, line, result) -> {
            line.getErr().println("capture: " + e.getMessage());
            return line.getCommandSpec().exitCodeOnInvalidInput();
        });
    }

    @Override
    public Integer call() throws IOException {
        RtpTotals totals;
        try (var input = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            totals = Capture.read(input);
        }
        if (totals.received == 0) throw new IOException("no RTP in " + file);
        Report.Rtp rtp = Report.Rtp.of(totals, 0);
        Report.Pacing pacing = Report.Pacing.of(totals);
        spec.commandLine().getOut().print(ReportTable.of(rtp, pacing));
        spec.commandLine().getOut().flush();
        if (json != null) {
            var mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            mapper.writeValue(json.toFile(), new Figures(Machine.describe(), rtp, pacing));
        }
        return rtp.lost() == 0 ? 0 : 1;
    }
}
