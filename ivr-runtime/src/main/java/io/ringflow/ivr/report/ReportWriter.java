package io.ringflow.ivr.report;

import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.CentreObserver;
import io.ringflow.ivr.queue.QueueExit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers figures while things happen, and writes them within a second, agents' times within ten. Thread-safe; lanes only add
 * numbers under a short lock. What the database does not take is kept for the next time; a killed server loses what it had not
 * written.
 */
public final class ReportWriter implements CentreObserver, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReportWriter.class);
    /** Figures are written when they are this old: more than that is not lost by a kill. */
    private static final Duration GATHER = Duration.ofSeconds(1);
    /** How often agents' times are counted of whom nothing is heard. */
    private static final Duration EVERY = Duration.ofSeconds(10);
    /** Tallies that are kept while the database is away; later ones of other intervals are lost. */
    private static final int MOST = 100_000;

    private final StoredReports store;
    private final Duration serviceLevel;
    private final Duration keepFor;
    private final InstantSource clock;
    private final AtomicBoolean writing = new AtomicBoolean();
    private final AtomicBoolean alarmSet = new AtomicBoolean();
    private final ScheduledExecutorService timers;
    private final Future<?> timer;

    private final Object lock = new Object();
    private Map<Row, Tally<QueueFigure>> queues = new HashMap<>();
    private Map<Row, Tally<AgentFigure>> agents = new HashMap<>();
    private final Map<AgentKey, AgentClock> clocks = new HashMap<>();
    private Instant swept = Instant.EPOCH;
    private volatile boolean failing;

    private record AgentKey(String applicationId, String agentId) {}

    private ReportWriter(
            StoredReports store,
            Duration serviceLevel,
            Duration keepFor,
            ScheduledExecutorService timers,
            InstantSource clock) {
        this.store = store;
        this.serviceLevel = serviceLevel;
        this.keepFor = keepFor;
        this.clock = clock;
        this.timers = timers;
        this.timer = timers.scheduleWithFixedDelay(
                () -> begin(true), EVERY.toNanos(), EVERY.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Begins.
     *
     * @param serviceLevel a caller is answered in time within this
     * @param keepFor age at which figures are deleted
     */
    public static ReportWriter start(
            StoredReports store,
            Duration serviceLevel,
            Duration keepFor,
            ScheduledExecutorService timers,
            InstantSource clock) {
        return new ReportWriter(store, serviceLevel, keepFor, timers, clock);
    }

    /** Whether nothing is being written. */
    public boolean idle() {
        return !writing.get();
    }

    @Override
    public void agentChanged(AgentChange change) {
        synchronized (lock) {
            var key = new AgentKey(change.applicationId(), change.agentId());
            var known = clocks.get(key);
            if (known == null) {
                clocks.put(key, clockOf(key, change.state(), change.at()));
                return;
            }
            known.changed(change).ifPresent(over -> wrapUpOver(change.applicationId(), over, change.at()));
            soon();
        }
    }

    @Override
    public void agentRestored(String applicationId, AgentStatus agent) {
        var key = new AgentKey(applicationId, agent.duty().agentId());
        synchronized (lock) {
            clocks.computeIfAbsent(key, _ -> clockOf(key, agent.state(), clock.instant()));
        }
    }

    private AgentClock clockOf(AgentKey key, AgentState state, Instant since) {
        return new AgentClock(state, since, (interval, part) -> agent(key.applicationId(), key.agentId(), interval)
                .add(part.figure(), part.length().toMillis()));
    }

    private void wrapUpOver(String applicationId, AgentClock.WrapUp over, Instant at) {
        var tally = queue(applicationId, over.queue(), at);
        tally.add(QueueFigure.WRAP_UPS, 1);
        tally.add(QueueFigure.WRAP_UP, over.length().toMillis());
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        synchronized (lock) {
            var clockOfIt = clocks.remove(new AgentKey(applicationId, agentId));
            if (clockOfIt == null) return;
            clockOfIt.until(at);
            clockOfIt.wrapUpOver(at).ifPresent(over -> wrapUpOver(applicationId, over, at));
        }
    }

    @Override
    public void callerEntered(CallerChange change) {
        count(change, QueueFigure.ENTERED);
    }

    @Override
    public void callerMoved(CallerChange change, String from) {
        synchronized (lock) {
            queue(change.applicationId(), from, change.at()).add(QueueFigure.MOVED_OUT, 1);
            queue(change).add(QueueFigure.MOVED_IN, 1);
        }
    }

    @Override
    public void callerOffered(CallerChange change) {
        synchronized (lock) {
            change.agentId().ifPresent(id -> agent(change, id).add(AgentFigure.OFFERED, 1));
        }
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        long waited = Duration.between(change.enteredAt(), change.at()).toMillis();
        synchronized (lock) {
            var tally = queue(change);
            tally.add(QueueFigure.LONGEST_WAIT, waited);
            switch (how) {
                case ANSWERED -> {
                    tally.add(QueueFigure.ANSWERED, 1);
                    tally.add(QueueFigure.ANSWERED_WAIT, waited);
                    if (waited <= serviceLevel.toMillis()) tally.add(QueueFigure.ANSWERED_IN_TIME, 1);
                    change.agentId().ifPresent(id -> agent(change, id).add(AgentFigure.ANSWERED, 1));
                }
                case HUNG_UP, KEY, CALL_GONE -> {
                    tally.add(QueueFigure.ABANDONED, 1);
                    tally.add(QueueFigure.ABANDONED_WAIT, waited);
                }
                case TIMEOUT, MAX_WAIT -> tally.add(QueueFigure.TIMED_OUT, 1);
                case CALLED_BACK -> tally.add(QueueFigure.CALLED_BACK, 1);
                case ELSEWHERE, QUEUE_DELETED, AGENT_GONE, REMOVED, SERVER_STOPS ->
                    tally.add(QueueFigure.OTHERWISE_LEFT, 1);
            }
        }
    }

    @Override
    public void agentRefused(CallerChange change, AgentRefusal why) {
        synchronized (lock) {
            queue(change).add(QueueFigure.REFUSED, 1);
            change.agentId().ifPresent(id -> agent(change, id).add(AgentFigure.REFUSED, 1));
        }
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        synchronized (lock) {
            var tally = queue(change);
            tally.add(QueueFigure.TALKS, 1);
            tally.add(QueueFigure.TALK, talk.toMillis());
        }
    }

    private void count(CallerChange change, QueueFigure figure) {
        synchronized (lock) {
            queue(change).add(figure, 1);
        }
    }

    private Tally<QueueFigure> queue(CallerChange change) {
        return queue(change.applicationId(), change.queue(), change.at());
    }

    private Tally<QueueFigure> queue(String applicationId, String queue, Instant at) {
        soon();
        return tally(queues, new Row(applicationId, queue, Interval.of(at)), QueueFigure.class);
    }

    private Tally<AgentFigure> agent(CallerChange change, String agentId) {
        soon();
        return agent(change.applicationId(), agentId, Interval.of(change.at()));
    }

    private Tally<AgentFigure> agent(String applicationId, String agentId, Instant interval) {
        return tally(agents, new Row(applicationId, agentId, interval), AgentFigure.class);
    }

    private static <F extends Enum<F> & Figure> Tally<F> tally(Map<Row, Tally<F>> all, Row row, Class<F> figures) {
        if (all.size() >= MOST && !all.containsKey(row)) return new Tally<>(figures);
        return all.computeIfAbsent(row, _ -> new Tally<>(figures));
    }

    private void soon() {
        if (!alarmSet.compareAndSet(false, true)) return;
        try {
            timers.schedule(this::alarmed, GATHER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the last figures are written when the server closes", closing);
        }
    }

    private void alarmed() {
        alarmSet.set(false);
        begin(false);
    }

    /** @param all agents' times too, of whom nothing was heard */
    private void begin(boolean all) {
        // Whoever writes at this moment leaves something behind.
        if (!writing.compareAndSet(false, true)) {
            soon();
            return;
        }
        Thread.ofVirtual().name("queue-report").start(() -> {
            try {
                write(all);
                sweep();
            } finally {
                writing.set(false);
            }
        });
    }

    private void write(boolean all) {
        Map<Row, Tally<QueueFigure>> someQueues;
        Map<Row, Tally<AgentFigure>> someAgents;
        synchronized (lock) {
            var now = clock.instant();
            if (all) clocks.values().forEach(one -> one.until(now));
            if (queues.isEmpty() && agents.isEmpty()) return;
            someQueues = queues;
            someAgents = agents;
            queues = new HashMap<>();
            agents = new HashMap<>();
        }
        try {
            store.add(someQueues, someAgents);
            if (failing) LOG.info("figures of queues are written again");
            failing = false;
        } catch (RuntimeException away) {
            if (!failing) LOG.warn("figures of queues wait for the database: {}", away.toString());
            failing = true;
            synchronized (lock) {
                someQueues.forEach(
                        (row, tally) -> tally(queues, row, QueueFigure.class).add(tally));
                someAgents.forEach(
                        (row, tally) -> tally(agents, row, AgentFigure.class).add(tally));
            }
        }
    }

    /** Once in each interval. */
    private void sweep() {
        var interval = Interval.of(clock.instant());
        if (interval.equals(swept)) return;
        swept = interval;
        try {
            store.deleteBefore(interval.minus(keepFor));
        } catch (RuntimeException away) {
            LOG.warn("old figures of queues can not be deleted: {}", away.toString());
        }
    }

    /** Writes what there is. Nothing may be told any more. */
    @Override
    public void close() {
        timer.cancel(false);
        write(true);
    }
}
