package io.ringflow.ivr.app;

import java.lang.management.ManagementFactory;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * How many threads carry the virtual ones: half as many as there are processors, while that is enough. The work of a call
 * is many short pieces; with a carrier for each processor every piece wakes another one, which finds nothing left to do.
 *
 * <p>Looks twenty times a second whether a virtual thread that it started at the last look has had its turn. If not,
 * there is too much to do, or something keeps a carrier to itself: all processors carry then, until for ten seconds all
 * such threads had their turn. Owned by the timer thread.
 */
final class Carriers implements Runnable {
    static final int LOOK_MILLIS = 50;

    /** Ten seconds. */
    static final int CALM_LOOKS = 200;

    private final IntConsumer parallelism;
    private final Executor virtual;
    private final int few;
    private final int all;

    private int now;
    private int calm;
    private volatile boolean hadItsTurn = true;

    /**
     * @param processors how many there are
     * @param parallelism says how many threads may carry
     * @param virtual starts a virtual thread
     */
    Carriers(int processors, IntConsumer parallelism, Executor virtual) {
        this.all = processors;
        this.few = Math.max(1, processors / 2);
        this.parallelism = parallelism;
        this.virtual = virtual;
        use(few);
    }

    /** For this process. */
    static Runnable ofThisProcess() {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return new Carriers(
                scheduler.getParallelism(),
                scheduler::setParallelism,
                Thread.ofVirtual().name("turn")::start);
    }

    @Override
    public void run() {
        if (!hadItsTurn) {
            calm = 0;
            use(all);
            return;
        }
        if (now != few && ++calm == CALM_LOOKS) use(few);
        hadItsTurn = false;
        virtual.execute(() -> hadItsTurn = true);
    }

    private void use(int carriers) {
        if (now == carriers) return;
        now = carriers;
        parallelism.accept(carriers);
    }
}
