package io.ringflow.ivr.queue;

import java.time.Instant;
import java.util.Optional;

/**
 * How an agent stands, as a snapshot.
 *
 * @param since when it came into this state
 * @param callId of the call that it is called for or talks with
 * @param queue of that call
 * @param customer number of that call
 * @param wrapUpUntil how long it is left alone after a talk; empty: it is not
 * @param talks since it came on duty
 */
public record AgentStatus(
        AgentDuty duty,
        AgentState state,
        Instant since,
        Optional<String> callId,
        Optional<String> queue,
        Optional<String> customer,
        Optional<Instant> wrapUpUntil,
        int talks,
        Instant onDutySince) {

    /** Whether it is left alone after a talk. */
    public boolean wrappingUp() {
        return wrapUpUntil.isPresent();
    }
}
