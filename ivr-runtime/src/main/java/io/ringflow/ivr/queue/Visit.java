package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One caller's waiting, from entering on to the end of the talk. Its state is the lane's, and only {@link Floor} changes it. */
final class Visit implements QueueTicket {

    /** Who has a higher priority, then who has waited for longer. */
    static final Comparator<Visit> ORDER = Comparator.comparingInt((Visit visit) -> -visit.priority)
            .thenComparing(visit -> visit.enteredAt)
            .thenComparingLong(visit -> visit.number);

    enum Stage {
        WAITING,
        /** Hung up, and keeps its place. */
        HELD,
        TALKING,
        OVER
    }

    private final Gate gate;
    private final Floor floor;
    private final QueueWish wish;
    private final QueueCaller caller;
    private final String callId;
    private final String customer;
    private final Instant enteredAt;
    private final long number;

    Stage stage = Stage.WAITING;
    String queue;
    int priority;
    final Map<String, Lease> offers = new LinkedHashMap<>();
    final Set<String> refusedBy = new HashSet<>();
    final Set<String> visited = new HashSet<>();

    @Nullable
    Lease talk;

    /** What is to happen as soon as no agent is being called for it. */
    @Nullable
    Runnable overdue;

    /** The agent it waits for until then, before any will do. */
    Optional<String> preferred = Optional.empty();

    Instant preferredUntil = Instant.MIN;

    private final List<Agenda.Due> dues = new ArrayList<>();
    private final Optional<HeldPlace> place;

    /** @param number in order of entering */
    Visit(Gate gate, Floor floor, QueueWish wish, QueueCaller caller, String queue, Instant now, long number) {
        this(gate, floor, wish, caller, queue, now, number, Optional.empty());
    }

    /** Of one who has hung up. */
    Visit(Gate gate, Floor floor, HeldPlace place, long number) {
        this(
                gate,
                floor,
                place.wish().anew(),
                new GoneCaller(place.callId(), place.number()),
                place.queue(),
                place.enteredAt(),
                number,
                Optional.of(place));
        stage = Stage.HELD;
    }

    private Visit(
            Gate gate,
            Floor floor,
            QueueWish wish,
            QueueCaller caller,
            String queue,
            Instant now,
            long number,
            Optional<HeldPlace> place) {
        this.gate = gate;
        this.floor = floor;
        this.wish = wish;
        this.caller = caller;
        this.callId = caller.callId();
        this.customer = caller.number();
        this.queue = queue;
        this.priority = wish.priority();
        this.enteredAt = wish.enteredAt().orElse(now);
        this.number = number;
        this.place = place;
    }

    QueueWish wish() {
        return wish;
    }

    QueueCaller caller() {
        return caller;
    }

    String callId() {
        return callId;
    }

    String customer() {
        return customer;
    }

    long number() {
        return number;
    }

    /** What it keeps, with the priority that it has now; empty: it waits itself. */
    Optional<HeldPlace> held() {
        return place.map(kept -> kept.prioritised(priority));
    }

    Instant enteredAt() {
        return enteredAt;
    }

    boolean waits() {
        return stage == Stage.WAITING || stage == Stage.HELD;
    }

    void remember(Agenda.Due due) {
        dues.add(due);
    }

    void crossOut() {
        dues.forEach(Agenda.Due::cancel);
        dues.clear();
    }

    /** Whether this agent may have it. */
    boolean suits(Agent agent, Instant now) {
        if (agent.keptFor != null && !agent.keptFor.equals(wish.heldPlace().orElse(null))) return false;
        if (wish.agentId().isPresent()) return wish.agentId().get().equals(agent.id());
        if (!agent.serves(queue) || agent.level(queue) < wish.leastLevel()) return false;
        return preferred.isEmpty()
                || !now.isBefore(preferredUntil)
                || preferred.get().equals(agent.id());
    }

    @Override
    public QueuePlace place() {
        return gate.run(() -> floor.view().of(this));
    }

    @Override
    public void renew() {
        gate.step(() -> floor.announce(this));
    }

    @Override
    public void leave(QueueLeave why) {
        gate.step(() -> floor.leave(this, QueueExit.valueOf(why.name())));
    }

    @Override
    public boolean hold(CallBackOrder order) {
        boolean held = gate.run(() -> floor.held().hold(this, order));
        // It is hung up now, and told that it will be called.
        if (held) gate.written();
        return held;
    }

    @Override
    public void close() {
        gate.step(() -> floor.close(this));
    }
}
