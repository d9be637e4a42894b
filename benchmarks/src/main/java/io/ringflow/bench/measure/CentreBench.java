package io.ringflow.bench.measure;

import io.ringflow.bench.load.AgentPhones;
import io.ringflow.bench.load.AgentTemper;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code centre}: a call centre at work, with agents and callers who do what they like. */
@Command(
        name = "centre",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Agents behind a trunk and callers in a queue. First callers wait whom nobody serves, in turn with as many who",
            "hear a prompt; then callers come who meet idle agents; then the queue is filled, and more callers come than",
            "agents can serve: callers leave at random, some are urgent, agents refuse, do not answer, hang up at once,",
            "lose their network. In the middle the server is killed with kill -9 and started again. At the end everybody",
            "has gone and is counted, and the order in which callers were served is told by the server's events."
        })
final class CentreBench extends Bench {

    private static final long SEED = 20_260_105;

    @Option(names = "--agents", paramLabel = "N", description = "on duty (default: 100; quick: 4)")
    private int agents;

    @Option(names = "--waiting", paramLabel = "N", description = "callers who wait (default: 500; quick: 8)")
    private int waiting;

    @Option(names = "--rate", paramLabel = "R", description = "callers a second (default: 20; quick: 4)")
    private int rate;

    @Option(names = "--work", paramLabel = "S", description = "seconds of work (default: 600; quick: 12)")
    private int work;

    @Option(names = "--no-kill", description = "the server lives all the time")
    private boolean noKill;

    /**
     * How large a centre, and for how long.
     *
     * @param haste callers stay so much shorter
     */
    record Size(int agents, int waiting, int rate, Duration work, boolean kill, int haste) {}

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        boolean quick = ground.settings().quick();
        var size = new Size(
                agents > 0 ? agents : quick ? 4 : 100,
                waiting > 0 ? waiting : quick ? 8 : 500,
                rate > 0 ? rate : quick ? 4 : 20,
                Duration.ofSeconds(work > 0 ? work : quick ? 12 : 600),
                !noKill,
                quick ? 20 : 1);
        findings.setting(
                "load",
                "%d agents, %d waiting, %d callers a second for %d s%s"
                        .formatted(
                                size.agents(),
                                size.waiting(),
                                size.rate(),
                                size.work().toSeconds(),
                                size.kill() ? ", kill -9 in the middle" : ""));
        var chance = new Random(SEED);
        // Long enough for as many to wait as shall: those come who can't be served.
        var ring = Duration.ofMillis(quick ? 100 : 300);
        var talk = quick ? Duration.ofSeconds(1) : Duration.ofSeconds(6);
        var habits = new AgentPhones.Habits(() -> temper(chance.nextInt(100)), ring, talk, chance);
        var book = new CentreBook();
        try (var rest = new CentreRest(Application.id("centre"));
                var app = new CentreApplication(book, rest, CentreRun.PREFIX);
                var agentPeer = ground.peer(4 * size.agents() + 100);
                var phones = new AgentPhones(agentPeer, habits, app);
                var peer = ground.peer(2_000);
                var run = new CentreRun(ground, findings, size, book, app, rest, phones, peer, chance)) {
            run.waitersBesideListeners();
            run.idleAgents();
            run.work();
            run.end();
        }
    }

    /** Of a hundred calls. */
    static AgentTemper temper(int percent) {
        if (percent < 55) return AgentTemper.TALKS;
        if (percent < 80) return AgentTemper.LISTENS;
        if (percent < 88) return AgentTemper.REFUSES;
        if (percent < 93) return AgentTemper.DOES_NOT_ANSWER;
        return percent < 97 ? AgentTemper.HANGS_UP : AgentTemper.LOSES_NETWORK;
    }
}
