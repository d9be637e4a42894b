package io.ringflow.ivr.app;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps one of the threads that carry virtual ones from work while the others are enough. The work of a call is many
 * short pieces; with a carrier for each processor every piece wakes another one, which finds nothing left to do.
 *
 * <p>Run by a virtual thread: it waits in a system call, and so keeps the carrier that it is on. At every look it begins
 * another virtual thread, which should have had its turn by the next one. If not, there is too much to do, or somebody
 * keeps the other carriers to himself: it lets its carrier go, which then takes whatever waits, until for a second nobody
 * had to wait for a turn; twice as long each time that this happens again within ten seconds, for a minute at most.
 */
final class RestingCarrier implements Runnable {
    static final int LOOK_MILLIS = 40;

    /** A second. */
    static final int CALM_LOOKS = 25;

    /** A minute. */
    static final int MOST_CALM_LOOKS = 1_500;

    /** Ten seconds: what comes after a rest of this length does not come again. */
    static final int LONG_REST_LOOKS = 250;

    /** The JDK's name for how many carriers must be able to run before one that waits for the disk is replaced. */
    private static final String MIN_RUNNABLE = "jdk.virtualThreadScheduler.minRunnable";

    /** The carriers are the process's own, as is how many of them rest. */
    private static final AtomicInteger RESTING = new AtomicInteger();

    /** Waits for a time. */
    interface Pause {
        void millis(int millis) throws InterruptedException;
    }

    private final Pause keeping;
    private final Pause leaving;
    private final Executor virtual;
    private final LongSupplier nanos;

    /**
     * @param keeping a pause that keeps the carrier
     * @param leaving one that leaves it to others
     * @param virtual begins a virtual thread
     * @param nanos as {@link System#nanoTime}
     */
    RestingCarrier(Pause keeping, Pause leaving, Executor virtual, LongSupplier nanos) {
        this.keeping = keeping;
        this.leaving = leaving;
        this.virtual = virtual;
        this.nanos = nanos;
    }

    /** Has half of this process's carriers rest from now on, where the system has a call that waits. */
    static void restHalf() {
        int carriers = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class)
                .getParallelism();
        int half = half(carriers, Integer.getInteger(MIN_RUNNABLE, 0));
        if (half == 0) return;
        keepingCarrier().ifPresent(keeping -> {
            for (int n = 0; n < half; n++) ofThisProcess(keeping);
        });
    }

    /** None when carriers that wait for the disk are not replaced (see the launcher): all would wait for it. */
    static int half(int carriers, int minRunnable) {
        return minRunnable < carriers ? 0 : carriers / 2;
    }

    static Thread ofThisProcess(Pause keeping) {
        Executor virtual = Thread.ofVirtual().name("turn")::start;
        return Thread.ofVirtual()
                .name("resting-carrier")
                .start(new RestingCarrier(keeping, Thread::sleep, virtual, System::nanoTime));
    }

    /** A pause in the C library, where a virtual thread stays on its carrier. */
    static Optional<Pause> keepingCarrier() {
        Linker linker = Linker.nativeLinker();
        var poll = FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
        return linker.defaultLookup().find("poll").map(found -> {
            MethodHandle handle = linker.downcallHandle(found, poll);
            return millis -> pollNothing(handle, millis);
        });
    }

    private static void pollNothing(MethodHandle poll, int millis) throws InterruptedException {
        try {
            int _ = (int) poll.invokeExact(MemorySegment.NULL, 0L, millis);
        } catch (Throwable e) {
            throw new AssertionError("poll throws nothing", e);
        }
        if (Thread.interrupted()) throw new InterruptedException();
    }

    /** How many of this process's carriers rest at the moment. */
    static int resting() {
        return RESTING.get();
    }

    @Override
    public void run() {
        try {
            int calm = CALM_LOOKS;
            while (true) {
                calm = rest() >= LONG_REST_LOOKS ? CALM_LOOKS : Math.min(MOST_CALM_LOOKS, 2 * calm);
                waitForCalm(calm);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many looks it took until somebody had to wait. */
    private int rest() throws InterruptedException {
        RESTING.incrementAndGet();
        try {
            int looks = 1;
            while (everybodyHasATurn(keeping)) looks++;
            return looks;
        } finally {
            RESTING.decrementAndGet();
        }
    }

    private void waitForCalm(int looks) throws InterruptedException {
        int calm = 0;
        while (calm < looks) calm = everybodyHasATurn(leaving) ? calm + 1 : 0;
    }

    /** Whoever waits for a turn from now on has it before the end of a pause. */
    private boolean everybodyHasATurn(Pause pause) throws InterruptedException {
        var turn = new Turn(nanos);
        virtual.execute(turn);
        pause.millis(LOOK_MILLIS);
        return turn.wasWithin(LOOK_MILLIS);
    }

    /** A virtual thread that does nothing but tell when it was carried. */
    private static final class Turn implements Runnable {
        private final LongSupplier nanos;
        private final long begun;
        private volatile long waited = Long.MAX_VALUE;

        Turn(LongSupplier nanos) {
            this.nanos = nanos;
            this.begun = nanos.getAsLong();
        }

        @Override
        public void run() {
            waited = nanos.getAsLong() - begun;
        }

        boolean wasWithin(int millis) {
            return waited <= millis * 1_000_000L;
        }
    }
}
