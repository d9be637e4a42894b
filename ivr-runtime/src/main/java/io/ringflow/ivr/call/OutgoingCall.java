package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.media.dtmf.InfoDigits;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** How calls of ours begin, those that an application dials and those that a call consults. Stateless. */
final class OutgoingCall {

    private OutgoingCall() {}

    /**
     * Sends the INVITE and starts the call's thread, which waits for the answer.
     *
     * @param origin made of the number that is called
     * @throws DialRefused when it can't even be tried; nothing is left then
     */
    static Call start(
            Application application,
            String number,
            Function<String, CallOrigin> origin,
            Shown shown,
            Duration ringing,
            CallServices services) {
        return start(application, number, origin, shown, ringing, services, _ -> {});
    }

    /** @param prepare what is done with the call before anything happens to it */
    static Call start(
            Application application,
            String number,
            Function<String, CallOrigin> origin,
            Shown shown,
            Duration ringing,
            CallServices services,
            Consumer<Call> prepare) {
        var id = services.ids().next();
        var inbox = new Inbox();
        var inlet = new MediaInlet(id, inbox, Thread::startVirtualThread);
        var departure = services.outbound().prepare(application, number, inlet);
        var call = new Call(
                id,
                application,
                origin.apply(departure.number()),
                departure.trunk(),
                departure.session(),
                services.clock().instant(),
                inbox);
        inlet.onKeyToSignal(
                key -> call.leg().info(InfoDigits.RELAY, InfoDigits.body(key.digit(), key.durationMillis())));
        inlet.onTimeout(call.cancellation()::cancel);
        prepare.accept(call);
        services.calls().add(call);
        try {
            call.leg(services.outbound().place(departure, shown, ringing, call));
        } catch (RuntimeException refused) {
            services.calls().remove(call);
            throw refused;
        }
        var script = new CallScript(call, services, () -> {
            services.calls().remove(call);
            departure.close();
        });
        Thread.ofVirtual().name("call-" + id.shortText()).start(script);
        return call;
    }
}
