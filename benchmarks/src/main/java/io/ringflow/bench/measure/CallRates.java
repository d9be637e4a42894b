package io.ringflow.bench.measure;

import io.ringflow.bench.load.Report;
import io.ringflow.bench.measure.Bench.Ground;
import io.ringflow.bench.peer.NativePeer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Calls that come at one rate after the other and are short: whether any fails, and what each costs whom. */
final class CallRates {

    /** Ports rest 1 s instead of 30 s, so that so many calls find one. */
    static final String[] SETTINGS = {
        "media.first-port = 10000", "media.port-quarantine = 1 s", "sip.max-calls = 20000", "sip.trunk-rate = 20000"
    };

    private static final double HOPELESS = 0.1;
    private static final int TRICKLE = 300;
    private static final Duration LOT = Duration.ofSeconds(10);
    private static final int MOST_LOTS = 9;
    private static final double COMPILING_CORES = 0.03;

    private final Ground ground;
    private final Findings findings;
    private final ServerProcess server;
    private final ApplicationProcess app;
    private final NativePeer peer;
    private final Calls calls;

    /** Makes calls at a rate for so long, and waits for their end. */
    @FunctionalInterface
    interface Calls {
        Report at(int rate, Duration length);
    }

    /** One rate; CPU is in milliseconds per call. */
    record Step(
            int rate, Report report, double serverMillis, double compilerMillis, double appMillis, double toolMillis) {

        /** The rate, if no call failed. */
        double good() {
            return report.calls().failed() == 0 ? rate : 0;
        }
    }

    CallRates(
            Ground ground,
            Findings findings,
            ServerProcess server,
            ApplicationProcess app,
            NativePeer peer,
            Calls calls) {
        this.ground = ground;
        this.findings = findings;
        this.server = server;
        this.app = app;
        this.peer = peer;
        this.calls = calls;
    }

    /** All rates in turn; ends early when a rate is hopeless. The last one that was tried. */
    Optional<Step> of(List<Integer> rates) {
        warmUp(rates);
        Optional<Step> last = Optional.empty();
        for (int rate : rates) {
            Step step = at(rate);
            tell(step);
            last = Optional.of(step);
            if (step.report().calls().failed()
                    > HOPELESS * step.report().calls().placed()) break;
        }
        return last;
    }

    private void warmUp(List<Integer> rates) {
        Duration length = ground.settings().warmup();
        if (length.isZero()) return;
        int first = Math.min(TRICKLE, rates.getLast());
        ground.progress().say("warm-up: %d calls a second for %d s", first, length.toSeconds());
        calls.at(first, length);
        if (rates.getLast() <= first) return;
        // What is compiled for a trickle is not what is compiled for a flood.
        int more = rates.get(rates.size() / 2);
        calls.at(more, length.dividedBy(2));
        for (int lot = 0; lot < MOST_LOTS; lot++) {
            long compiling = CompilerThreads.millis(server.pid());
            calls.at(more, LOT);
            double cores = (double) (CompilerThreads.millis(server.pid()) - compiling) / LOT.toMillis();
            ground.progress().say("the server's compilers use %.3f cores", cores);
            if (cores < COMPILING_CORES) return;
        }
    }

    private Step at(int rate) {
        ground.progress().say("%d calls a second", rate);
        Progress.pass(ground.settings().settle());
        long serverBefore = Window.cpuMillis(server.pid());
        long compilersBefore = CompilerThreads.millis(server.pid());
        long appBefore = Window.cpuMillis(app.pid());
        long toolBefore = Window.toolMillis(peer);
        Report report = calls.at(rate, ground.settings().window());
        double placed = Math.max(1, report.calls().placed());
        return new Step(
                rate,
                report,
                (Window.cpuMillis(server.pid()) - serverBefore) / placed,
                (CompilerThreads.millis(server.pid()) - compilersBefore) / placed,
                (Window.cpuMillis(app.pid()) - appBefore) / placed,
                (Window.toolMillis(peer) - toolBefore) / placed);
    }

    private void tell(Step step) {
        String at = "at " + step.rate() + "/s: ";
        var report = step.report();
        told(at + "failed of " + report.calls().placed(), report.calls().failed(), "");
        report.calls().failures().forEach((cause, count) -> told(at + "  failed, " + cause, count, ""));
        told(at + "retransmissions", report.calls().retransmissions(), "");
        told(at + "INVITE to 200, p50", report.setup().answer().p50(), "ms");
        told(at + "INVITE to 200, p99", report.setup().answer().p99(), "ms");
        told(at + "INVITE to first packet, p50", report.setup().firstPacket().p50(), "ms");
        told(at + "INVITE to first packet, p99", report.setup().firstPacket().p99(), "ms");
        told(at + "CPU per call, server", step.serverMillis(), "ms");
        told(at + "of it the JVM's compilers", step.compilerMillis(), "ms");
        told(at + "CPU per call, application", step.appMillis(), "ms");
        told(at + "CPU per call, callers", step.toolMillis(), "ms");
    }

    private void told(String what, double value, String unit) {
        findings.add(Finding.told(what, value, unit));
    }
}
