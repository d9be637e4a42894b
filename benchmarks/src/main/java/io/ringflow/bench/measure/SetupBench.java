package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code setup}: calls that are made, hear their first packet and end, more and more a second. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Set-ups with media: INVITE, the application's answer, 200, first prompt packet, BYE; at rising rates.",
            "Ports rest 1 s instead of 30 s, so that 1,500 calls a second find one."
        })
final class SetupBench extends Bench {

    private static final int STREAMS = 5_000;
    private static final double HOPELESS = 0.1;
    private static final Duration LOT = Duration.ofSeconds(10);
    private static final int MOST_LOTS = 9;
    private static final double COMPILING_CORES = 0.03;
    static final String[] SETTINGS = {
        "media.first-port = 10000", "media.port-quarantine = 1 s", "sip.max-calls = 20000", "sip.trunk-rate = 20000"
    };

    @Option(
            names = "--rates",
            paramLabel = "R",
            split = ",",
            description = "calls a second, one after the other (default: 200,500,1000,1500; quick: 50)")
    private List<Integer> rates = List.of();

    private record Step(
            int rate, Report report, double serverMillis, double compilerMillis, double appMillis, double toolMillis) {}

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        List<Integer> all =
                !rates.isEmpty() ? rates : ground.settings().quick() ? List.of(50) : List.of(200, 500, 1_000, 1_500);
        findings.setting(
                "load",
                "set-ups until the first packet, " + ground.settings().window().toSeconds() + " s at each rate");
        findings.setting("server settings", String.join(", ", SETTINGS));
        try (var peer = ground.peer(STREAMS);
                var app = new ApplicationProcess();
                var server = ground.server(app.port(), SETTINGS);
                var callers = new Callers(server.sip(), peer)) {
            String number = Application.NUMBERS.get("prompt");
            warmUp(ground, all, callers, number, server.pid());
            Step last = null;
            for (int rate : all) {
                ground.progress().say("%d set-ups a second", rate);
                Progress.pass(ground.settings().settle());
                long serverBefore = Window.cpuMillis(server.pid());
                long compilersBefore = CompilerThreads.millis(server.pid());
                long appBefore = Window.cpuMillis(app.pid());
                long toolBefore = Window.toolMillis(peer);
                Report report = callers.setups(number, rate, ground.settings().window(), server.pid());
                double calls = Math.max(1, report.calls().placed());
                last = new Step(
                        rate,
                        report,
                        (Window.cpuMillis(server.pid()) - serverBefore) / calls,
                        (CompilerThreads.millis(server.pid()) - compilersBefore) / calls,
                        (Window.cpuMillis(app.pid()) - appBefore) / calls,
                        (Window.toolMillis(peer) - toolBefore) / calls);
                tell(last, findings);
                if (report.calls().failed() > HOPELESS * calls) break;
            }
            if (last != null) judge(last, findings);
        }
    }

    private static void warmUp(Ground ground, List<Integer> all, Callers callers, String number, long pid) {
        Duration length = ground.settings().warmup();
        if (length.isZero()) return;
        int rate = Math.min(300, all.getLast());
        ground.progress().say("warm-up: %d set-ups a second for %d s", rate, length.toSeconds());
        callers.setups(number, rate, length, pid);
        if (all.getLast() <= rate) return;
        // What is compiled for a trickle is not what is compiled for a flood.
        int more = all.get(all.size() / 2);
        callers.setups(number, more, length.dividedBy(2), pid);
        for (int lot = 0; lot < MOST_LOTS; lot++) {
            long compiling = CompilerThreads.millis(pid);
            callers.setups(number, more, LOT, pid);
            double cores = (double) (CompilerThreads.millis(pid) - compiling) / LOT.toMillis();
            ground.progress().say("the server's compilers use %.3f cores", cores);
            if (cores < COMPILING_CORES) return;
        }
    }

    private static void tell(Step step, Findings findings) {
        String at = "at " + step.rate() + "/s: ";
        var report = step.report();
        findings.add(Finding.told(
                at + "failed of " + report.calls().placed(), report.calls().failed(), ""));
        report.calls()
                .failures()
                .forEach((cause, count) -> findings.add(Finding.told(at + "  failed, " + cause, count, "")));
        findings.add(Finding.told(at + "retransmissions", report.calls().retransmissions(), ""));
        findings.add(
                Finding.told(at + "INVITE to 200, p50", report.setup().answer().p50(), "ms"));
        findings.add(
                Finding.told(at + "INVITE to 200, p99", report.setup().answer().p99(), "ms"));
        findings.add(Finding.told(
                at + "INVITE to first packet, p50", report.setup().firstPacket().p50(), "ms"));
        findings.add(Finding.told(
                at + "INVITE to first packet, p99", report.setup().firstPacket().p99(), "ms"));
        findings.add(Finding.told(at + "CPU per call, server", step.serverMillis(), "ms"));
        findings.add(Finding.told(at + "of it the JVM's compilers", step.compilerMillis(), "ms"));
        findings.add(Finding.told(at + "CPU per call, application", step.appMillis(), "ms"));
        findings.add(Finding.told(at + "CPU per call, callers", step.toolMillis(), "ms"));
    }

    private static void judge(Step last, Findings findings) {
        var report = last.report();
        String at = ", at " + last.rate() + "/s";
        double good = report.calls().failed() == 0 ? last.rate() : 0;
        findings.add(Finding.atLeast(1_500, "set-ups a second without a failure", good, "a second"));
        findings.add(Finding.atMost(0.5, "CPU of the server per call" + at, last.serverMillis(), "ms"));
        findings.add(Finding.under(
                20, "INVITE to 200, p99" + at, report.setup().answer().p99(), "ms"));
    }
}
