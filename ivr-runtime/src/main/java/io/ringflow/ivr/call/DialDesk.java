package io.ringflow.ivr.call;

import io.ringflow.ivr.application.AccessNumber;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Exit.Shown;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes calls of orders to dial, and starts their threads. Thread-safe. */
public final class DialDesk implements Dialer {

    /** Flow-protocol 8.2 names no ring time; that of a consultation is the same. */
    static final Duration RINGING = Duration.ofSeconds(60);

    private final CallServices services;

    private volatile boolean closed;

    public DialDesk(CallServices services) {
        this.services = services;
    }

    /** From now on nothing is dialled; calls that are there go on. */
    public void close() {
        closed = true;
    }

    @Override
    public CallId dial(Application application, Order order) {
        return dial(
                application, order, call -> order.document().ifPresent(first -> call.send(first, "the order to dial")));
    }

    /** @param prepare what is done with the call before anything happens to it */
    CallId dial(Application application, Order order, Consumer<Call> prepare) {
        refuseWhatMayNotBe(application, order);
        return OutgoingCall.start(
                        application,
                        order.number(),
                        number -> new CallOrigin.Dialled(
                                new Order(number, order.userData(), order.shownNumber(), order.record())),
                        new Shown(order.shownNumber(), ""),
                        RINGING,
                        services,
                        prepare)
                .id();
    }

    /** @throws DialRefused when nothing may be dialled, or not by this application, or not this */
    void refuseWhatMayNotBe(Application application, Order order) {
        if (closed) throw refused(EndReason.of(Cause.SERVER_DRAINING, "the server is about to stop"));
        if (!application.ivrEnabled()) {
            var text = "IVR is switched off for this application";
            throw refused(EndReason.of(Cause.APPLICATION_REJECTED, text).withSipStatus(403));
        }
        var number = AccessNumber.plain(order.number());
        if (!isNumber(number) || !order.shownNumber().map(DialDesk::isNumber).orElse(true)) {
            throw refused(EndReason.of(Cause.NO_SUCH_NUMBER, "that is no number that could be called"));
        }
    }

    private static boolean isNumber(String text) {
        try {
            ValueType.NUMBER.parse(text);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private static DialRefused refused(EndReason reason) {
        return new DialRefused(reason);
    }
}
