package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.peer.BareLoop;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code rtp}: what a call costs that hears a prompt and sends audio, against the bare loop. */
@Command(
        name = "rtp",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Calls that hear a prompt and send audio: CPU against a bare C loop with the same system calls and the same",
            "load, pacing, memory, and the most calls that this machine carries, its callers included."
        })
final class RtpBench extends Bench {

    private static final double MOST_LOSS_PERCENT = 0.1;
    private static final double MOST_PACING_MILLIS = 5;

    /** The server's settings for shared ports. */
    private static final String[] SHARED = {"media.shared-ports = true"};

    @Option(names = "--calls", paramLabel = "N", description = "calls at once (default: 1000; quick: 100)")
    private int calls;

    @Option(names = "--rate", paramLabel = "R", description = "set up per second (default: ${DEFAULT-VALUE})")
    private int rate = 100;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "where the search for the most calls ends, 0 for no search (default: 4000; quick: 0)")
    private int most = -1;

    @Option(names = "--step", paramLabel = "N", description = "of the search (default: ${DEFAULT-VALUE})")
    private int step = 250;

    @Option(names = "--shared", description = "all calls on shared ports, against a loop with one socket")
    private boolean shared;

    @Option(
            names = "--anywhere",
            description = "leave it to the system on which processors loops and callers run: a ratio of chance")
    private boolean anywhere;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        int n = calls > 0 ? calls : ground.settings().quick() ? 100 : 1_000;
        int limit = most >= 0 ? most : ground.settings().quick() ? 0 : 4_000;
        findings.setting(
                "load", n + " calls, prompt out and audio in, " + (shared ? "shared ports" : "a port per call"));
        findings.setting(
                "windows",
                ground.settings().rounds() + " of " + ground.settings().window().toSeconds()
                        + " s, C and server in turn");
        boolean apart = !anywhere && Placement.possible();
        findings.setting(
                "processors", apart ? "loops on the first, callers' sound on the last" : "as the system likes");
        try (var peer = ground.peer(Math.max(n, limit));
                var app = new ApplicationProcess();
                var server = ground.server(app.port(), shared ? SHARED : new String[0]);
                var callers = new Callers(server.sip(), peer)) {
            new Run(ground, findings, peer, server, callers, n, apart).conduct(limit);
        }
    }

    /** One measurement with everything started. */
    private final class Run {

        private final Ground ground;
        private final Findings findings;
        private final NativePeer peer;
        private final ServerProcess server;
        private final Crowd crowd;
        private final int n;
        private final boolean apart;
        private final List<Window> bare = new ArrayList<>();
        private final List<Window> ours = new ArrayList<>();
        private long rssIdle;
        private long rssUp;

        Run(
                Ground ground,
                Findings findings,
                NativePeer peer,
                ServerProcess server,
                Callers callers,
                int n,
                boolean apart) {
            this.ground = ground;
            this.findings = findings;
            this.peer = peer;
            this.server = server;
            crowd = callers.crowd(Application.NUMBERS.get("prompt"));
            this.n = n;
            this.apart = apart;
        }

        void conduct(int limit) throws IOException {
            if (apart) Placement.callers(peer.pid());
            warmUp();
            for (int round = 1; round <= ground.settings().rounds(); round++) {
                bare(round);
                ours(round);
            }
            tell();
            if (apart) {
                Placement.anywhere(peer.pid());
                Placement.anywhere(server.pid());
            }
            if (limit > n) search(limit);
            crowd.hangUp();
            findings.add(Finding.told("calls that failed, of all", crowd.failed(), ""));
            crowd.failures().forEach((cause, count) -> findings.setting("failed: " + cause, count));
        }

        private void warmUp() throws IOException {
            long cold = server.rssKilobytes();
            ground.progress()
                    .say(
                            "warm-up: %d calls for %d s",
                            n, ground.settings().warmup().toSeconds());
            crowd.raise(n, rate);
            if (apart) Placement.mediaLoops(server.pid());
            Progress.pass(ground.settings().warmup());
            long first = server.rssKilobytes();
            crowd.hangUp();
            findings.add(Finding.told("RSS, first calls of a new process: growth", (first - cold) / 1024.0, "MB"));
        }

        private void bare(int round) throws IOException {
            ground.progress().say("round %d: the bare loop, %d streams", round, n);
            try (var loop = new BareLoop(ground.loopProgram(), shared, n, peer)) {
                if (apart) Placement.measured(loop.pid());
                Progress.pass(ground.settings().settle());
                bare.add(Window.of(loop.pid(), peer, ground.settings().window()));
            }
        }

        private void ours(int round) throws IOException {
            Progress.pass(ground.settings().settle());
            if (rssIdle == 0) rssIdle = server.rssKilobytes();
            ground.progress().say("round %d: the server, %d calls", round, n);
            crowd.raise(crowd.placed() + n, rate);
            if (apart) Placement.mediaLoops(server.pid());
            Progress.pass(ground.settings().settle());
            CompilerThreads.awaitRest(server.pid(), ground.settings().rest());
            ours.add(Window.of(server.pid(), peer, ground.settings().window()));
            rssUp = Math.max(rssUp, server.rssKilobytes());
            if (round < ground.settings().rounds()) crowd.hangUp();
        }

        private void tell() {
            double bareCores = median(bare, Window::cores);
            double ourCores = median(ours, Window::cores);
            double perThousand = 1_000.0 / n;
            String port = shared ? "one socket" : "one socket per call";
            findings.add(Finding.told("bare C loop, " + port + ", per 1,000", bareCores * perThousand, "cores"));
            String what = "server, per 1,000 calls";
            findings.add(
                    shared
                            ? Finding.told(what, ourCores * perThousand, "cores")
                            : Finding.under(0.45, what, ourCores * perThousand, "cores"));
            findings.add(Finding.atMost(1.3, "server to bare loop", ourCores / bareCores, "x"));
            findings.add(Finding.told("bare loop, pacing p99", median(bare, w -> w.pacingMillis(99)), "ms"));
            findings.add(Finding.under(2, "pacing p99, against schedule", median(ours, w -> w.pacingMillis(99)), "ms"));
            findings.add(Finding.under(5, "pacing p99.9", median(ours, w -> w.pacingMillis(99.9)), "ms"));
            findings.add(Finding.told("pacing max", median(ours, w -> w.pacingMillis(100)), "ms"));
            findings.add(Finding.told("pacing between packets, p99", median(ours, w -> w.betweenMillis(99)), "ms"));
            findings.add(Finding.told("packets lost or left out", median(ours, Window::lossPercent), "%"));
            findings.add(Finding.told(
                    "lost by the callers themselves", ours.getLast().heard().count("overflowed"), ""));
            findings.add(Finding.under(64, "RSS growth per call", (double) (rssUp - rssIdle) / n, "kB"));
            findings.add(Finding.told("RSS with all calls up", rssUp / 1024.0, "MB"));
            findings.add(Finding.told("this tool", median(ours, Window::toolCores), "cores"));
            findings.add(Finding.told("steal by the machine's host", median(ours, Window::stealPercent), "%"));
        }

        /** More and more calls, until packets are lost or late twice in a row. */
        private void search(int limit) {
            int carried = good(ours.getLast()) ? n : 0;
            for (int more = n + step; more <= limit && crowd.failed() == 0; more += step) {
                crowd.raise(crowd.placed() + step, rate);
                Progress.pass(ground.settings().settle());
                Window window = Window.of(server.pid(), peer, ground.settings().window());
                if (!good(window))
                    window = Window.of(server.pid(), peer, ground.settings().window());
                ground.progress()
                        .say(
                                "%d calls: %.3f %% lost, pacing p99 %.2f ms, server %.2f cores, tool %.2f cores",
                                crowd.up(),
                                window.lossPercent(),
                                window.pacingMillis(99),
                                window.cores(),
                                window.toolCores());
                if (!good(window)) break;
                carried = more;
                findings.add(Finding.told("at " + more + " calls: server", window.cores(), "cores"));
                findings.add(Finding.told("at " + more + " calls: pacing p99", window.pacingMillis(99), "ms"));
            }
            findings.add(Finding.atLeast(1_500, "most calls, loss < 0.1 %, pacing p99 < 5 ms", carried, "calls"));
        }

        private boolean good(Window window) {
            return crowd.failed() == 0
                    && window.lossPercent() < MOST_LOSS_PERCENT
                    && window.pacingMillis(99) < MOST_PACING_MILLIS;
        }
    }

    static double median(List<Window> windows, ToDoubleFunction<Window> what) {
        return Median.of(windows.stream().map(what::applyAsDouble).toList());
    }
}
