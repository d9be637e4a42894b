package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.CallBack;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueueWish;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A caller who has hung up, keeps its place in a queue, and is called back when it is its turn. Immutable. */
final class HeldCaller implements CallBack {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCaller.class);

    private final String callId;
    private final Application application;
    private final String number;
    private final Optional<String> shown;
    private final Optional<String> userData;
    private final CallServices services;
    private final Function<QueueWish, Command> flow;

    /** @param flow what the call back does when it is answered, with its place */
    HeldCaller(Call before, CallServices services, Function<QueueWish, Command> flow) {
        // Not the call itself, which is over for hours then.
        this.callId = before.id().text();
        this.application = before.application();
        this.number = before.customer();
        this.shown = Optional.of(before.ownNumber()).filter(own -> !own.isEmpty());
        this.userData = before.userData();
        this.services = services;
        this.flow = flow;
    }

    @Override
    public void due(QueueWish again) {
        Thread.startVirtualThread(() -> call(again));
    }

    private void call(QueueWish again) {
        try {
            var back = OutgoingCall.start(
                    application,
                    number,
                    called -> new CallOrigin.Dialled(new Dialer.Order(called, userData, shown)),
                    new Exit.Shown(shown, ""),
                    DialDesk.RINGING,
                    services,
                    call -> call.send(FlowDocument.of(flow.apply(again)), "the call back of call " + callId));
            LOG.info("call {} is called back as call {}", callId, back.id());
        } catch (DialRefused refused) {
            LOG.warn("call {} can't be called back: {}", callId, refused.getMessage());
        }
    }

    @Override
    public void over(QueueEnd why) {
        LOG.info("call {} is not called back: {}", callId, why);
    }
}
