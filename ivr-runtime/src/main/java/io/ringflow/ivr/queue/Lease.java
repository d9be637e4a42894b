package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An {@link AgentLease}. Its state is the lane's; what it says of itself is for any thread. */
final class Lease implements AgentLease {

    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    enum Phase {
        RINGING,
        TALKING,
        OVER
    }

    private final Gate gate;
    private final Roster roster;
    private final Agent agent;
    private final LeaseHolder holder;
    private final Optional<Visit> visit;
    private final String callId;
    private final String customer;
    private final String number;
    private final String queue;
    private final AgentTerms terms;
    private final boolean autoReady;
    private final boolean wasReady;
    private final Optional<Instant> readyAt;

    Phase phase = Phase.RINGING;
    Agenda.@Nullable Due due;
    Instant answeredAt = Instant.EPOCH;
    /** Whether it ended before the caller heard the agent. */
    boolean unheard;

    private volatile Instant deadline = Instant.MAX;

    /**
     * @param visit of the caller it was offered to; empty: it was claimed
     * @param readyAt when the agent would have been ready by itself
     */
    Lease(
            Gate gate,
            Roster roster,
            Agent agent,
            LeaseHolder holder,
            Optional<Visit> visit,
            String queue,
            QueuePlan.Serving serving,
            Optional<Instant> readyAt) {
        this.gate = gate;
        this.roster = roster;
        this.agent = agent;
        this.holder = holder;
        this.visit = visit;
        this.callId = holder.callId();
        this.customer = holder.number();
        this.number = agent.duty.number();
        this.queue = queue;
        this.terms = terms(agent.duty, serving);
        this.wasReady = agent.is(AgentState.READY);
        this.readyAt = readyAt;
        // Who was preparing when it was claimed is preparing after that.
        this.autoReady = wasReady && serving.autoReady();
    }

    private static AgentTerms terms(AgentDuty duty, QueuePlan.Serving serving) {
        return new AgentTerms(
                duty.ringTime().orElse(serving.ringTime()),
                duty.wrapUp().orElse(serving.wrapUp()),
                serving.whisper(),
                duty.nailedUp(),
                serving.record());
    }

    Agent agent() {
        return agent;
    }

    LeaseHolder holder() {
        return holder;
    }

    Optional<Visit> visit() {
        return visit;
    }

    String callId() {
        return callId;
    }

    String customer() {
        return customer;
    }

    boolean autoReady() {
        return autoReady;
    }

    /** When the agent would be ready by itself if it had not been lent. */
    Optional<Instant> readyAt() {
        return phase == Phase.RINGING ? readyAt : Optional.empty();
    }

    /** How long after the talk the agent is ready by itself. */
    Optional<Duration> readyAfter() {
        return phase == Phase.TALKING && autoReady ? Optional.of(terms.wrapUp()) : Optional.empty();
    }

    /** Whether the agent was ready when it was lent. */
    boolean wasReady() {
        return wasReady;
    }

    /** It is over, and its holder did not want it so. */
    void tellWithdrawn() {
        try {
            holder.withdrawn(this);
        } catch (RuntimeException bug) {
            LOG.error("call {} could not be told that agent {} is not its any more", callId, agent.id(), bug);
        }
    }

    Duration talked(Instant now) {
        return Duration.between(answeredAt, now);
    }

    void until(Instant when) {
        deadline = when;
    }

    @Override
    public String agentId() {
        return agent.id();
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public String queue() {
        return queue;
    }

    @Override
    public AgentTerms terms() {
        return terms;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public boolean answered() {
        return gate.run(() -> roster.answered(this));
    }

    @Override
    public void refused(AgentRefusal why) {
        gate.step(() -> roster.refused(this, why));
    }

    @Override
    public void giveBack() {
        gate.step(() -> roster.over(this));
    }

    @Override
    public void talkOver() {
        gate.step(() -> roster.over(this));
    }

    @Override
    public void unheard() {
        gate.step(() -> {
            unheard = true;
            roster.over(this);
        });
    }
}
