package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Lease.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents on duty of one application, and to whom they are lent. Owned by the centre's lane. An agent has one lease at
 * most, and each lease ends: by its holder, by the agent, or at its deadline.
 */
final class Roster {

    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    /** Hears what becomes of leases. */
    interface Watcher {

        void answered(Lease lease);

        /** One that was not answered is over. */
        void ended(Lease lease, Optional<AgentRefusal> refusal);

        void talkOver(Lease lease, Duration talk);

        void offDuty(Agent agent);
    }

    private final CentreServices services;
    private final Agenda agenda;
    private final Watcher watcher;
    private final Map<String, Agent> agents = new TreeMap<>();
    private final Set<Agent> ready = new LinkedHashSet<>();
    private boolean freed;

    Roster(CentreServices services, Watcher watcher) {
        this.services = services;
        this.agenda = services.agenda();
        this.watcher = watcher;
    }

    Collection<Agent> all() {
        return agents.values();
    }

    /** Whether anybody has got ready since this was asked last. */
    boolean freed() {
        boolean was = freed;
        freed = false;
        return was;
    }

    /** Those in state 1. */
    Collection<Agent> ready() {
        return ready;
    }

    Optional<Agent> find(String agentId) {
        return Optional.ofNullable(agents.get(agentId));
    }

    /** @throws QueueRefused NOT_ON_DUTY, also when it is about to leave */
    Agent get(String agentId) {
        return find(agentId)
                .filter(agent -> !agent.leaving)
                .orElseThrow(() -> new QueueRefused(QueueError.NOT_ON_DUTY));
    }

    void onWork(AgentDuty duty) {
        var there = agents.get(duty.agentId());
        if (there != null) {
            if (!there.leaving) throw new QueueRefused(QueueError.ALREADY_ON_DUTY);
            back(there, duty);
            return;
        }
        if (agents.size() >= services.settings().maxAgents()) throw new QueueRefused(QueueError.TOO_MANY_AGENTS);
        var agent = new Agent(duty, agenda.now());
        agents.put(agent.id(), agent);
        move(agent, duty.ready() ? AgentEvent.ON_WORK_READY : AgentEvent.ON_WORK_PREPARING, Optional.empty());
        LOG.info("agent {} of {} is on duty", agent.id(), services.applicationId());
    }

    /** One that went off duty, and whose last talk goes on. */
    private void back(Agent agent, AgentDuty duty) {
        agent.duty = duty;
        agent.leaving = false;
        agent.priority = 0;
        agent.readyFor = Set.of();
        agent.afterTalk = duty.ready() ? AgentReadiness.of(agent.id(), true) : null;
        keep(agent);
    }

    /** As an earlier process left it; its call is gone. */
    void restore(CentreStore.OnDuty stored) {
        var agent = new Agent(stored.duty(), stored.onDutySince());
        agents.put(agent.id(), agent);
        agent.priority = stored.priority();
        agent.readyFor = stored.readyFor();
        agent.talks = stored.talks();
        agent.enter(stored.state(), AgentEvent.RESTARTED, agenda.now());
        agent.waitsSince(stored.readySince());
        switch (stored.state()) {
            case READY -> ready.add(agent);
            case PREPARING -> {}
            case LOCKED, TALKING, REFUSED -> {
                boolean again = stored.state() == AgentState.LOCKED && stored.ready();
                var event = again ? AgentEvent.WITHDRAWN_READY : AgentEvent.RESTARTED;
                change(agent, event, stored.callId(), stored.queue(), stored.customer());
                keep(agent);
            }
        }
        var left = stored.state() == AgentState.TALKING
                ? stored.readyAfter()
                : stored.readyAt().map(at -> Duration.between(agenda.now(), at));
        left.filter(_ -> agent.is(AgentState.PREPARING)).ifPresent(time -> wrapUp(agent, time, true));
        // It was told to be so after its talk.
        if (stored.ready() && agent.is(AgentState.PREPARING)) move(agent, AgentEvent.MADE_READY, Optional.empty());
        services.observer().agentRestored(services.applicationId(), agent.status());
    }

    /** @param queues it leaves; empty: all */
    void offWork(String agentId, Optional<String> number, Set<String> queues) {
        var agent = get(agentId);
        if (number.isPresent() && !number.get().equals(agent.duty.number())) {
            throw new QueueRefused(QueueError.OTHER_NUMBER);
        }
        if (!agent.duty.skills().keySet().containsAll(queues)) throw new QueueRefused(QueueError.NOT_OF_QUEUE);
        if (!queues.isEmpty() && queues.size() < agent.duty.skills().size()) {
            leaveQueues(agent, queues);
            return;
        }
        if (agent.is(AgentState.TALKING)) {
            agent.leaving = true;
            services.store().removeAgent(services.applicationId(), agent.id());
            return;
        }
        if (agent.lease != null) withdraw(agent.lease);
        remove(agent);
    }

    /** They are not its queues any more; it stays on duty. */
    void leaveQueues(Agent agent, Set<String> queues) {
        boolean some = !agent.readyFor.isEmpty();
        agent.duty = agent.duty.without(queues);
        agent.readyFor = new HashSet<>(agent.readyFor);
        agent.readyFor.removeAll(queues);
        var lease = agent.lease;
        if (lease != null && lease.phase == Phase.RINGING && queues.contains(lease.queue())) withdraw(lease);
        // Empty would mean all that are left.
        if (some && agent.readyFor.isEmpty() && agent.is(AgentState.READY)) {
            move(agent, AgentEvent.MADE_PREPARING, Optional.empty());
        }
        keep(agent);
    }

    private void remove(Agent agent) {
        agents.remove(agent.id());
        ready.remove(agent);
        calm(agent);
        services.store().removeAgent(services.applicationId(), agent.id());
        services.observer().agentOffDuty(services.applicationId(), agent.id(), agenda.now());
        LOG.info("agent {} of {} is off duty", agent.id(), services.applicationId());
        watcher.offDuty(agent);
    }

    void ready(AgentReadiness wish) {
        var agent = get(wish.agentId());
        if (!agent.duty.skills().keySet().containsAll(wish.queues())) {
            throw new QueueRefused(QueueError.NOT_OF_QUEUE);
        }
        if (agent.is(AgentState.LOCKED) || agent.is(AgentState.TALKING)) {
            if (!wish.force()) throw new QueueRefused(QueueError.IN_A_CALL);
            if (agent.is(AgentState.TALKING)) {
                agent.afterTalk = wish;
                keep(agent);
                return;
            }
            withdraw(agent.lease);
        } else if (agent.is(AgentState.READY) && wish.ready() && !wish.force()) {
            throw new QueueRefused(QueueError.ALREADY_READY);
        }
        become(agent, wish);
    }

    private void become(Agent agent, AgentReadiness wish) {
        calm(agent);
        agent.priority = wish.ready() ? wish.priority() : 0;
        agent.readyFor = wish.ready() ? wish.queues() : Set.of();
        if (wish.ready() != agent.is(AgentState.READY)) {
            move(agent, wish.ready() ? AgentEvent.MADE_READY : AgentEvent.MADE_PREPARING, Optional.empty());
        } else {
            keep(agent);
        }
    }

    /** Lends an agent in state 0 or 1 to a call. */
    Lease lend(Agent agent, LeaseHolder holder, Optional<Visit> visit, String queue, QueuePlan.Serving serving) {
        var lease = new Lease(services.gate(), this, agent, holder, visit, queue, serving, agent.readyAt());
        calm(agent);
        agent.lease = lease;
        due(lease, lease.terms().ringTime().plus(services.settings().ringGrace()));
        move(agent, AgentEvent.OFFERED, Optional.of(lease));
        return lease;
    }

    /** @throws QueueRefused NOT_ON_DUTY, IN_A_CALL, NOT_READY */
    Lease claim(AgentClaim claim, LeaseHolder holder, QueuePlan.Serving serving) {
        var agent = get(claim.agentId());
        if (agent.lease != null) throw new QueueRefused(QueueError.IN_A_CALL);
        if (!claim.preparingToo() && !agent.is(AgentState.READY)) throw new QueueRefused(QueueError.NOT_READY);
        return lend(agent, holder, Optional.empty(), claim.queue(), serving);
    }

    /** Keeps a ready agent for a place until it is taken, or for a time. */
    void keepFor(Agent agent, String place, Duration time) {
        agent.keptFor = place;
        agent.keptUntil = agenda.after(time, () -> forget(agent));
    }

    /** No agent is kept for this place any more. */
    void release(String place) {
        agents.values().stream()
                .filter(agent -> place.equals(agent.keptFor))
                .findFirst()
                .ifPresent(this::forget);
    }

    private void forget(Agent agent) {
        agent.keptFor = null;
        if (agent.keptUntil != null) agent.keptUntil.cancel();
        agent.keptUntil = null;
    }

    /** Nothing is to happen to it by itself. */
    private void calm(Agent agent) {
        forget(agent);
        if (agent.wrapUp != null) agent.wrapUp.cancel();
        agent.wrapUp = null;
    }

    boolean answered(Lease lease) {
        if (lease.phase != Phase.RINGING) return lease.phase == Phase.TALKING;
        lease.phase = Phase.TALKING;
        lease.answeredAt = agenda.now();
        lease.agent().talks++;
        due(lease, services.settings().look());
        move(lease.agent(), AgentEvent.ANSWERED, Optional.of(lease));
        watcher.answered(lease);
        return true;
    }

    void refused(Lease lease, AgentRefusal why) {
        if (lease.phase == Phase.TALKING) over(lease);
        if (lease.phase == Phase.OVER) return;
        var agent = end(lease);
        move(agent, AgentEvent.REFUSED, Optional.of(lease));
        move(agent, AgentEvent.AFTER_REFUSAL, Optional.of(lease));
        watcher.ended(lease, Optional.of(why));
    }

    /** Its holder wants it no more. */
    void over(Lease lease) {
        switch (lease.phase) {
            case OVER -> {}
            case RINGING -> giveBack(lease);
            case TALKING -> {
                var agent = end(lease);
                move(agent, AgentEvent.TALK_OVER, Optional.of(lease));
                watcher.talkOver(lease, lease.talked(agenda.now()));
                afterTalk(agent, lease);
            }
        }
    }

    private void afterTalk(Agent agent, Lease lease) {
        if (agent.leaving) {
            remove(agent);
            return;
        }
        var wish = agent.afterTalk;
        agent.afterTalk = null;
        if (wish != null) {
            become(agent, wish);
        } else {
            wrapUp(agent, lease.terms().wrapUp(), lease.autoReady());
        }
    }

    /** It is left alone for a time. */
    private void wrapUp(Agent agent, Duration time, boolean autoReady) {
        agent.autoReady = autoReady;
        if (time.isPositive()) {
            agent.wrapUp = agenda.after(time, () -> wrappedUp(agent));
            if (autoReady) keep(agent);
        } else {
            wrappedUp(agent);
        }
    }

    private void wrappedUp(Agent agent) {
        agent.wrapUp = null;
        if (agent.autoReady) move(agent, AgentEvent.WRAPPED_UP, Optional.empty());
    }

    /** As if it had never been lent. */
    private void giveBack(Lease lease) {
        var readyAt = lease.readyAt();
        var agent = end(lease);
        var event = lease.wasReady() ? AgentEvent.WITHDRAWN_READY : AgentEvent.WITHDRAWN_PREPARING;
        move(agent, event, Optional.of(lease));
        readyAt.ifPresent(at -> wrapUp(agent, Duration.between(agenda.now(), at), true));
        watcher.ended(lease, Optional.empty());
    }

    /** The same, and its holder did not want it so. */
    void withdraw(Lease lease) {
        if (lease.phase != Phase.RINGING) return;
        giveBack(lease);
        lease.tellWithdrawn();
    }

    private void expired(Lease lease) {
        if (lease.phase == Phase.RINGING) {
            refused(lease, AgentRefusal.NO_ANSWER);
            lease.tellWithdrawn();
        } else if (lease.holder().alive()) {
            due(lease, services.settings().look());
        } else {
            LOG.warn("agent {}: call {} ended without a word; the agent is free", lease.agentId(), lease.callId());
            over(lease);
            lease.tellWithdrawn();
        }
    }

    private void due(Lease lease, Duration time) {
        if (lease.due != null) lease.due.cancel();
        Instant until = agenda.now().plus(time);
        lease.until(until);
        lease.due = agenda.at(until, () -> expired(lease));
    }

    private static Agent end(Lease lease) {
        lease.phase = Phase.OVER;
        if (lease.due != null) lease.due.cancel();
        lease.agent().lease = null;
        return lease.agent();
    }

    private void move(Agent agent, AgentEvent event, Optional<Lease> about) {
        change(
                agent,
                event,
                about.map(Lease::callId),
                about.map(Lease::queue).filter(queue -> !queue.isEmpty()),
                about.map(Lease::customer));
        keep(agent);
    }

    private void change(
            Agent agent, AgentEvent event, Optional<String> callId, Optional<String> queue, Optional<String> customer) {
        var before = agent.before();
        var next = AgentCycle.next(before, event);
        agent.enter(next, event, agenda.now());
        if (next == AgentState.READY) freed |= ready.add(agent);
        else ready.remove(agent);
        services.observer()
                .agentChanged(new AgentChange(
                        services.applicationId(),
                        agent.id(),
                        before,
                        next,
                        callId,
                        queue,
                        customer,
                        event,
                        agenda.now()));
    }

    private void keep(Agent agent) {
        if (!agent.leaving) services.store().put(services.applicationId(), agent.kept());
    }

    List<AgentStatus> status() {
        return agents.values().stream().map(Agent::status).toList();
    }
}
