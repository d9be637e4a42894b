package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An agent on duty. Owned by the centre's lane; only {@link Roster} changes it. */
final class Agent {

    private final String id;
    private final Instant onDutySince;

    AgentDuty duty;
    int priority;
    Set<String> readyFor = Set.of();
    int talks;
    /** The call that it is lent to. */
    @Nullable
    Lease lease;
    /** Off duty as soon as the talk is over. */
    boolean leaving;
    /** What it is to be after the talk. */
    @Nullable
    AgentReadiness afterTalk;
    /** While it is left alone. */
    Agenda.@Nullable Due wrapUp;
    /** Whether it is ready by itself after that. */
    boolean autoReady;
    /** The place that it is kept for while somebody is called back. */
    @Nullable
    String keptFor;

    Agenda.@Nullable Due keptUntil;

    private @Nullable AgentState state;
    private Instant since;
    private Instant readySince;

    Agent(AgentDuty duty, Instant now) {
        this.id = duty.agentId();
        this.duty = duty;
        this.onDutySince = now;
        this.since = now;
        this.readySince = now;
    }

    String id() {
        return id;
    }

    Instant onDutySince() {
        return onDutySince;
    }

    Optional<AgentState> before() {
        return Optional.ofNullable(state);
    }

    boolean is(AgentState asked) {
        return state == asked;
    }

    /** Since when it has been ready; an offer that was withdrawn does not count. */
    Instant readySince() {
        return readySince;
    }

    void enter(AgentState next, AgentEvent why, Instant now) {
        state = next;
        since = now;
        if (next == AgentState.READY && why != AgentEvent.WITHDRAWN_READY) readySince = now;
    }

    /** It had its turn before the server was started. */
    void waitsSince(Instant then) {
        readySince = then;
    }

    /** When it is ready by itself; empty: never. */
    Optional<Instant> readyAt() {
        return Optional.ofNullable(wrapUp).filter(_ -> autoReady).map(Agenda.Due::at);
    }

    boolean serves(String queue) {
        return duty.skills().containsKey(queue) && (readyFor.isEmpty() || readyFor.contains(queue));
    }

    /** Adds those that it {@linkplain #serves serves}. */
    void queuesInto(Set<String> queues) {
        for (var queue : duty.skills().keySet()) if (serves(queue)) queues.add(queue);
    }

    int level(String queue) {
        return duty.skills().getOrDefault(queue, 0);
    }

    /** Whether it gets callers, or will without being told to. */
    boolean working() {
        return state != AgentState.PREPARING || wrapUp != null;
    }

    AgentStatus status() {
        var about = Optional.ofNullable(lease);
        return new AgentStatus(
                duty,
                before().orElseThrow(),
                since,
                about.map(Lease::callId),
                about.map(Lease::queue).filter(queue -> !queue.isEmpty()),
                about.map(Lease::customer),
                Optional.ofNullable(wrapUp).map(Agenda.Due::at),
                talks,
                onDutySince);
    }

    /** What is to survive of it. */
    CentreStore.OnDuty kept() {
        var about = Optional.ofNullable(lease);
        var wish = Optional.ofNullable(afterTalk);
        boolean ready =
                switch (before().orElseThrow()) {
                    case READY -> true;
                    case LOCKED -> about.filter(Lease::wasReady).isPresent();
                    case TALKING -> wish.filter(AgentReadiness::ready).isPresent();
                    case PREPARING, REFUSED -> false;
                };
        return new CentreStore.OnDuty(
                duty,
                before().orElseThrow(),
                ready,
                wish.map(AgentReadiness::priority).orElse(priority),
                wish.map(AgentReadiness::queues).orElse(readyFor),
                about.map(Lease::callId),
                about.map(Lease::queue),
                about.map(Lease::customer),
                onDutySince,
                talks,
                readySince,
                readyAt().or(() -> about.flatMap(Lease::readyAt)),
                wish.isPresent() ? Optional.empty() : about.flatMap(Lease::readyAfter));
    }
}
