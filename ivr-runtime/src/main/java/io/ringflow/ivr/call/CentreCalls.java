package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.CallOrder;
import java.util.Optional;

/**
 * What applications do to calls of their call centre from outside of the calls' flows (flow-protocol 8.3, 8.4). Thread-safe;
 * waits a moment for the call.
 */
public interface CentreCalls {

    /**
     * {@code AgentMakeCall}.
     *
     * @param number the customer's
     * @param shownNumber what the customer is to be shown, where the trunk lets it be chosen
     * @param answerUrl told when the customer has answered; empty: nobody
     * @param agentHangupUrl where the customer's flow goes on when the agent has hung up; empty: the customer is hung up too
     */
    record AgentOrder(
            String agentId, String number, Optional<String> shownNumber, String answerUrl, String agentHangupUrl) {}

    /**
     * Wants something of a call that is in a queue, or with an agent; {@code Transfer} of any call.
     *
     * @return false when the application has no such call
     * @throws io.ringflow.ivr.queue.QueueRefused NOT_WITH_AGENT, TALKS_ALREADY, and of a transfer why the agent can't be had
     */
    boolean order(Application application, String callId, CallOrder.Wish wish);

    /**
     * Calls an agent, and when that has answered the customer. Returns at once.
     *
     * @return the id of the customer's call
     * @throws io.ringflow.ivr.queue.QueueRefused NOT_ON_DUTY, IN_A_CALL
     * @throws DialRefused the customer can't be called
     */
    CallId makeCall(Application application, AgentOrder order);
}
