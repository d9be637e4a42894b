package io.ringflow.bench.measure;

import io.ringflow.bench.load.AgentPhones;
import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Crowd;
import io.ringflow.bench.measure.Bench.Ground;
import io.ringflow.bench.measure.CentreBench.Size;
import io.ringflow.bench.peer.NativePeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** One run of {@link CentreBench}, with everything started. Owned by the benchmark's thread. */
final class CentreRun implements AutoCloseable {

    /** Of an agent's number, before its id. */
    static final String PREFIX = "8";

    private static final int FIRST_AGENT = 1_001;
    private static final int FILL_RATE = 50;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Pattern STATE = Pattern.compile("<state>(\\d)</state>");

    /** How long callers stay, drawn for each. */
    private static final List<Duration> STAYS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(20),
            Duration.ofSeconds(45),
            Duration.ofSeconds(90));

    private final Ground ground;
    private final Findings findings;
    private final Size size;
    private final CentreBook book;
    private final CentreApplication app;
    private final CentreRest rest;
    private final NativePeer peer;
    private final Random chance;
    private final String[] settings;

    private ServerProcess server;
    private Callers callers;

    CentreRun(
            Ground ground,
            Findings findings,
            Size size,
            CentreBook book,
            CentreApplication app,
            CentreRest rest,
            AgentPhones phones,
            NativePeer peer,
            Random chance)
            throws IOException {
        this.ground = ground;
        this.findings = findings;
        this.size = size;
        this.book = book;
        this.app = app;
        this.rest = rest;
        this.peer = peer;
        this.chance = chance;
        var address = phones.address();
        settings = new String[] {
            "media.first-port = 10000",
            "media.port-quarantine = 1 s",
            "media.media-timeout = 8 s",
            "sip.max-calls = 20000",
            "sip.trunk-rate = 20000",
            CentreRest.SETTING,
            "trunks = [{ name = agents, peer = \"%s:%d\", max-calls = 5000, calls-per-second = 5000 }]"
                    .formatted(address.getAddress().getHostAddress(), address.getPort())
        };
        server = ground.server(app.port(), settings);
        callers = new Callers(server.sip(), peer);
        rest.at(server.restPort());
        rest.must("CreateQueue", "queuetype='" + CentreApplication.QUEUE + "' typedes='bench'");
    }

    /** What a caller costs who waits, and one who hears a prompt: there is no agent. */
    void waitersBesideListeners() {
        double waiting = cores("centre");
        double playing = cores("prompt");
        findings.add(Finding.told("CPU of the server, " + size.waiting() + " waiting", waiting, "cores"));
        findings.add(Finding.told("CPU of the server, " + size.waiting() + " hearing a prompt", playing, "cores"));
        findings.add(Finding.atMost(
                1, "a waiting caller's CPU to a listening one's", waiting / Math.max(1e-3, playing), "x"));
    }

    private double cores(String path) {
        ground.progress().say("%d callers of %s", size.waiting(), path);
        Crowd crowd = callers.crowd(Application.NUMBERS.get(path));
        crowd.raise(size.waiting(), FILL_RATE);
        Progress.pass(ground.settings().warmup());
        double cores = Window.of(server.pid(), peer, ground.settings().window()).cores();
        crowd.hangUp();
        failures(path, crowd);
        return cores;
    }

    /** The agents come on duty and wait for callers, who come one after the other. */
    void idleAgents() throws IOException {
        for (int n = 0; n < size.agents(); n++) {
            String id = agent(n);
            book.ready(id);
            rest.must(
                    "AgentOnWork",
                    "number='%s' agentid='%s' agenttype='%s' agentstate='1'"
                            .formatted(PREFIX + id, id, CentreApplication.QUEUE));
        }
        ground.progress().say("%d agents are on duty, callers meet idle ones", size.agents());
        book.takeOffers();
        int few = Math.max(1, size.rate() / 4);
        Crowd crowd =
                callers.crowd(Application.NUMBERS.get("centre"), STAYS.get(1).dividedBy(size.haste()), "");
        crowd.place((int) (few * ground.settings().window().toSeconds()), few);
        crowd.awaitEnd();
        offers("idle agents", book.takeOffers());
    }

    /** The queue is full, and more come. */
    void work() throws IOException {
        var half = size.work().dividedBy(2);
        ground.progress().say("%d callers fill the queue", size.waiting());
        crowds().getLast().place(size.waiting(), FILL_RATE);
        come(half);
        if (size.kill()) {
            killed();
            crowds().getLast().place(size.waiting(), FILL_RATE);
        }
        come(half);
        offers("a full queue", book.takeOffers());
    }

    private List<Crowd> crowds() {
        var all = new ArrayList<Crowd>();
        for (var stay : STAYS) {
            all.add(callers.crowd(Application.NUMBERS.get("centre"), stay.dividedBy(size.haste()), ""));
        }
        return all;
    }

    private void come(Duration time) {
        ground.progress().say("callers come for %d s", time.toSeconds());
        var crowds = crowds();
        long start = System.nanoTime();
        long cpu = Window.cpuMillis(server.pid());
        int most = (int) (size.rate() * time.toMillis() / 1000);
        for (int n = 0; n < most; n++) {
            long due = start + n * 1_000_000_000L / size.rate();
            long early = due - System.nanoTime();
            if (early > 0) Progress.pass(Duration.ofNanos(early));
            crowds.get(chance.nextInt(crowds.size())).place(1, size.rate());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        findings.add(
                Finding.told("server at work", (Window.cpuMillis(server.pid()) - cpu) / 1000.0 / seconds, "cores"));
    }

    /** Agents on duty are on duty; everybody else has gone, and has been told of. */
    private void killed() throws IOException {
        offers("a full queue, before the kill", book.takeOffers());
        ground.progress().say("kill -9 with %d callers there", book.open());
        int before = book.open();
        server.kill();
        callers.close();
        book.restarted();
        server = ground.server(app.port(), settings);
        callers = new Callers(server.sip(), peer);
        rest.at(server.restPort());
        findings.add(Finding.told("callers there at the kill", before, ""));
        findings.add(Finding.atLeast(size.agents(), "agents on duty after the restart", onDuty().size(), ""));
        for (int n = 0; n < size.agents(); n++) app.ready(agent(n));
    }

    /** Nobody comes any more; whoever is there is served, or leaves. */
    void end() throws IOException {
        ground.progress().say("the last callers");
        await(() -> book.open() == 0);
        app.rest(true);
        await(() -> free() == size.agents());
        findings.add(Finding.told("callers", book.callers(), ""));
        findings.add(Finding.told("callers served by an agent", book.served(), ""));
        findings.add(Finding.atMost(0, "callers whose end was never told", book.open(), ""));
        findings.add(Finding.atMost(0, "callers whose end was told by two notifications", book.endedTwice(), ""));
        findings.add(Finding.atMost(0, "callers served twice", book.servedTwice(), ""));
        findings.add(Finding.atMost(0, "agents stuck", size.agents() - free(), ""));
        var illegal = book.illegalSteps();
        findings.add(Finding.atMost(
                0,
                "steps of agentstate that may not be",
                illegal.values().stream().mapToInt(n -> n).sum(),
                ""));
        illegal.forEach((step, count) -> findings.add(Finding.told("  from " + step, count, "")));
        app.refusals().forEach((code, count) -> findings.add(Finding.told("AgentReady answered " + code, count, "")));
    }

    private int free() {
        return (int) onDuty().stream()
                .filter(state -> state.equals("0") || state.equals("1"))
                .count();
    }

    /** The states of the agents on duty, as the server tells them. */
    private List<String> onDuty() {
        try {
            return STATE.matcher(rest.ask("QueryAgentState", ""))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void offers(String when, Histogram offers) {
        findings.add(Finding.told("offers, " + when, offers.getTotalCount(), ""));
        findings.add(Finding.told("ready agent to its ringing, " + when + ", p50", millis(offers, 50), "ms"));
        findings.add(Finding.atMost(50, "ready agent to its ringing, " + when + ", p99", millis(offers, 99), "ms"));
    }

    private static double millis(Histogram offers, double percentile) {
        return offers.getValueAtPercentile(percentile) / 1e6;
    }

    private void failures(String who, Crowd crowd) {
        findings.add(Finding.told("callers of " + who + " that failed", crowd.failed(), ""));
        crowd.failures().forEach((cause, count) -> findings.add(Finding.told("  " + cause, count, "")));
    }

    private static String agent(int n) {
        return Integer.toString(FIRST_AGENT + n);
    }

    private static void await(BooleanSupplier done) {
        long latest = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < latest) Progress.pass(STEP);
    }

    @Override
    public void close() throws IOException {
        callers.close();
        server.close();
    }
}
