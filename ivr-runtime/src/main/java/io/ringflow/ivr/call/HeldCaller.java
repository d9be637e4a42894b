package io.ringflow.ivr.call;

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

    private final Call before;
    private final CallServices services;
    private final Function<QueueWish, Command> flow;

    /** @param flow what the call back does when it is answered, with its place */
    HeldCaller(Call before, CallServices services, Function<QueueWish, Command> flow) {
        this.before = before;
        this.services = services;
        this.flow = flow;
    }

    @Override
    public void due(QueueWish again) {
        Thread.startVirtualThread(() -> call(again));
    }

    private void call(QueueWish again) {
        var number = before.customer();
        var shown = Optional.of(before.ownNumber()).filter(own -> !own.isEmpty());
        var order = new Dialer.Order(number, before.userData(), shown);
        try {
            var back = OutgoingCall.start(
                    before.application(),
                    number,
                    called -> new CallOrigin.Dialled(new Dialer.Order(called, order.userData(), shown)),
                    new Exit.Shown(shown, ""),
                    DialDesk.RINGING,
                    services,
                    call -> call.send(FlowDocument.of(flow.apply(again)), "the call back of call " + before.id()));
            LOG.info("call {} is called back as call {}", before.id(), back.id());
        } catch (DialRefused refused) {
            LOG.warn("call {} can't be called back: {}", before.id(), refused.getMessage());
        }
    }

    @Override
    public void over(QueueEnd why) {
        LOG.info("call {} is not called back: {}", before.id(), why);
    }
}
