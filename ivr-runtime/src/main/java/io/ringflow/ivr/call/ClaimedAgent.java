package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.CallCentre;

/**
 * An agent that a request has taken for a call, with the mail that tells of it.
 *
 * @param mail of the visit that the call is to make
 */
record ClaimedAgent(CentreMail mail, AgentLease lease) implements Claimed {

    /**
     * Takes it.
     *
     * @throws io.ringflow.ivr.queue.QueueRefused why it can't be had
     */
    static ClaimedAgent of(CallCentre centre, AgentClaim claim, Call call) {
        var mail = new CentreMail(call);
        var claimed = new ClaimedAgent(mail, centre.claim(claim, mail));
        // The call may end before it comes to it.
        call.whenOver(_ -> claimed.lease().talkOver());
        return claimed;
    }
}
