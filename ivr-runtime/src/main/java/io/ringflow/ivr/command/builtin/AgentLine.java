package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueWish;
import java.util.Optional;

/**
 * Somebody who has answered for a caller of the call centre.
 *
 * @param lease empty: not an agent, a number that the caller was transferred to
 * @param back where the caller goes on waiting when it hangs up before they talk; empty: nowhere
 */
record AgentLine(Optional<AgentLease> lease, TalkParty party, Optional<QueueWish> back) {

    boolean is(AgentLease other) {
        return lease.filter(ours -> ours == other).isPresent();
    }

    /** Whether it is meant by who wants something of an agent; empty means whoever it is. */
    boolean isMeant(Optional<String> agentId) {
        return agentId.isEmpty() || lease.map(AgentLease::agentId).equals(agentId);
    }

    /** It is hung up, and free again. */
    void over() {
        party.close();
        lease.ifPresent(AgentLease::talkOver);
    }

    /** The same, and they have not talked. */
    void unheard() {
        party.close();
        lease.ifPresent(AgentLease::unheard);
    }
}
