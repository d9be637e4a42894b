package io.ringflow.ivr.call;

import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.LeaseHolder;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a third party is as an agent: lent by the call centre to the call that called it, or nothing. Owned by the call's
 * thread; the centre's lane takes it back.
 */
final class Borrowed implements LeaseHolder {

    /** It rang until somebody gave up (RFC 3261: 408, 480, 487). */
    private static final Set<String> NO_ANSWER = Set.of("107408", "107480", "107487");
    /** Busy, or declined. */
    private static final Set<String> REFUSED = Set.of("107486", "107600", "107603");

    private final Call call;
    private final long party;

    private @Nullable AgentLease lease;
    private boolean answered;
    private volatile boolean withdrawn;

    /** @param party number in the call of whom it is to be called as */
    Borrowed(Call call, long party) {
        this.call = call;
        this.party = party;
    }

    /** From now on it is that agent. */
    Borrowed as(AgentLease lent) {
        lease = lent;
        return this;
    }

    Optional<String> agentId() {
        return lease().map(AgentLease::agentId);
    }

    /** Whether it may talk, now that it has picked up. */
    boolean answered() {
        if (answered) return true;
        answered = lease().map(AgentLease::answered).orElse(true);
        return answered;
    }

    /** Whether it was taken back. */
    boolean withdrawn() {
        return withdrawn;
    }

    /**
     * Gives it back, once or again.
     *
     * @param ended it ended the call by itself, or never took it
     */
    void over(boolean ended, String code) {
        lease().ifPresent(lent -> {
            if (answered) lent.talkOver();
            else if (ended) lent.refused(refusal(code));
            else lent.giveBack();
        });
    }

    private static AgentRefusal refusal(String code) {
        if (NO_ANSWER.contains(code)) return AgentRefusal.NO_ANSWER;
        return REFUSED.contains(code) ? AgentRefusal.REFUSED : AgentRefusal.FAILED;
    }

    Optional<AgentLease> lease() {
        return Optional.ofNullable(lease);
    }

    @Override
    public String callId() {
        return call.id().text();
    }

    @Override
    public String number() {
        return call.customer();
    }

    @Override
    public boolean alive() {
        return call.inbox().ended().isEmpty();
    }

    @Override
    public void withdrawn(AgentLease taken) {
        withdrawn = true;
        call.inbox().post(new CallEvent.PartyChanged(party));
    }
}
