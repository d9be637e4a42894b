package io.ringflow.ivr.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The call centre of one application: its queues, agents and waiting callers, all on one lane, so that an agent of three
 * queues is never claimed twice. Methods are for any thread but the lane's, and wait for a step of it, which waits for
 * nobody. Those that change what survives a restart also wait until the disk has it.
 */
public final class CallCentre {

    CallCentre() {}

    /**
     * A caller waits from now on; offers come to {@code caller} until the ticket is closed.
     *
     * @throws QueueRefused NO_SUCH_QUEUE, OFF_WORK (with the prompt), QUEUE_FULL, NOT_ON_DUTY or NOT_OF_QUEUE (of the
     *     agent that is wished), ALREADY_WAITING
     */
    public QueueTicket enter(QueueWish wish, QueueCaller caller) {
        throw new UnsupportedOperationException(wish + " " + caller);
    }

    /**
     * Takes one certain agent, who is called by the holder then.
     *
     * @throws QueueRefused NOT_ON_DUTY, IN_A_CALL, NOT_READY, NO_SUCH_QUEUE
     */
    public AgentLease claim(AgentClaim claim, LeaseHolder holder) {
        throw new UnsupportedOperationException(claim + " " + holder);
    }

    /** @throws QueueRefused ALREADY_ON_DUTY, NO_SUCH_QUEUE, TOO_MANY_AGENTS */
    public void agentOnWork(AgentDuty duty) {
        throw new UnsupportedOperationException(duty.toString());
    }

    /**
     * @param number that it came on duty with; empty: whatever it is
     * @param queues it leaves; empty: all. A talk goes on
     * @throws QueueRefused NOT_ON_DUTY, OTHER_NUMBER, NOT_OF_QUEUE
     */
    public void agentOffWork(String agentId, Optional<String> number, Set<String> queues) {
        throw new UnsupportedOperationException(agentId + number + queues);
    }

    /** @throws QueueRefused NOT_ON_DUTY, ALREADY_READY, IN_A_CALL, NOT_OF_QUEUE */
    public void agentReady(AgentReadiness readiness) {
        throw new UnsupportedOperationException(readiness.toString());
    }

    /** Those on duty, by id. */
    public List<AgentStatus> agents() {
        throw new UnsupportedOperationException();
    }

    public Optional<AgentStatus> agent(String agentId) {
        throw new UnsupportedOperationException(agentId);
    }

    /** By number. */
    public List<QueueStatus> queues() {
        throw new UnsupportedOperationException();
    }

    public Optional<QueueStatus> queue(String id) {
        throw new UnsupportedOperationException(id);
    }

    /** @throws QueueRefused QUEUE_EXISTS, TOO_MANY_QUEUES, NO_SUCH_QUEUE (the one it overflows to) */
    public void createQueue(QueuePlan plan) {
        throw new UnsupportedOperationException(plan.toString());
    }

    /** @throws QueueRefused NO_SUCH_QUEUE */
    public void modifyQueue(String id, UnaryOperator<QueuePlan> change) {
        throw new UnsupportedOperationException(id + change);
    }

    /**
     * Who waits in it waits no more; its agents stay on duty for their other queues, or for the default one.
     *
     * @throws QueueRefused NO_SUCH_QUEUE, DEFAULT_QUEUE
     */
    public void deleteQueue(String id) {
        throw new UnsupportedOperationException(id);
    }

    /**
     * Gives a waiting caller another priority; the order changes at once.
     *
     * @return false: no such call waits
     */
    public boolean prioritise(String callId, int priority) {
        throw new UnsupportedOperationException(callId + priority);
    }
}
