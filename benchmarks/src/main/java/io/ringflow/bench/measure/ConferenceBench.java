package io.ringflow.bench.measure;

import io.ringflow.bench.conference.ConferenceServer;
import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.peer.BareLoop;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code conference}: large rooms and many small ones, everybody sending. */
@Command(
        name = "conference",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Rooms whose members all send G.711 and hear the others. The server is one that answers every call into the",
            "room of the number that was dialled."
        })
final class ConferenceBench extends Bench {

    private static final String SERVER = ConferenceServer.class.getName();

    @Option(
            names = "--members",
            paramLabel = "N",
            split = ",",
            description = "members of one room, one after the other (default: 500,1000; quick: 20)")
    private List<Integer> members = List.of();

    @Option(names = "--rooms", paramLabel = "N", description = "rooms of four (default: 100; quick: 5)")
    private int rooms;

    @Option(names = "--rate", paramLabel = "R", description = "set up per second (default: ${DEFAULT-VALUE})")
    private int rate = 100;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        boolean quick = ground.settings().quick();
        List<Integer> sizes = !members.isEmpty() ? members : quick ? List.of(20) : List.of(500, 1_000);
        int small = rooms > 0 ? rooms : quick ? 5 : 100;
        int most = Math.max(sizes.stream().mapToInt(n -> n).max().orElse(0), 4 * small);
        findings.setting(
                "load",
                "every member sends a tone in G.711; windows of "
                        + ground.settings().window().toSeconds() + " s");
        ground.progress().say("starting the server");
        try (var peer = ground.peer(2 * most);
                var server = new ServerProcess(ServerProcess.commandOfOurs(SERVER), ground.directory());
                var callers = new Callers(server.sip(), peer)) {
            var run = new Run(ground, findings, peer, server, callers);
            run.warmUp(most);
            for (int n : sizes) run.one(n);
            run.many(small);
            run.bare(sizes.getFirst());
        }
    }

    /** One measurement with everything started. */
    private final class Run {

        private final Ground ground;
        private final Findings findings;
        private final NativePeer peer;
        private final ServerProcess server;
        private final Callers callers;
        private int failed;
        private double compilerCores;

        Run(Ground ground, Findings findings, NativePeer peer, ServerProcess server, Callers callers) {
            this.ground = ground;
            this.findings = findings;
            this.peer = peer;
            this.server = server;
            this.callers = callers;
        }

        void warmUp(int n) {
            ground.progress()
                    .say(
                            "warm-up: one room of %d for %d s",
                            n, ground.settings().warmup().toSeconds());
            Crowd crowd = callers.crowd("warmup");
            crowd.raise(n, rate);
            Progress.pass(ground.settings().warmup());
            crowd.hangUp();
        }

        void one(int n) {
            ground.progress().say("one room of %d", n);
            Window window = window(List.of(callers.crowd("room" + n)), n);
            String room = "one room of " + n + ": ";
            double perThousand = window.cores() * 1_000 / n;
            boolean large = n >= 1_000;
            findings.add(Finding.told(room + "server", window.cores(), "cores"));
            findings.add(
                    large
                            ? Finding.atMost(1, room + "per 1,000 members", perThousand, "cores")
                            : Finding.under(0.6, room + "per 1,000 members", perThousand, "cores"));
            findings.add(
                    large
                            ? Finding.told(room + "pacing p99", window.pacingMillis(99), "ms")
                            : Finding.under(5, room + "pacing p99", window.pacingMillis(99), "ms"));
            tell(room, window, large);
        }

        void many(int count) {
            ground.progress().say("%d rooms of four", count);
            var crowds = IntStream.range(0, count)
                    .mapToObj(i -> callers.crowd("small" + i))
                    .toList();
            Window window = window(crowds, 4);
            String name = count + " rooms of four: ";
            findings.add(Finding.told(name + "server", window.cores(), "cores"));
            findings.add(Finding.under(0.6, name + "per 1,000 members", window.cores() * 250 / count, "cores"));
            findings.add(Finding.under(3, name + "pacing p99", window.pacingMillis(99), "ms"));
            tell(name, window, false);
        }

        private Window window(List<Crowd> crowds, int each) {
            Progress.pass(ground.settings().settle());
            for (Crowd crowd : crowds) crowd.raise(each, rate);
            Progress.pass(ground.settings().settle());
            CompilerThreads.awaitRest(server.pid(), ground.settings().rest());
            long compiling = CompilerThreads.millis(server.pid());
            Window window = Window.of(server.pid(), peer, ground.settings().window());
            compilerCores = (CompilerThreads.millis(server.pid()) - compiling) / 1000.0 / window.seconds();
            crowds.getFirst().hangUp();
            crowds.forEach(Crowd::awaitEnd);
            failed = crowds.stream().mapToInt(Crowd::failed).sum();
            return window;
        }

        private void tell(String room, Window window, boolean lossBarred) {
            String lost = room + "packets lost or left out";
            double percent = window.lossPercent();
            findings.add(lossBarred ? Finding.atMost(0, lost, percent, "%") : Finding.told(lost, percent, "%"));
            findings.add(Finding.told(room + "calls that failed", failed, ""));
            findings.add(Finding.told(room + "the JVM's compilers in the server", compilerCores, "cores"));
            findings.add(Finding.told(room + "this tool", window.toolCores(), "cores"));
        }

        void bare(int n) throws IOException {
            ground.progress().say("the bare loop, %d streams", n);
            try (var loop = new BareLoop(ground.loopProgram(), false, n, peer)) {
                Progress.pass(ground.settings().settle());
                Window window = Window.of(loop.pid(), peer, ground.settings().window());
                findings.add(Finding.told(
                        "bare C loop without mixing, per 1,000, at " + n, window.cores() * 1_000 / n, "cores"));
            }
        }
    }
}
