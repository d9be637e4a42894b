package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A call centre without threads: time moves when a test says so, and everything is told at once. */
final class CentreBench implements CentreObserver, Gate {

    Instant now = Instant.parse("2026-01-05T09:00:00Z");
    /** Places whose turn it is, and what became of others. */
    final SampleCallBacks backs = new SampleCallBacks();

    final Switchboard board = new Switchboard(
            "app",
            CentreSettings.defaults(ZoneOffset.UTC),
            () -> now,
            this,
            this,
            CentreStore.NONE,
            () -> Optional.of(backs));

    /** {@code 1001:2}: each state that an agent came into. */
    final List<String> states = new ArrayList<>();

    final List<AgentChange> changes = new ArrayList<>();
    /** {@code a HUNG_UP}: whose waiting ended how. */
    final List<String> exits = new ArrayList<>();

    final List<AgentRefusal> refusals = new ArrayList<>();
    final List<Duration> talks = new ArrayList<>();

    private int calls;

    @Override
    public <T> T run(Supplier<T> step) {
        return board.run(step);
    }

    /** Moves time on, doing what is due on the way. */
    void advance(int seconds) {
        Instant target = now.plusSeconds(seconds);
        for (var next = board.agenda().next(); next.isPresent() && !next.get().isAfter(target); ) {
            now = next.get();
            board.tick();
            next = board.agenda().next();
        }
        now = target;
    }

    CentreBench agent(String id, boolean ready, String... queues) {
        var skills = new LinkedHashMap<String, Integer>();
        for (var queue : queues) skills.put(queue, AgentDuty.USUAL_LEVEL);
        if (queues.length == 0) skills.put("0", AgentDuty.USUAL_LEVEL);
        return duty(new AgentDuty(id, "8" + id, skills, ready, Optional.empty(), Optional.empty(), false));
    }

    CentreBench duty(AgentDuty duty) {
        step(() -> board.onWork(duty));
        return this;
    }

    void ready(String id) {
        ready(AgentReadiness.of(id, true));
    }

    void ready(AgentReadiness readiness) {
        step(() -> board.roster().ready(readiness));
    }

    void offWork(String id, String... queues) {
        step(() -> board.roster().offWork(id, Optional.empty(), Set.of(queues)));
    }

    CentreBench queue(String id, UnaryOperator<QueuePlan> settings) {
        if (id.equals("0")) step(() -> board.modifyQueue(id, settings));
        else step(() -> board.createQueue(settings.apply(QueuePlan.usual(id))));
        return this;
    }

    CentreBench serving(String id, UnaryOperator<QueuePlan.Serving> settings) {
        return queue(id, plan -> plan.with(settings.apply(plan.serving())));
    }

    static QueuePlan.Serving strategy(QueuePlan.Serving is, Strategy strategy) {
        return new QueuePlan.Serving(strategy, is.ringTime(), is.wrapUp(), is.autoReady(), is.whisper(), is.record());
    }

    CentreBench strategy(String id, Strategy strategy) {
        return serving(id, is -> strategy(is, strategy));
    }

    /** A call of its own. */
    static SampleCaller caller(String id) {
        return new SampleCaller(id, "1390000" + id.hashCode() % 10_000);
    }

    /** Of one who waits on in queue 0. */
    static QueueWish since(Instant entered) {
        return new QueueWish("0", 0, Optional.empty(), 0, Optional.of(entered), Optional.empty());
    }

    SampleCaller enters(String id, String queue) {
        var caller = caller(id);
        enter(QueueWish.of(queue), caller);
        return caller;
    }

    QueueTicket enter(QueueWish wish, QueueCaller caller) {
        calls++;
        return run(() -> board.floor().enter(wish, caller));
    }

    int calls() {
        return calls;
    }

    String state(String id) {
        return run(() -> board.agent(id)).map(agent -> agent.state().name()).orElse("OFF");
    }

    /** What was told of an agent since the last look. */
    List<String> told() {
        var list = List.copyOf(states);
        states.clear();
        return list;
    }

    @Override
    public void agentChanged(AgentChange change) {
        changes.add(change);
        states.add(change.agentId() + ":" + change.state().number());
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        exits.add(change.callId() + " " + how);
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        talks.add(talk);
    }

    @Override
    public void agentRefused(CallerChange change, AgentRefusal why) {
        refusals.add(why);
    }
}
