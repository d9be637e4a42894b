package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.builtin.Transferred;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueRefused;
import java.util.Optional;

/** Does what applications want of calls with the call centre, and has agents call customers. Thread-safe. */
public final class CentreDesk implements CentreCalls {

    private final CallServices services;
    private final DialDesk dialler;

    public CentreDesk(CallServices services, DialDesk dialler) {
        this.services = services;
        this.dialler = dialler;
    }

    @Override
    public boolean order(Application application, String callId, CallOrder.Wish wish) {
        var found = services.calls()
                .find(callId)
                .filter(call -> call.application().id().equals(application.id()));
        if (found.isEmpty()) return false;
        var mail = found.get().centreMail();
        if (mail.isPresent()) {
            var order = new CallOrder(wish);
            mail.get().order(order);
            order.await();
            return true;
        }
        if (wish instanceof CallOrder.Transfer transfer) return transfer(found.get(), transfer);
        throw new QueueRefused(QueueError.NOT_WITH_AGENT);
    }

    /** Of a call that is not in the call centre: what its flow does is broken off once the agent is sure. */
    private boolean transfer(Call call, CallOrder.Transfer wish) {
        Optional<Claimed> agent = wish.agentId().map(id -> claim(call, new AgentClaim(id, false, "")));
        var command = new Transferred(agent, wish.number().orElse(""), wish.prompt());
        boolean sent = call.send(FlowDocument.of(command), "Transfer");
        if (!sent) agent.ifPresent(claimed -> claimed.lease().giveBack());
        return sent;
    }

    private Claimed claim(Call call, AgentClaim claim) {
        return ClaimedAgent.of(services.centres().of(call.application()), claim, call);
    }

    @Override
    public CallId makeCall(Application application, AgentOrder order) {
        dialler.refuseWhatMayNotBe(
                application, new Dialer.Order(order.number(), Optional.empty(), order.shownNumber()));
        return OutgoingCall.byAgent(application, order, services).id();
    }
}
