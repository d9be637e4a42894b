package io.ringflow.ivr.queue;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The queues, agents and waiting callers of one application, and who gets whom. Owned by the centre's lane, and without
 * threads or timers: each change is a {@link #run step}, after which whoever can be served is.
 */
final class Switchboard {

    private final CentreServices services;
    private final Agenda agenda;
    private final Lines lines;
    private final Floor floor;
    private final Roster roster;
    private final FloorOrders orders;

    /**
     * @param gate the way back in for tickets and leases: it must end in {@link #run}
     * @param callBacks empty while nobody may be called
     */
    Switchboard(
            String applicationId,
            CentreSettings settings,
            InstantSource clock,
            Gate gate,
            CentreObserver observer,
            CentreStore store,
            Supplier<Optional<CallBacks>> callBacks) {
        agenda = new Agenda(clock);
        services = new CentreServices(applicationId, settings, agenda, gate, observer, store);
        lines = new Lines(services);
        floor = new Floor(services, lines, callBacks);
        roster = floor.roster();
        orders = new FloorOrders(floor, lines);
    }

    /** One thing that happens. What is due by now has happened before. */
    <T> T run(Supplier<T> step) {
        tick();
        try {
            return step.get();
        } catch (QueueRefused refused) {
            services.observer().refused(services.applicationId(), refused.error());
            throw refused;
        } finally {
            dispatch();
        }
    }

    /** Does what is due. */
    void tick() {
        while (agenda.runDue()) dispatch();
    }

    Agenda agenda() {
        return agenda;
    }

    Roster roster() {
        return roster;
    }

    Floor floor() {
        return floor;
    }

    FloorOrders orders() {
        return orders;
    }

    private void dispatch() {
        boolean done = false;
        // A call that is found to be gone gives back the agents that rang for it: then from the top.
        while (!done) done = pass();
    }

    private boolean pass() {
        roster.freed();
        var served = served();
        for (var visit : waiting()) {
            if (roster.ready().isEmpty()) return true;
            if (visit.waits() && visit.offers.isEmpty() && mayBeServed(visit, served)) floor.serve(visit);
            if (roster.freed()) return false;
        }
        // Whom nobody is called for comes first.
        for (var visit : waiting()) {
            if (mayBeServed(visit, served) && floor.ringsAll(visit)) floor.serve(visit);
            if (roster.freed()) return false;
        }
        return true;
    }

    /** Queues that some ready agent serves. */
    private Set<String> served() {
        var queues = new HashSet<String>();
        roster.ready().forEach(agent -> agent.queuesInto(queues));
        return queues;
    }

    /** Who waits where nobody is ready is passed over without a look at each agent: there may be hundreds of both. */
    private boolean mayBeServed(Visit visit, Set<String> served) {
        var wanted = visit.wish().agentId();
        if (wanted.isEmpty()) return served.contains(visit.queue);
        return roster.find(wanted.get())
                .filter(agent -> agent.is(AgentState.READY))
                .isPresent();
    }

    /** In order; nobody where nobody is ready. */
    private List<Visit> waiting() {
        return roster.ready().isEmpty() ? List.of() : floor.inOrder();
    }

    void restore(CentreStore.Shelf shelf) {
        shelf.queues().forEach(lines::restore);
        shelf.memories().forEach(lines::restore);
        shelf.lastTalks().forEach(lines::restore);
        shelf.agents().forEach(roster::restore);
        shelf.places().forEach(floor.held()::restore);
    }

    QueueTicket enter(QueueWish wish, QueueCaller caller) {
        return floor.enter(wish, caller);
    }

    AgentLease claim(AgentClaim claim, LeaseHolder holder) {
        var queue = claim.queue().isEmpty() ? QueueType.DEFAULT : claim.queue();
        return roster.claim(claim, holder, lines.get(queue).plan.serving());
    }

    void onWork(AgentDuty duty) {
        duty.skills().keySet().forEach(lines::get);
        roster.onWork(duty);
    }

    void offWork(String agentId, Optional<String> number, Set<String> queues) {
        roster.offWork(agentId, number, queues);
    }

    void ready(AgentReadiness readiness) {
        roster.ready(readiness);
    }

    Optional<AgentStatus> agent(String agentId) {
        return roster.find(agentId).map(Agent::status);
    }

    List<QueueStatus> queues() {
        return lines.all().stream().map(floor.view()::of).toList();
    }

    Optional<QueueStatus> queue(String id) {
        return lines.find(id).map(floor.view()::of);
    }

    void createQueue(QueuePlan plan) {
        lines.create(plan);
    }

    void modifyQueue(String id, UnaryOperator<QueuePlan> change) {
        var line = lines.get(id);
        lines.change(line, change.apply(line.plan));
    }

    void deleteQueue(String id) {
        var line = lines.get(id);
        if (id.equals(QueueType.DEFAULT)) throw new QueueRefused(QueueError.DEFAULT_QUEUE);
        List.copyOf(line.order).forEach(visit -> floor.expel(visit, QueueEnd.QUEUE_DELETED));
        lines.remove(line);
        for (var agent : List.copyOf(roster.all())) {
            if (agent.duty.skills().containsKey(id)) roster.leaveQueues(agent, Set.of(id));
        }
    }
}
