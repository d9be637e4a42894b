package io.ringflow.media.engine;

import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.RejectedExecutionHandlers;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.Tick;
import io.ringflow.media.net.PacedIoHandler;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.PhaseWork;
import io.ringflow.media.net.SchedulingPolicy;
import io.ringflow.media.net.SocketKind;
import io.ringflow.media.rtp.RtpHeader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop and the legs that live on it: turns their phases, runs their commands. Any thread may {@link #submit};
 * everything else happens on the loop.
 */
public final class MediaLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    static final int MAX_COMMANDS = 16_384;

    private static final long TASK_QUANTUM_MILLIS = 1;
    private static final double PHASE_NANOS = 1_000_000.0 * Tick.MILLIS / Tick.PHASES;

    private final int index;
    private final TickClock clock;
    private final MediaObserver observer;
    private final SingleThreadIoEventLoop executor;
    private final AtomicInteger outstanding = new AtomicInteger();
    private final LoopLoad load = new LoopLoad();
    private final PacketSlab slab;
    private final RtpHeader header = new RtpHeader();
    private final Phases phases = new Phases();
    private final Rooms rooms = new Rooms();
    private final Traffic traffic;
    private final SharedPorts shared;
    private final RelayBell bell = new RelayBell();
    private final RelayPacket passing = new RelayPacket();

    private int tick;
    private int reported;

    private MediaLoop(int index, TickClock clock, MediaObserver observer, MediaConfig config) {
        this.index = index;
        this.clock = clock;
        this.observer = observer;
        this.traffic = new Traffic(index, observer);
        this.shared = new SharedPorts(index, observer);
        boolean manual = clock instanceof ManualTicks;
        this.slab = new PacketSlab(!manual);
        SocketKind kind = SocketKind.choose(config.sockets());
        LongSupplier nanos = new TickClock.RealTime()::nanos;
        this.executor = new SingleThreadIoEventLoop(
                null,
                threads(index),
                thread -> new PacedIoHandler(new Work(manual, config.realtimePriority()), nanos, kind),
                MAX_COMMANDS,
                RejectedExecutionHandlers.reject(),
                TASK_QUANTUM_MILLIS);
    }

    private static ThreadFactory threads(int index) {
        return work -> Thread.ofPlatform().name("media-" + index).daemon().unstarted(() -> {
            // A loop takes the processor when its time has come, whatever the server is started as.
            SchedulingPolicy.leaveBatch();
            work.run();
        });
    }

    /** Starts a loop; it sleeps until it is given work. */
    public static MediaLoop start(int index, TickClock clock, MediaObserver observer, MediaConfig config) {
        MediaLoop loop = new MediaLoop(index, clock, observer, config);
        if (clock instanceof ManualTicks manual) {
            manual.attach(loop);
        }
        return loop;
    }

    /**
     * Queues one command.
     *
     * @return false when the queue is full or the loop is closed
     */
    public boolean submit(Runnable command) {
        outstanding.incrementAndGet();
        try {
            executor.execute(() -> {
                try {
                    run(command);
                } finally {
                    outstanding.decrementAndGet();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            outstanding.decrementAndGet();
            observer.commandRefused();
            return false;
        }
    }

    private void run(Runnable command) {
        try {
            command.run();
        } catch (RuntimeException e) {
            LOG.error("media loop {}: a command failed", index, e);
        }
    }

    /** True when every command queued has been carried out. */
    public boolean idle() {
        return outstanding.get() == 0;
    }

    public boolean inLoop() {
        return executor.inEventLoop();
    }

    /** How much it has to do. On any thread. */
    LoopLoad load() {
        return load;
    }

    /** A leg moves in, for life. */
    void add(MediaLeg leg) {
        assert inLoop();
        phases.add(leg);
    }

    void remove(MediaLeg leg) {
        assert inLoop();
        if (phases.remove(leg)) {
            load.unreserve();
            if (phases.size() == 0) {
                traffic.report();
                busy(0);
            }
        }
    }

    private void busy(double share) {
        load.measured(share, phases.size());
        observer.loopBusy(index, share);
    }

    /** A conference has somebody to mix for. */
    void add(ConferenceRoom room) {
        assert inLoop();
        rooms.add(room);
    }

    void remove(ConferenceRoom room) {
        assert inLoop();
        rooms.remove(room);
    }

    /** Whether ticks are real time, or turned by hand. */
    boolean realTime() {
        return !(clock instanceof ManualTicks);
    }

    int tick() {
        return tick;
    }

    PacketSlab slab() {
        return slab;
    }

    /** What its legs look at packets with, one after the other. */
    RtpHeader header() {
        return header;
    }

    /** Ports for its legs only. */
    SharedPorts sharedPorts() {
        return shared;
    }

    Traffic traffic() {
        return traffic;
    }

    /** What other loops ring when their legs have packets for ours. */
    RelayBell bell() {
        return bell;
    }

    /** A packet on its way from one of its legs to another, one after the other. */
    RelayPacket passing() {
        return passing;
    }

    /** All phases of one tick, by hand; waits for them. */
    void turnTick() {
        if (inLoop()) {
            throw new IllegalStateException("a loop can't wait for its own tick");
        }
        CountDownLatch done = new CountDownLatch(1);
        try {
            // Not counted as a command: when this returns the loop is idle.
            executor.execute(() -> {
                try {
                    turnAllPhases();
                } finally {
                    done.countDown();
                }
            });
            done.await();
        } catch (RejectedExecutionException e) {
            LOG.debug("media loop {} turns no more", index);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void turnAllPhases() {
        assert inLoop();
        int next = tick + 1;
        for (int phase = 0; phase < Tick.PHASES; phase++) {
            turnPhase(next, phase);
        }
    }

    /** Returns how many legs had their turn. */
    private int turnPhase(int tickNow, int phase) {
        assert inLoop();
        tick = tickNow;
        slab.begin();
        shared.receive(slab);
        bell.answer();
        int legs = phases.turn(phase, tickNow);
        rooms.turn(phase);
        shared.flush();
        // Not at one phase of each second, which may be among those given up.
        if (tickNow - reported >= Tick.PER_SECOND) {
            reported = tickNow;
            traffic.report();
        }
        return legs;
    }

    /** True from {@link #close} on. On any thread. */
    boolean closing() {
        return executor.isShuttingDown();
    }

    /** Ends the loop's thread, full queue or not: it runs its last commands, then closes the legs on it. */
    @Override
    public void close() {
        if (clock instanceof ManualTicks manual) {
            manual.detach(this);
        }
        executor.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /** What the heartbeat calls. */
    private final class Work implements PhaseWork {
        private static final int BUSY_PHASES = 1000;

        private final boolean manual;
        private final int realtimePriority;
        private final WarmUp warmUp = new WarmUp();

        private long waited;
        private int turned;

        Work(boolean manual, int realtimePriority) {
            this.manual = manual;
            this.realtimePriority = realtimePriority;
        }

        @Override
        public boolean alive() {
            return !manual && phases.size() + rooms.size() > 0;
        }

        @Override
        public void turn(long phase) {
            int legs = turnPhase((int) (phase / Tick.PHASES), (int) (phase % Tick.PHASES));
            if (warmUp.turned(legs) && realtimePriority > 0) {
                raise();
            }
            if (++turned >= BUSY_PHASES) {
                reportBusy();
            }
        }

        // Phases are as good as a clock: those given up count, too.
        private void reportBusy() {
            busy(Math.clamp(1 - (double) waited / (turned * PHASE_NANOS), 0, 1));
            waited = 0;
            turned = 0;
        }

        private void raise() {
            SchedulingPolicy.Outcome outcome = SchedulingPolicy.realtime(realtimePriority);
            observer.realtimePriority(index, realtimePriority, outcome == SchedulingPolicy.Outcome.GRANTED);
            // Once in a loop's life, and not on it.
            Thread.startVirtualThread(() -> tell(outcome));
        }

        private void tell(SchedulingPolicy.Outcome outcome) {
            switch (outcome) {
                case GRANTED -> LOG.info("media loop {} is warm: real-time priority {}", index, realtimePriority);
                case NOT_PERMITTED ->
                    LOG.warn(
                            "media loop {} stays at ordinary priority: real-time priority {} needs CAP_SYS_NICE",
                            index,
                            realtimePriority);
                case NOT_POSSIBLE ->
                    LOG.warn("media loop {} stays at ordinary priority: there is no other here", index);
            }
        }

        @Override
        public void waited(long nanos) {
            waited += nanos;
        }

        @Override
        public void late(long nanos) {
            observer.phaseLate(index, nanos);
        }

        @Override
        public void skipped(int skippedPhases) {
            turned += skippedPhases;
            observer.phasesSkipped(index, skippedPhases);
        }

        @Override
        public void ended() {
            assert inLoop();
            // Not a command, which a full queue would refuse: here no leg can come any more.
            phases.all().forEach(leg -> MediaLoop.this.run(leg::close));
            shared.close();
        }
    }
}
