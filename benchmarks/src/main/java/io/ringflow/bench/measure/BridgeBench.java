package io.ringflow.bench.measure;

import io.ringflow.bench.conference.ConferenceServer;
import io.ringflow.bench.conference.PassageDelay;
import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code bridge}: conversations of two, mixed and relayed in turn. */
@Command(
        name = "bridge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Conversations of two who both send G.711: mixed as in a conference, and relayed, in the same run and in turn.",
            "Then what the way from one to the other takes, by an engine of its own."
        })
final class BridgeBench extends Bench {

    private static final String SERVER = ConferenceServer.class.getName();
    private static final double PER_MILLI = 1_000;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "calls, two to a conversation (default: 1000; quick: 20)")
    private int calls;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        boolean quick = ground.settings().quick();
        int all = calls > 0 ? calls : quick ? 20 : 1_000;
        findings.setting("load", all + " calls, two to a conversation, each sends a tone in G.711");
        ground.progress().say("starting the server");
        List<Double> mixed = new ArrayList<>();
        List<Double> relayed = new ArrayList<>();
        // A stream rests after its call: each crowd has its own.
        int crowds = 2 + 2 * ground.settings().rounds();
        try (var peer = ground.peer(crowds * all);
                var server = new ServerProcess(ServerProcess.commandOfOurs(SERVER), ground.directory());
                var callers = new Callers(server.sip(), peer)) {
            var run = new Run(ground, findings, peer, server, callers, all);
            run.warmUp("mix");
            run.warmUp(ConferenceServer.RELAYED);
            for (int round = 0; round < ground.settings().rounds(); round++) {
                mixed.add(run.cores("mixed", "mix" + round));
                relayed.add(run.cores("relayed", ConferenceServer.RELAYED + round));
            }
        }
        findings.add(Finding.told("mixed, per 1,000 calls", Median.of(mixed) * 1_000 / all, "cores"));
        findings.add(Finding.told("relayed, per 1,000 calls", Median.of(relayed) * 1_000 / all, "cores"));
        findings.add(Finding.under(1, "relayed to mixed", Median.of(relayed) / Median.of(mixed), "x"));
        Duration window = ground.settings().window();
        for (int loops = 1; loops <= 2; loops++) {
            delay(ground, findings, loops, false, window);
            delay(ground, findings, loops, true, window);
        }
    }

    private static void delay(Ground ground, Findings findings, int loops, boolean relayed, Duration window)
            throws IOException {
        String what = (relayed ? "relayed" : "mixed") + ", " + loops + (loops == 1 ? " loop" : " loops");
        ground.progress().say("the way through: %s", what);
        Histogram micros = PassageDelay.measure(loops, relayed, 20, window);
        findings.add(Finding.told(what + ": delay p50", micros.getValueAtPercentile(50) / PER_MILLI, "ms"));
        findings.add(Finding.told(what + ": delay p99", micros.getValueAtPercentile(99) / PER_MILLI, "ms"));
    }

    /** One server, and those who call it. */
    private record Run(
            Ground ground, Findings findings, NativePeer peer, ServerProcess server, Callers callers, int calls) {

        private static final int RATE = 100;

        void warmUp(String name) {
            ground.progress()
                    .say("warm-up, %s: %d s", name, ground.settings().warmup().toSeconds());
            var crowds = crowds(name + "warm");
            Progress.pass(ground.settings().warmup());
            hangUp(crowds);
        }

        private List<Crowd> crowds(String name) {
            var crowds = IntStream.range(0, calls / 2)
                    .mapToObj(i -> callers.crowd(name + "x" + i))
                    .toList();
            for (Crowd crowd : crowds) crowd.raise(2, RATE);
            return crowds;
        }

        private static void hangUp(List<Crowd> crowds) {
            crowds.getFirst().hangUp();
            crowds.forEach(Crowd::awaitEnd);
        }

        double cores(String what, String name) {
            ground.progress().say("%s: %d calls", what, calls);
            var crowds = crowds(name);
            Progress.pass(ground.settings().settle());
            Window window = Window.of(server.pid(), peer, ground.settings().window());
            hangUp(crowds);
            int failed = crowds.stream().mapToInt(Crowd::failed).sum();
            findings.add(Finding.told(what + ": calls that failed", failed, ""));
            findings.add(Finding.told(what + ": server", window.cores(), "cores"));
            findings.add(Finding.told(what + ": pacing p99", window.pacingMillis(99), "ms"));
            findings.add(Finding.told(what + ": packets lost or left out", window.lossPercent(), "%"));
            findings.add(Finding.told(what + ": this tool", window.toolCores(), "cores"));
            return window.cores();
        }
    }
}
