package io.ringflow.bench.load;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Conducts one plan from the first call to the last: offers calls at its rate, watches, reports. */
final class Run {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(25);

    private final Plan plan;
    private final UserAgent agent;
    private final RtpPorts ports;
    private final OptionalLong serverPid;
    private final CallTally tally = new CallTally();

    Run(Plan plan, UserAgent agent, RtpPorts ports, OptionalLong serverPid) {
        this.plan = plan;
        this.agent = agent;
        this.ports = ports;
        this.serverPid = serverPid;
    }

    Report conduct() {
        String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long self = ProcessHandle.current().pid();
        var cpuBefore = ProcessSample.of(self);
        var stealBefore = StealSample.now();
        long collections = collections();
        long collectionMillis = collectionMillis();
        long sentBefore = ports.sent();
        long start = System.nanoTime();
        var watch = new ServerWatch(serverPid, start);

        drive(start, watch);

        long now = System.nanoTime();
        double seconds = (now - start) / 1e9;
        double toolMillis = ProcessSample.of(self).map(ProcessSample::cpuMillis).orElse(0L)
                - (double) cpuBefore.map(ProcessSample::cpuMillis).orElse(0L);
        var server = watch.figures(tally.placedCalls(), now);
        for (int left = plan.total() - tally.overCalls(); left > 0; left--) tally.failed("never ended");
        RtpTotals rtp = ports.collect();
        return new Report(
                started,
                Machine.describe(),
                settings(),
                new Report.Calls(
                        tally.placedCalls(),
                        tally.answeredCalls(),
                        tally.failedCalls(),
                        tally.failuresByCause(),
                        tally.retransmissions()),
                setup(start),
                Report.Rtp.of(rtp, ports.sent() - sentBefore),
                Report.Pacing.of(rtp),
                server,
                new Report.Tool(
                        Report.rounded(toolMillis / 1000 / seconds),
                        collections() - collections,
                        collectionMillis() - collectionMillis,
                        Report.rounded(StealSample.now().percentSince(stealBefore)),
                        Report.rounded(seconds)));
    }

    private void drive(long start, ServerWatch watch) {
        long offered = 0;
        long offering = plan.total() * 1_000_000_000L / plan.rate();
        long rounds = (plan.total() + plan.concurrent() - 1) / plan.concurrent();
        long latest = start
                + offering
                + rounds * plan.hold().toNanos()
                + plan.setupTimeout().toNanos()
                + GRACE_NANOS;
        for (long now = start; tally.overCalls() < plan.total() && now < latest; now = System.nanoTime()) {
            while (offered < plan.total() && now - start >= offered * 1_000_000_000L / plan.rate() && room(offered)) {
                agent.place(plan, tally);
                offered++;
            }
            watch.turn(steady(), plan.untilFirstPacket() ? 0 : tally.upCalls(), now);
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Calls that hold wait for a free line; calls to measure setup are offered come what may. */
    private boolean room(long offered) {
        return plan.untilFirstPacket() || offered - tally.overCalls() < plan.concurrent();
    }

    private boolean steady() {
        if (plan.untilFirstPacket()) return tally.placedCalls() < plan.total();
        int settled = tally.upCalls() + tally.overCalls();
        return tally.upCalls() > 0 && !tally.anyLeaving() && settled >= Math.min(plan.concurrent(), plan.total());
    }

    private Report.Settings settings() {
        return new Report.Settings(
                plan.target().uri(),
                plan.concurrent(),
                plan.rate(),
                plan.total(),
                plan.untilFirstPacket() ? "first-packet" : plan.hold().toMillis() + "ms",
                plan.send(),
                plan.keys());
    }

    private Report.Setup setup(long start) {
        double offeringSeconds = Math.max(1, tally.lastAnswerNanos() - start) / 1e9;
        return new Report.Setup(
                Report.rounded(tally.answeredCalls() == 0 ? 0 : tally.answeredCalls() / offeringSeconds),
                Report.Spread.of(tally.answerNanos()),
                Report.Spread.of(tally.firstPacketNanos()));
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static long collectionMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
