package io.ringflow.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code load}: calls a server many times over, and reports what its callers saw. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Drives many concurrent calls, each with its own RTP port, and reports what the callers saw.",
            "Exit status 0: no call failed; 1: some did; 2: wrong usage."
        },
        footer = {
            "",
            "  load --uri sip:1000@127.0.0.1:5060 --calls 300 --hold 30s --pid PID",
            "  load --uri sip:1000@127.0.0.1:5060 --rate 200 --hold-until first-packet --duration 20s",
            "  load --self-test --calls 300 --hold 10s      the noise of the tool itself"
        })
public final class LoadCommand implements Callable<Integer> {

    private enum HoldUntil {
        FIRST_PACKET
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--uri", paramLabel = "URI", description = "whom to call (default: ${DEFAULT-VALUE})")
    private String uri = "sip:1000@127.0.0.1:5060";

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "calls at a time (default: 100; until the first packet: five seconds of the rate)")
    private int calls;

    @Option(names = "--rate", paramLabel = "R", description = "setups per second (default: ${DEFAULT-VALUE})")
    private int rate = 50;

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long each answered call lasts (default: 10s)")
    private Duration hold = Duration.ofSeconds(10);

    @Option(
            names = "--hold-until",
            paramLabel = "first-packet",
            description = "instead: hang up when the first RTP packet is there; measures setups")
    private @Nullable HoldUntil holdUntil;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "how long calls are made (default: every line calls once; until the first packet: 10s)")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "the same load before, not counted (default: none)")
    private Duration warmup = Duration.ZERO;

    @Option(
            names = "--setup-timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "an INVITE fails when not answered within this (default: 10s)")
    private Duration setupTimeout = Duration.ofSeconds(10);

    @Option(names = "--no-send", description = "callers send no RTP")
    private boolean silent;

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            description = "pressed in each call; w waits half a second, a final + starts over")
    private String press = "";

    @Option(
            names = "--press-after",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "from the answer to the first key (default: 2s)")
    private Duration pressAfter = Duration.ofSeconds(2);

    @Option(names = "--server-may-end", description = "a BYE of the server before its time is no failure")
    private boolean serverMayEnd;

    @Option(names = "--pid", paramLabel = "PID", description = "the server's process: its CPU and memory are reported")
    private long pid;

    @Option(names = "--json", paramLabel = "FILE", description = "the report as JSON")
    private @Nullable Path json;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "pairs of RTP threads (default: 1 for each 1000 calls)")
    private int threads;

    @Option(names = "--allow-remote", description = "permits a server that is not on this machine")
    private boolean allowRemote;

    @Option(names = "--self-test", description = "calls a peer of the tool's own instead of a server")
    private boolean selfTest;

    public static void main(String[] args) {
        System.exit(command().execute(args));
    }

    static CommandLine command() {
        return new CommandLine(new LoadCommand())
                .registerConverter(HoldUntil.class, LoadCommand::holdUntil)
                .setExecutionExceptionHandler((e, line, result) -> {
                    line.getErr().println("load: " + e.getMessage());
                    return line.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    private static HoldUntil holdUntil(String text) {
        if (text.equals("first-packet")) return HoldUntil.FIRST_PACKET;
        throw new CommandLine.TypeConversionException("only first-packet is known");
    }

    @Override
    public Integer call() throws IOException {
        if (!selfTest) return run(uri, pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty());
        try (var peer = new PeerProcess(Plan.MOST_CONCURRENT)) {
            return run(peer.uri(), OptionalLong.of(peer.pid()));
        }
    }

    private int run(String to, OptionalLong serverPid) throws IOException {
        Plan plan = plan(to);
        String host = ownAddress(plan.target().address());
        int ports = Math.min(Plan.MOST_CONCURRENT, plan.concurrent() + plan.rate());
        int loops = threads > 0 ? threads : 1 + (plan.concurrent() - 1) / 1_000;
        try (var rtp = new Ports(host, ports, loops);
                var agent = new UserAgent(plan.target().address(), host, rtp)) {
            if (!warmup.isZero()) new Run(plan.warmup(warmup), agent, rtp, OptionalLong.empty()).conduct();
            Report report = new Run(plan, agent, rtp, serverPid).conduct();
            spec.commandLine().getOut().print(ReportTable.of(report));
            spec.commandLine().getOut().flush();
            if (json != null) Files.writeString(json, report.json());
            return report.calls().failed() == 0 ? 0 : 1;
        }
    }

    private Plan plan(String to) {
        boolean untilFirstPacket = holdUntil != null;
        try {
            Duration offering = duration.isZero() && untilFirstPacket ? Duration.ofSeconds(10) : duration;
            int concurrent = calls > 0 ? calls : untilFirstPacket ? Math.min(Plan.MOST_CONCURRENT, rate * 5) : 100;
            return new Plan(
                    Target.parse(to, allowRemote),
                    concurrent,
                    rate,
                    Math.toIntExact(total(untilFirstPacket, concurrent, offering)),
                    untilFirstPacket ? Duration.ZERO : hold,
                    setupTimeout,
                    !silent,
                    press,
                    pressAfter,
                    serverMayEnd ? Plan.End.EITHER : Plan.End.CALLER);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private long total(boolean untilFirstPacket, int concurrent, Duration offering) {
        if (untilFirstPacket) return Math.max(1, offering.toMillis() * rate / 1000);
        if (hold.isZero()) throw new IllegalArgumentException("--hold must be longer than nothing");
        long rounds = Math.max(1, (offering.toMillis() + hold.toMillis() - 1) / hold.toMillis());
        return rounds * concurrent;
    }

    /** The address this machine uses towards the server. */
    private static String ownAddress(InetSocketAddress server) throws IOException {
        try (var probe = DatagramChannel.open()) {
            probe.connect(server);
            return ((InetSocketAddress) probe.getLocalAddress()).getAddress().getHostAddress();
        }
    }
}
