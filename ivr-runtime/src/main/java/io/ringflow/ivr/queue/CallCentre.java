package io.ringflow.ivr.queue;

import io.ringflow.sip.leg.SerialLane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The call centre of one application: its queues, agents and waiting callers, all on one lane, so that an agent of three
 * queues is never claimed twice. Methods are for any thread but the lane's, and wait for a step of it, which waits for
 * nobody. Those that change what survives a restart also wait until the disk has it.
 */
public final class CallCentre {

    private static final Logger LOG = LoggerFactory.getLogger(CallCentre.class);
    private static final Duration DISK = Duration.ofSeconds(10);

    private final String applicationId;
    private final SerialLane lane;
    private final Switchboard board;
    private final CentreStore store;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    private volatile @Nullable Thread runner;

    // Owned by the lane.
    private Instant alarmAt = Instant.MAX;
    private @Nullable Future<?> alarm;
    private boolean closed;

    /**
     * @param callBacks empty while nobody may be called
     * @param busy counts what is under way in all centres
     */
    CallCentre(
            String applicationId,
            CentreSettings settings,
            CentreObserver observer,
            CentreStore store,
            ScheduledExecutorService timer,
            InstantSource clock,
            Supplier<Optional<CallBacks>> callBacks,
            AtomicInteger busy) {
        this.applicationId = applicationId;
        this.lane = new SerialLane("centre-" + applicationId, busy);
        this.store = store;
        this.timer = timer;
        this.clock = clock;
        this.board = new Switchboard(applicationId, settings, clock, new Door(), observer, store, callBacks);
    }

    /** For tickets and leases. */
    private final class Door implements Gate {

        @Override
        public <T> T run(Supplier<T> step) {
            return onLane(step);
        }

        @Override
        public void written() {
            awaitDisk();
        }
    }

    public String applicationId() {
        return applicationId;
    }

    /** Serves whoever can be served now that was not before. */
    void serve() {
        step(() -> {});
    }

    /** As an earlier process left it. */
    void restore(CentreStore.Shelf shelf) {
        step(() -> board.restore(shelf));
    }

    /**
     * A caller waits from now on; offers come to {@code caller} until the ticket is closed.
     *
     * @throws QueueRefused NO_SUCH_QUEUE, OFF_WORK (with the prompt), QUEUE_FULL, NOT_ON_DUTY (the agent that is wished),
     *     ALREADY_WAITING
     */
    public QueueTicket enter(QueueWish wish, QueueCaller caller) {
        return onLane(() -> board.floor().enter(wish, caller));
    }

    /**
     * Takes one certain agent, who is called by the holder then.
     *
     * @throws QueueRefused NOT_ON_DUTY, IN_A_CALL, NOT_READY, NO_SUCH_QUEUE
     */
    public AgentLease claim(AgentClaim claim, LeaseHolder holder) {
        return onLane(() -> board.claim(claim, holder));
    }

    /** @throws QueueRefused ALREADY_ON_DUTY, NO_SUCH_QUEUE, TOO_MANY_AGENTS */
    public void agentOnWork(AgentDuty duty) {
        durably(() -> board.onWork(duty));
    }

    /**
     * An agent works no more. What rings for it stops; a talk goes on, and it is off duty after that.
     *
     * @param number that it came on duty with; empty: whatever it is
     * @param queues it leaves; empty: all
     * @throws QueueRefused NOT_ON_DUTY, OTHER_NUMBER, NOT_OF_QUEUE
     */
    public void agentOffWork(String agentId, Optional<String> number, Set<String> queues) {
        durably(() -> board.roster().offWork(agentId, number, queues));
    }

    /** @throws QueueRefused NOT_ON_DUTY, ALREADY_READY, IN_A_CALL, NOT_OF_QUEUE */
    public void agentReady(AgentReadiness readiness) {
        durably(() -> board.roster().ready(readiness));
    }

    /** Those on duty, by id. */
    public List<AgentStatus> agents() {
        return onLane(board.roster()::status);
    }

    public Optional<AgentStatus> agent(String agentId) {
        return onLane(() -> board.agent(agentId));
    }

    /** By number. */
    public List<QueueStatus> queues() {
        return onLane(board::queues);
    }

    public Optional<QueueStatus> queue(String id) {
        return onLane(() -> board.queue(id));
    }

    /** @throws QueueRefused QUEUE_EXISTS, TOO_MANY_QUEUES, NO_SUCH_QUEUE (the one it overflows to) */
    public void createQueue(QueuePlan plan) {
        durably(() -> board.createQueue(plan));
    }

    /**
     * Changes a queue. Its times hold for who enters from then on, the rest at once.
     *
     * @throws QueueRefused NO_SUCH_QUEUE
     */
    public void modifyQueue(String id, UnaryOperator<QueuePlan> change) {
        durably(() -> board.modifyQueue(id, change));
    }

    /**
     * Who waits in it waits no more, talks go on; its agents stay on duty for their other queues.
     *
     * @throws QueueRefused NO_SUCH_QUEUE, DEFAULT_QUEUE
     */
    public void deleteQueue(String id) {
        durably(() -> board.deleteQueue(id));
    }

    /**
     * Gives a waiting caller another priority; the order changes at once.
     *
     * @return false: no such call waits
     */
    public boolean prioritise(String callId, int priority) {
        return onLane(() -> board.orders().prioritise(callId, priority));
    }

    /**
     * Puts a waiting caller into another queue, where it waits as long as before: at once, or when no agent is being called
     * for it.
     *
     * @return false: no such call waits
     * @throws QueueRefused NO_SUCH_QUEUE
     */
    public boolean move(String callId, String queue) {
        return onLane(() -> board.orders().move(callId, queue));
    }

    /**
     * A caller waits no more, and its flow goes on.
     *
     * @return false: no such call waits
     */
    public boolean remove(String callId) {
        return onLane(() -> board.orders().remove(callId));
    }

    /**
     * Gives up a kept place, and the agent that is kept for it.
     *
     * @param place id of the call that kept it: {@link QueueWish#heldPlace}
     */
    void releasePlace(String place) {
        step(() -> board.floor().held().release(place));
    }

    /** Nobody waits any more, but for those who keep their places. */
    void close() {
        step(() -> {
            board.floor().expelAll(QueueEnd.SERVER_STOPS);
            closed = true;
        });
    }

    private void durably(Runnable change) {
        step(change);
        awaitDisk();
    }

    private void awaitDisk() {
        try {
            store.written().get(DISK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            // The store has said so, and writes it when it can.
            LOG.debug("centre of {}: a change holds, but is not on the disk yet", applicationId, late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Runnable step) {
        onLane(() -> {
            step.run();
            return true;
        });
    }

    private <T> T onLane(Supplier<T> step) {
        if (runner == Thread.currentThread()) throw new IllegalStateException("the lane would wait for itself");
        var done = new CompletableFuture<T>();
        lane.submit(() -> runOnLane(() -> {
            try {
                done.complete(board.run(step));
            } catch (RuntimeException refused) {
                done.completeExceptionally(refused);
            }
        }));
        try {
            return done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof QueueRefused refused) throw new QueueRefused(refused);
            throw failed;
        }
    }

    private void runOnLane(Runnable work) {
        runner = Thread.currentThread();
        try {
            work.run();
        } finally {
            runner = null;
            arm();
        }
    }

    /** Sets the timer to what is due next. */
    private void arm() {
        var next = closed ? Instant.MAX : board.agenda().next().orElse(Instant.MAX);
        if (next.equals(alarmAt)) return;
        if (alarm != null) alarm.cancel(false);
        alarm = null;
        alarmAt = next;
        if (next.equals(Instant.MAX)) return;
        long nanos = Math.max(0, Duration.between(clock.instant(), next).toNanos());
        try {
            alarm = timer.schedule(() -> lane.submit(this::wake), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("centre of {}: nothing is due any more, the server has closed", applicationId, closing);
        }
    }

    private void wake() {
        alarmAt = Instant.MAX;
        runOnLane(board::tick);
    }
}
