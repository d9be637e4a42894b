package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Visit.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The callers who wait, and what becomes of them. Owned by the centre's lane. */
final class Floor implements Roster.Watcher {

    private static final Logger LOG = LoggerFactory.getLogger(Floor.class);

    private final CentreServices services;
    private final Agenda agenda;
    private final Lines lines;
    private final Roster roster;
    private final TreeSet<Visit> waiting = new TreeSet<>(Visit.ORDER);
    private final Map<String, Visit> byCall = new HashMap<>();
    private final HeldPlaces held;
    private final FloorView view;

    private Agenda.@Nullable Due look;
    private long entered;

    Floor(CentreServices services, Lines lines, Supplier<Optional<CallBacks>> callBacks) {
        this.services = services;
        this.agenda = services.agenda();
        this.lines = lines;
        this.roster = new Roster(services, this);
        this.held = new HeldPlaces(services, this, roster, callBacks);
        this.view = new FloorView(lines, roster);
    }

    FloorView view() {
        return view;
    }

    HeldPlaces held() {
        return held;
    }

    Roster roster() {
        return roster;
    }

    Visit enter(QueueWish wish, QueueCaller caller) {
        if (byCall.containsKey(caller.callId())) throw new QueueRefused(QueueError.ALREADY_WAITING);
        var wanted = lines.get(wish.queue());
        boolean admitted = wish.admitted();
        if (!admitted && !lines.open(wanted)) {
            throw new QueueRefused(QueueError.OFF_WORK, wanted.plan.offWorkPrompt());
        }
        wish.agentId().ifPresent(roster::get);
        var line = admitted || !wanted.full() ? wanted : overflow(wanted, Set.of(wanted.id()));
        if (line == null) throw new QueueRefused(QueueError.QUEUE_FULL);
        wish.heldPlace().ifPresent(held::taken);
        var visit = new Visit(services.gate(), this, wish, caller, line.id(), agenda.now(), nextNumber());
        visit.visited.add(wanted.id());
        byCall.put(visit.callId(), visit);
        join(visit, line);
        look();
        services.observer().callerEntered(change(visit, Optional.empty()));
        if (line != wanted) tell(visit, () -> caller.moved(line.id()));
        return visit;
    }

    /** In order of entering. */
    long nextNumber() {
        return ++entered;
    }

    /** Lets one wait, who is not told of its place. */
    void add(Visit visit) {
        byCall.put(visit.callId(), visit);
        lines.get(visit.queue).order.add(visit);
        waiting.add(visit);
    }

    boolean has(String queue) {
        return lines.find(queue).isPresent();
    }

    private void join(Visit visit, Line line) {
        visit.queue = line.id();
        visit.visited.add(line.id());
        line.order.add(visit);
        waiting.add(visit);
        prefer(visit, line);
        var limits = line.plan.limits();
        if (limits.maxWait().isPositive()) {
            visit.remember(agenda.after(limits.maxWait(), () -> overdue(visit, () -> expel(visit, QueueEnd.MAX_WAIT))));
        }
        if (limits.overflow().isPresent()) {
            visit.remember(agenda.after(limits.overflowAfter(), () -> {
                if (visit.overdue == null) overdue(visit, () -> overflow(visit));
            }));
        }
        var announcing = line.plan.announcing();
        if (announcing.first().isPositive()) announceAfter(visit, announcing.first(), announcing.every());
    }

    private void prefer(Visit visit, Line line) {
        visit.preferred = Optional.empty();
        // Some agent has been kept for it, or will do.
        if (visit.wish().heldPlace().isPresent()) return;
        var now = agenda.now();
        var last = line.lastAgentOf(visit.customer(), now)
                .filter(id ->
                        roster.find(id).filter(agent -> agent.serves(line.id())).isPresent());
        if (last.isEmpty()) return;
        visit.preferred = last;
        visit.preferredUntil = now.plus(line.plan.sticky().patience());
        // Any agent will do then: that it is then is enough.
        visit.remember(agenda.at(visit.preferredUntil, () -> {}));
    }

    private void announceAfter(Visit visit, Duration time, Duration every) {
        visit.remember(agenda.after(time, () -> {
            if (visit.offers.isEmpty()) announce(visit);
            if (every.isPositive()) announceAfter(visit, every, every);
        }));
    }

    /** Nobody says so when a call's thread has died: all are looked at, for as long as anybody waits. */
    private void look() {
        if (look != null) return;
        look = agenda.after(services.settings().look(), () -> {
            look = null;
            inOrder().stream().filter(Floor::gone).forEach(visit -> expel(visit, QueueEnd.CALL_GONE));
            if (!waiting.isEmpty()) look();
        });
    }

    /** At once, or when no agent is being called for it. */
    void overdue(Visit visit, Runnable step) {
        if (visit.offers.isEmpty()) step.run();
        else visit.overdue = step;
    }

    private void overflow(Visit visit) {
        var from = lines.get(visit.queue);
        var to = overflow(from, visit.visited);
        if (to != null) move(visit, from, to);
    }

    void move(Visit visit, Line from, Line to) {
        from.order.remove(visit);
        visit.crossOut();
        join(visit, to);
        services.observer().callerMoved(change(visit, Optional.empty()), from.id());
        LOG.info("call {} waits in queue {}, no longer in {}", visit.callId(), to.id(), from.id());
        tell(visit, () -> visit.caller().moved(to.id()));
    }

    /** Where callers of a queue go on waiting; null: they stay. */
    private @Nullable Line overflow(Line from, Set<String> visited) {
        return from.plan
                .limits()
                .overflow()
                .filter(Predicate.not(visited::contains))
                .flatMap(lines::find)
                .filter(line -> !line.full() && lines.open(line))
                .orElse(null);
    }

    /** In the order they are to be served, of all queues. */
    List<Visit> inOrder() {
        return List.copyOf(waiting);
    }

    /** Gives it an agent, or all, if there is any for it. */
    void serve(Visit visit) {
        if (visit.stage == Stage.HELD && !held.due()) return;
        var now = agenda.now();
        var able =
                roster.ready().stream().filter(agent -> visit.suits(agent, now)).toList();
        if (able.isEmpty()) return;
        if (gone(visit)) {
            expel(visit, QueueEnd.CALL_GONE);
            return;
        }
        var line = lines.get(visit.queue);
        var strategy = line.plan.serving().strategy();
        int ringing = visit.offers.size();
        var chosen = Distribution.choose(strategy, able, ringing, visit.refusedBy, line.id(), line.lastAgent);
        if (chosen.isEmpty()) return;
        line.lastAgent = chosen.getLast().id();
        if (strategy == Strategy.ROUND_ROBIN) lines.learned(line);
        if (visit.stage == Stage.HELD) held.callBack(visit, chosen.getFirst(), line);
        else chosen.forEach(agent -> offer(visit, agent, line));
    }

    /** Whether more agents may be called for one for whom some are being called. */
    boolean ringsAll(Visit visit) {
        return visit.stage == Stage.WAITING
                && lines.get(visit.queue).plan.serving().strategy() == Strategy.RING_ALL;
    }

    private void offer(Visit visit, Agent agent, Line line) {
        if (visit.stage != Stage.WAITING) return;
        var lease = roster.lend(agent, visit.caller(), Optional.of(visit), line.id(), line.plan.serving());
        visit.offers.put(agent.id(), lease);
        services.observer().callerOffered(change(visit, Optional.of(agent.id())));
        tell(visit, () -> visit.caller().offered(lease));
    }

    void leave(Visit visit, QueueExit how) {
        if (visit.stage == Stage.WAITING) out(visit, how, false);
    }

    void close(Visit visit) {
        leave(visit, QueueExit.HUNG_UP);
        if (visit.talk != null) roster.over(visit.talk);
    }

    void expel(Visit visit, QueueEnd why) {
        if (!visit.waits()) return;
        var place = visit.held();
        out(visit, QueueExit.valueOf(why.name()), true);
        LOG.info("call {} waits no more: {}", visit.callId(), why);
        place.ifPresent(kept -> held.over(visit, kept, why));
        tell(visit, () -> visit.caller().expelled(why));
    }

    /** All but those who have hung up: the next server calls them. */
    void expelAll(QueueEnd why) {
        inOrder().stream().filter(visit -> visit.stage == Stage.WAITING).forEach(visit -> expel(visit, why));
    }

    void out(Visit visit, QueueExit how) {
        out(visit, how, false);
    }

    /** @param told whether the call hears of agents that are to be hung up */
    private void out(Visit visit, QueueExit how, boolean told) {
        visit.stage = Stage.OVER;
        forget(visit);
        var offers = List.copyOf(visit.offers.values());
        visit.offers.clear();
        if (told) offers.forEach(roster::withdraw);
        else offers.forEach(roster::over);
        services.observer().callerLeft(change(visit, Optional.empty()), how);
    }

    /** It waits no more. */
    void forget(Visit visit) {
        waiting.remove(visit);
        lines.find(visit.queue).ifPresent(line -> line.order.remove(visit));
        byCall.remove(visit.callId(), visit);
        visit.crossOut();
        visit.overdue = null;
        if (look == null || !waiting.isEmpty()) return;
        look.cancel();
        look = null;
    }

    Optional<Visit> find(String callId) {
        return Optional.ofNullable(byCall.get(callId));
    }

    void prioritise(Visit visit, int priority) {
        var line = lines.get(visit.queue);
        waiting.remove(visit);
        line.order.remove(visit);
        visit.priority = priority;
        waiting.add(visit);
        line.order.add(visit);
        held.prioritised(visit);
    }

    void announce(Visit visit) {
        if (visit.stage == Stage.WAITING) tell(visit, () -> visit.caller().placed(view.of(visit)));
    }

    @Override
    public void answered(Lease lease) {
        if (lease.visit().isEmpty()) return;
        var visit = lease.visit().get();
        visit.stage = Stage.TALKING;
        visit.talk = lease;
        forget(visit);
        var others = List.copyOf(visit.offers.values());
        visit.offers.clear();
        others.forEach(other -> {
            if (other != lease) roster.withdraw(other);
        });
        services.observer().callerLeft(change(visit, Optional.of(lease.agentId())), QueueExit.ANSWERED);
    }

    @Override
    public void ended(Lease lease, Optional<AgentRefusal> refusal) {
        if (lease.visit().isEmpty()) return;
        var visit = lease.visit().get();
        visit.offers.remove(lease.agentId(), lease);
        refusal.ifPresent(why -> {
            visit.refusedBy.add(lease.agentId());
            services.observer().agentRefused(change(visit, Optional.of(lease.agentId())), why);
        });
        var step = visit.overdue;
        if (step == null || !visit.waits() || !visit.offers.isEmpty()) return;
        visit.overdue = null;
        step.run();
    }

    @Override
    public void talkOver(Lease lease, Duration talk) {
        var change = new CallerChange(
                services.applicationId(),
                lease.queue(),
                lease.callId(),
                lease.customer(),
                lease.visit().map(visit -> visit.priority).orElse(0),
                lease.visit().map(Visit::enteredAt).orElse(lease.answeredAt),
                Optional.of(lease.agentId()),
                agenda.now());
        services.observer().talkOver(change, talk);
        if (lease.visit().isEmpty()) return;
        var visit = lease.visit().get();
        visit.stage = Stage.OVER;
        visit.talk = null;
        var cycle = talk.plus(lease.terms().wrapUp());
        if (lease.unheard) return;
        lines.find(lease.queue()).ifPresent(line -> lines.talked(line, visit.customer(), lease.agentId(), cycle));
    }

    @Override
    public void offDuty(Agent agent) {
        for (var visit : inOrder()) {
            if (visit.wish().agentId().filter(agent.id()::equals).isPresent()) expel(visit, QueueEnd.AGENT_GONE);
        }
    }

    CallerChange change(Visit visit, Optional<String> agentId) {
        return new CallerChange(
                services.applicationId(),
                visit.queue,
                visit.callId(),
                visit.customer(),
                visit.priority,
                visit.enteredAt(),
                agentId,
                agenda.now());
    }

    private static boolean gone(Visit visit) {
        return visit.stage == Stage.WAITING && !visit.caller().alive();
    }

    /** What a call can't be told is left to its deadlines. */
    static void tell(Visit visit, Runnable message) {
        try {
            message.run();
        } catch (RuntimeException bug) {
            LOG.error("call {} could not be told of its place", visit.callId(), bug);
        }
    }
}
