package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.command.builtin.EnterCcs;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.CallBacks;
import io.ringflow.ivr.queue.HeldPlace;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.sip.EndReason.Cause;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back callers who have hung up and keep their places, when it is their turn, those of an earlier process too.
 * Thread-safe; called on the centres' lanes, works on threads of its own.
 */
public final class HeldCallers implements CallBacks {

    private static final Logger LOG = LoggerFactory.getLogger(HeldCallers.class);

    private final Applications applications;
    private final CallServices services;
    private final AtomicInteger working = new AtomicInteger();

    public HeldCallers(Applications applications, CallServices services) {
        this.applications = applications;
        this.services = services;
    }

    @Override
    public boolean idle() {
        return working.get() == 0;
    }

    @Override
    public void due(String applicationId, HeldPlace place) {
        working.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                if (!call(applicationId, place)) giveUp(applicationId, place);
            } catch (RuntimeException bug) {
                LOG.error("call {} can't be called back", place.callId(), bug);
                giveUp(applicationId, place);
            } finally {
                working.decrementAndGet();
            }
        });
    }

    private boolean call(String applicationId, HeldPlace place) {
        var application = applications.byId(applicationId).filter(Application::agentsEnabled);
        if (application.isEmpty()) {
            LOG.warn("call {} is not called back: its application has no agents any more", place.callId());
            return false;
        }
        var document = FlowDocument.of(flow(place));
        var order = place.order();
        try {
            var back = OutgoingCall.start(
                    application.get(),
                    place.number(),
                    number -> new CallOrigin.Dialled(new Dialer.Order(number, order.userData(), order.shownNumber())),
                    new Exit.Shown(order.shownNumber(), ""),
                    DialDesk.RINGING,
                    services,
                    call -> {
                        call.whenOver(over -> over(applicationId, place, over));
                        call.send(document, "the call back of call " + place.callId());
                    });
            LOG.info("call {} is called back as call {}", place.callId(), back.id());
            return true;
        } catch (DialRefused refused) {
            LOG.warn("call {} can't be called back: {}", place.callId(), refused.getMessage());
            return false;
        }
    }

    private EnterCcs flow(HeldPlace place) {
        byte[] kept = place.order().flow().getBytes(StandardCharsets.UTF_8);
        var main = services.reader().read(kept, "text/xml; charset=utf-8").main();
        if (main instanceof EnterCcs enter) return enter.by(place.wish());
        throw new IllegalStateException("what it is to do is no <EnterCCS>");
    }

    /** Who did not answer has lost the place; who was not asked long enough, because the server stops, has not. */
    private void over(String applicationId, HeldPlace place, CallSummary call) {
        boolean stopped = call.reason().cause() == Cause.SERVER_DRAINING;
        if (!stopped) giveUp(applicationId, place);
    }

    /** Without effect when it is back in the queue. */
    private void giveUp(String applicationId, HeldPlace place) {
        services.centres().releasePlace(applicationId, place.callId());
    }

    @Override
    public void over(String applicationId, HeldPlace place, QueueEnd why) {
        LOG.info("call {} is not called back: {}", place.callId(), why);
    }
}
