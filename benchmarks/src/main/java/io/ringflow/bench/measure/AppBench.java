package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code app}: what a question to the application costs, and that a slow one is nobody else's trouble. */
@Command(
        name = "app",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Calls in a menu that press a key again and again: CPU and time of each turn, from the key to the next prompt;",
            "then more calls, all at once, whose application takes four seconds."
        })
final class AppBench extends Bench {

    /** One turn in 1.82 s: 220 ms of key, 100 ms of rest, three times half a second. */
    private static final String KEYS = "1www+";

    private static final String REQUESTS = "ringflow_flow_request_seconds_count";
    private static final String REQUEST_SECONDS = "ringflow_flow_request_seconds_sum";
    private static final Duration SLOW_HOLD = Duration.ofSeconds(3);
    private static final Duration SLOW_WINDOW = Duration.ofSeconds(5);
    private static final int AT_ONCE = 2_000;

    @Option(names = "--calls", paramLabel = "N", description = "calls in the menu (default: 1000; quick: 50)")
    private int calls;

    @Option(
            names = "--slow",
            paramLabel = "N",
            description = "calls of the slow application, 0 for none (default: 100; quick: 20)")
    private int slow = -1;

    @Option(names = "--rate", paramLabel = "R", description = "set up per second (default: ${DEFAULT-VALUE})")
    private int rate = 100;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        int n = calls > 0 ? calls : ground.settings().quick() ? 50 : 1_000;
        int slowCalls = slow >= 0 ? slow : ground.settings().quick() ? 20 : 100;
        findings.setting(
                "load", n + " calls in a menu, a key each 1.8 s; then " + slowCalls + " of a slow application");
        try (var peer = ground.peer(2 * (n + slowCalls));
                var app = new ApplicationProcess();
                var server = ground.server(app.port());
                var callers = new Callers(server.sip(), peer)) {
            var run = new Run(ground, findings, peer, app, server, callers);
            double resting = run.resting(n);
            Crowd menu = run.turning(n, resting);
            if (slowCalls > 0) run.slow(slowCalls);
            findings.add(Finding.told("calls in the menu that failed", menu.failed(), ""));
            menu.failures().forEach((cause, count) -> findings.setting("failed: " + cause, count));
            menu.hangUp();
        }
    }

    /** One measurement with everything started. */
    private final class Run {

        private final Ground ground;
        private final Findings findings;
        private final NativePeer peer;
        private final ApplicationProcess app;
        private final ServerProcess server;
        private final Callers callers;

        Run(
                Ground ground,
                Findings findings,
                NativePeer peer,
                ApplicationProcess app,
                ServerProcess server,
                Callers callers) {
            this.ground = ground;
            this.findings = findings;
            this.peer = peer;
            this.app = app;
            this.server = server;
            this.callers = callers;
        }

        /** The same calls without a key: what the turns come on top of. */
        double resting(int n) {
            ground.progress().say("%d calls in the menu without a key", n);
            Crowd crowd = callers.crowd(Application.NUMBERS.get("menu"));
            crowd.raise(n, rate);
            Progress.pass(ground.settings().warmup());
            double cores =
                    Window.of(server.pid(), peer, ground.settings().window()).cores();
            crowd.hangUp();
            return cores;
        }

        Crowd turning(int n, double resting) throws IOException {
            ground.progress().say("%d calls in the menu, with keys", n);
            Crowd crowd = callers.crowd(Application.NUMBERS.get("menu"), Callers.LONGEST_HOLD, KEYS);
            crowd.raise(n, rate);
            Progress.pass(ground.settings().warmup());
            String before = server.metrics();
            long appBefore = Window.cpuMillis(app.pid());
            Window window = Window.of(server.pid(), peer, ground.settings().window());
            double appMillis = Window.cpuMillis(app.pid()) - (double) appBefore;
            String after = server.metrics();
            double turns = Prometheus.sum(after, REQUESTS) - Prometheus.sum(before, REQUESTS);
            double seconds = Prometheus.sum(after, REQUEST_SECONDS) - Prometheus.sum(before, REQUEST_SECONDS);
            var turn = window.heard().spread("turn");
            findings.add(Finding.told("turns a second", turns / window.seconds(), ""));
            findings.add(Finding.told(
                    "turns that were heard, of those asked", 100 * turn.getTotalCount() / Math.max(1, turns), "%"));
            findings.add(Finding.told("key to next prompt, p50", turn.getValueAtPercentile(50) / 1e6, "ms"));
            findings.add(Finding.told("key to next prompt, p99", turn.getValueAtPercentile(99) / 1e6, "ms"));
            findings.add(Finding.told("request to the application, mean", 1000 * seconds / Math.max(1, turns), "ms"));
            findings.add(Finding.told("server without keys", resting, "cores"));
            findings.add(Finding.told("server with keys", window.cores(), "cores"));
            findings.add(Finding.told(
                    "CPU of the server per turn",
                    1000 * (window.cores() - resting) * window.seconds() / Math.max(1, turns),
                    "ms"));
            findings.add(Finding.told("CPU of the application per turn", appMillis / Math.max(1, turns), "ms"));
            findings.add(Finding.told("pacing p99", window.pacingMillis(99), "ms"));
            findings.add(Finding.told("gaps over 40 ms", window.heard().count("gaps"), ""));
            return crowd;
        }

        /** The others must not notice: neither the calls that are up nor those that come. */
        void slow(int n) {
            ground.progress().say("%d calls at once, whose application takes 4 s", n);
            Crowd slowCrowd = callers.crowd(Application.NUMBERS.get("slow"), SLOW_HOLD, "");
            Crowd newcomers = callers.crowd(Application.NUMBERS.get("prompt"), SLOW_HOLD, "");
            slowCrowd.place(n, AT_ONCE);
            newcomers.place(n, n);
            int threads = server.threads();
            Window window = Window.of(server.pid(), peer, SLOW_WINDOW);
            Progress.pass(ground.settings().settle());
            slowCrowd.awaitEnd();
            newcomers.awaitEnd();
            findings.add(Finding.atLeast(n, "slow calls answered, of " + n, n - slowCrowd.failed(), "calls"));
            findings.add(Finding.told(
                    "slow calls: INVITE to 200, p99", slowCrowd.answered().p99(), "ms"));
            findings.add(Finding.atMost(0, "new calls beside them that failed, of " + n, newcomers.failed(), ""));
            findings.add(Finding.told(
                    "new calls beside them: INVITE to 200, p99",
                    newcomers.answered().p99(),
                    "ms"));
            findings.add(Finding.atMost(
                    0, "gaps over 40 ms meanwhile", window.heard().count("gaps"), ""));
            findings.add(Finding.told("pacing p99 meanwhile", window.pacingMillis(99), "ms"));
            findings.add(Finding.atMost(200, "threads of the server meanwhile", threads, ""));
        }
    }
}
