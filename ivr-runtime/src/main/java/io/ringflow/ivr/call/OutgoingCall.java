package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.ivr.call.OutboundCalls.Departure;
import io.ringflow.ivr.command.builtin.AgentCallsOut;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.media.MediaSession;
import io.ringflow.media.dtmf.InfoDigits;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** How calls of ours begin, those that an application dials and those that a call consults. Stateless. */
final class OutgoingCall {

    private OutgoingCall() {}

    /**
     * Sends the INVITE and starts the call's thread, which waits for the answer.
     *
     * @param origin made of the number that is called
     * @param prepare what is done with the call before anything happens to it
     * @throws DialRefused when it can't even be tried; nothing is left then
     */
    static Call start(
            Application application,
            String number,
            Function<String, CallOrigin> origin,
            Shown shown,
            Duration ringing,
            CallServices services,
            Consumer<Call> prepare) {
        return start(application, number, origin, shown, ringing, Optional.empty(), services, prepare);
    }

    /** @param toTalkWith the session that it is to talk with, if that is known */
    static Call start(
            Application application,
            String number,
            Function<String, CallOrigin> origin,
            Shown shown,
            Duration ringing,
            Optional<MediaSession> toTalkWith,
            CallServices services,
            Consumer<Call> prepare) {
        var id = services.ids().next();
        var inbox = new Inbox();
        var inlet = new MediaInlet(id, inbox, Thread::startVirtualThread);
        var departure = services.outbound().prepare(application, number, inlet, toTalkWith);
        var call = new Call(
                id,
                application,
                origin.apply(departure.number()),
                departure.trunk(),
                departure.session(),
                services.clock(),
                inbox);
        connect(call, inlet);
        prepare.accept(call);
        call.noteIn(services.ledger());
        services.calls().add(call);
        try {
            call.leg(services.outbound().place(departure, shown, ringing, call));
        } catch (RuntimeException refused) {
            services.calls().remove(call);
            call.notes().clear();
            throw refused;
        }
        begin(call, departure, services);
        return call;
    }

    /**
     * Has an agent called, and then, on the call's own thread, the customer.
     *
     * @throws DialRefused when the customer can't be called
     * @throws io.ringflow.ivr.queue.QueueRefused when the agent can't be had; nothing is left then
     */
    static Call byAgent(Application application, CentreCalls.AgentOrder order, CallServices services) {
        var id = services.ids().next();
        var inbox = new Inbox();
        var inlet = new MediaInlet(id, inbox, Thread::startVirtualThread);
        var departure = services.outbound().prepare(application, order.number(), inlet);
        try {
            var call = new Call(
                    id,
                    application,
                    new CallOrigin.ByAgent(order.shownNumber(), departure),
                    departure.trunk(),
                    departure.session(),
                    services.clock(),
                    inbox);
            connect(call, inlet);
            call.leg(new UnplacedLeg());
            var claim = new AgentClaim(order.agentId(), true, "");
            var agent = ClaimedAgent.of(services.centres().of(application), claim, call);
            var flow = new AgentCallsOut(agent, order.answerUrl(), order.agentHangupUrl());
            call.send(FlowDocument.of(flow), "AgentMakeCall");
            call.noteIn(services.ledger());
            services.calls().add(call);
            begin(call, departure, services);
            return call;
        } catch (RuntimeException refused) {
            departure.close();
            throw refused;
        }
    }

    /**
     * Calls the far end of a call that an agent makes.
     *
     * @throws DialRefused when it can't be; what the call held is freed then
     */
    static void dial(Call call, CallServices services) {
        if (!(call.origin() instanceof CallOrigin.ByAgent(var shown, Departure departure))) {
            throw new IllegalStateException("it is no call of an agent's");
        }
        var numbers = new Shown(shown, "");
        call.leg(services.outbound().place(departure, numbers, DialDesk.RINGING, call));
    }

    private static void connect(Call call, MediaInlet inlet) {
        inlet.onKeyToSignal(
                key -> call.leg().info(InfoDigits.RELAY, InfoDigits.body(key.digit(), key.durationMillis())));
        inlet.onTimeout(call.cancellation()::cancel);
    }

    private static void begin(Call call, Departure departure, CallServices services) {
        var script = new CallScript(call, services, () -> {
            services.calls().remove(call);
            departure.close();
        });
        Thread.ofVirtual().name("call-" + call.id().shortText()).start(script);
    }
}
