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

/** One run of {@link CentreBench}, with everything started. Owned by the benchmark's thread. */
final class CentreRun implements AutoCloseable {

    /** Of an agent's number, before its id. */
    static final String PREFIX = "8";

    private static final int FIRST_AGENT = 1_001;
    private static final int FILL_RATE = 50;
    private static final int URGENT_PERCENT = 10;
    private static final int MOST_HASTE_OF_GUESTS = 6;
    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration NEWS = Duration.ofSeconds(2);

    /** Of a caller who meets an idle agent: so short that there are idle ones at any time. */
    private static final Duration GUEST = Duration.ofSeconds(2);

    /** How long callers stay, drawn for each: at 20 a second and with 100 agents some 500 wait. */
    private static final List<Duration> STAYS = List.of(
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(50),
            Duration.ofSeconds(80));

    private final Ground ground;
    private final Findings findings;
    private final CentreFindings centre;
    private final Size size;
    private final CentreBook book;
    private final CentreApplication app;
    private final CentreRest rest;
    private final NativePeer peer;
    private final Random chance;
    private final String[] settings;
    private final CentreStream stream;

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
        var order = new CentreOrder();
        centre = new CentreFindings(findings, book, order);
        server = ground.server(app.port(), settings);
        callers = new Callers(server.sip(), peer);
        rest.at(server.restPort());
        stream = new CentreStream(rest, order);
        for (String queue : List.of(CentreApplication.QUEUE, CentreApplication.LONELY)) {
            rest.must("CreateQueue", "queuetype='" + queue + "' typedes='bench' maxwaiting='5000'");
        }
        heard();
    }

    /** What a caller costs who waits, and one who hears a prompt, in turn: nobody serves them. */
    void waitersBesideListeners() {
        var waiting = new ArrayList<Double>();
        var playing = new ArrayList<Double>();
        String prompt = Application.number("prompt", 0);
        warmUp(CentreApplication.NEVER);
        warmUp(prompt);
        for (int round = 0; round < ground.settings().rounds(); round++) {
            // Whoever is measured first is so in every other round.
            if (round % 2 == 0) waiting.add(cores("wait", CentreApplication.NEVER));
            playing.add(cores("hear a prompt", prompt));
            if (round % 2 != 0) waiting.add(cores("wait", CentreApplication.NEVER));
        }
        double ratio = Median.of(waiting) / Math.max(1e-3, Median.of(playing));
        findings.add(
                Finding.told("CPU without the compilers, " + size.waiting() + " waiting", Median.of(waiting), "cores"));
        findings.add(Finding.told(
                "CPU without the compilers, " + size.waiting() + " hearing a prompt", Median.of(playing), "cores"));
        // Two windows of the same load differ by more than a hundredth.
        double percents = Math.rint(ratio * 100) / 100;
        findings.add(Finding.atMost(1, "a waiting caller's CPU to a playing call's", percents, "x"));
    }

    private void warmUp(String number) {
        ground.progress().say("warm-up: %d callers of %s", size.waiting(), number);
        Crowd crowd = callers.crowd(number);
        crowd.raise(size.waiting(), FILL_RATE);
        Progress.pass(ground.settings().warmup());
        crowd.hangUp();
    }

    private double cores(String what, String number) {
        Progress.pass(ground.settings().settle());
        Crowd crowd = callers.crowd(number);
        crowd.raise(size.waiting(), FILL_RATE);
        Progress.pass(ground.settings().settle());
        CompilerThreads.awaitRest(server.pid(), ground.settings().rest());
        long compiling = CompilerThreads.millis(server.pid());
        var window = Window.of(server.pid(), peer, ground.settings().window());
        compiling = CompilerThreads.millis(server.pid()) - compiling;
        double cores = window.cores() - compiling / 1000.0 / window.seconds();
        ground.progress().say("%d callers %s: %.3f cores", size.waiting(), what, cores);
        crowd.hangUp();
        centre.failures("callers who " + what, crowd);
        return cores;
    }

    /** The agents come on duty; callers come and meet idle ones, while others wait whom nobody serves. */
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
        Crowd beside = callers.crowd(CentreApplication.NEVER);
        beside.raise(size.waiting(), FILL_RATE);
        guests(ground.settings().warmup());
        book.takeOffers();
        guests(ground.settings().window().multipliedBy(3));
        centre.met("idle agents, " + size.waiting() + " waiting beside", book.takeOffers());
        beside.hangUp();
    }

    private void guests(Duration time) {
        var stay = GUEST.dividedBy(Math.min(size.haste(), MOST_HASTE_OF_GUESTS));
        Crowd crowd = callers.crowd(CentreApplication.USUAL, stay, "");
        crowd.place((int) (size.rate() * time.toSeconds()), size.rate());
        crowd.awaitEnd();
    }

    /** The queue is full, and more come. */
    void work() throws IOException {
        var half = size.work().dividedBy(2);
        ground.progress().say("%d callers fill the queue", size.waiting());
        crowds(CentreApplication.USUAL).getLast().place(size.waiting(), FILL_RATE);
        come(half);
        if (size.kill()) {
            killed();
            crowds(CentreApplication.USUAL).getLast().place(size.waiting(), FILL_RATE);
            // A new process first compiles what it runs.
            come(half.dividedBy(3));
            centre.cold("just restarted", book.takeOffers());
            come(half.multipliedBy(2).dividedBy(3));
        } else {
            come(half);
        }
        centre.offers("a full queue", book.takeOffers());
    }

    private List<Crowd> crowds(String number) {
        return STAYS.stream()
                .map(stay -> callers.crowd(number, stay.dividedBy(size.haste()), ""))
                .toList();
    }

    private void come(Duration time) {
        ground.progress().say("callers come for %d s", time.toSeconds());
        var usual = crowds(CentreApplication.USUAL);
        var urgent = crowds(CentreApplication.URGENT);
        long start = System.nanoTime();
        long cpu = Window.cpuMillis(server.pid());
        int most = (int) (size.rate() * time.toMillis() / 1000);
        long waiting = 0;
        for (int n = 0; n < most; n++) {
            long due = start + n * 1_000_000_000L / size.rate();
            long early = due - System.nanoTime();
            if (early > 0) Progress.pass(Duration.ofNanos(early));
            var crowds = chance.nextInt(100) < URGENT_PERCENT ? urgent : usual;
            crowds.get(chance.nextInt(crowds.size())).place(1, size.rate());
            waiting += centre.waiting();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cores = (Window.cpuMillis(server.pid()) - cpu) / 1000.0 / seconds;
        findings.add(Finding.told("server at work", cores, "cores"));
        findings.add(Finding.told("  callers waiting, on average", (double) waiting / Math.max(1, most), ""));
    }

    /** Agents on duty are on duty and lent to nobody; everybody else has gone, and has been told of. */
    private void killed() throws IOException {
        centre.offers("a full queue, before the kill", book.takeOffers());
        int before = book.open();
        ground.progress().say("kill -9 with %d callers there", before);
        rest.away();
        server.kill();
        callers.close();
        await(() -> !stream.up());
        book.restarted();
        server = ground.server(app.port(), settings);
        callers = new Callers(server.sip(), peer);
        rest.at(server.restPort());
        heard();
        centre.restarted(before, size.agents(), states());
        // Whoever was in a call is told of, and says that it is ready; who had just said so says it again.
        Progress.pass(NEWS);
        for (int n = 0; n < size.agents(); n++) app.readyAtLast(agent(n));
    }

    private void heard() throws IOException {
        await(stream::up);
        if (!stream.up()) throw new IOException("the server's events can't be had");
    }

    /** Nobody comes any more; whoever is there is served, or leaves. */
    void end() {
        ground.progress().say("the last callers");
        await(() -> book.open() == 0);
        app.rest(true);
        await(() -> free() == size.agents());
        centre.end(size.agents() - free(), app.refusals(), stream.breaks() - (size.kill() ? 1 : 0));
    }

    private int free() {
        return CentreFindings.free(states());
    }

    /** The states of the agents on duty, as the server tells them. */
    private List<String> states() {
        try {
            return CentreRest.states(rest.ask("QueryAgentState", ""));
        } catch (IOException e) {
            return List.of();
        }
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
        stream.close();
        callers.close();
        server.close();
    }
}
