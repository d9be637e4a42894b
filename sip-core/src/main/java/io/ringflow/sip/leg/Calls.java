package io.ringflow.sip.leg;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes the legs that call. Thread-safe. */
public final class Calls {
    private static final HexFormat HEX = HexFormat.of();

    private final LegContext context;
    private final int maxCalls;

    public Calls(LegContext context, int maxCalls) {
        this.context = context;
        this.maxCalls = maxCalls;
    }

    /**
     * Calls. What comes of it is told to the listener only, a lack of room too.
     *
     * @throws SipFailure if no listener has the transport and address family
     */
    public CallLeg call(CallTarget target, SessionDescription offer, LegListener listener) {
        ListenAddress from = listenerFor(target, context);
        OutboundLeg leg;
        do {
            leg = new OutboundLeg(
                    HEX.toHexDigits(context.random().nextInt(1 << 24), 6),
                    HEX.toHexDigits(context.random().nextLong()),
                    HEX.toHexDigits(context.random().nextLong())
                            + HEX.toHexDigits(context.random().nextLong()),
                    target,
                    from,
                    offer,
                    context);
        } while (!context.legs().add(leg));
        leg.listen(listener);
        if (context.legs().size() > maxCalls && context.legs().living() > maxCalls) {
            leg.refuse(EndReason.of(Cause.SERVER_BUSY, "the server has as many calls as it may"));
        } else {
            leg.begin();
        }
        return leg;
    }

    /** Calls by a plan. */
    public CallLeg call(CallPlan plan, SessionDescription offer, LegListener listener) {
        List<CallTarget> first = plan.first();
        if (first.size() == 1 && !plan.goesOn()) {
            return call(first.getFirst(), offer, listener);
        }
        String id = HEX.toHexDigits(context.random().nextInt(1 << 24), 6);
        return new PlannedLeg(id, plan, offer, listener, context.lanes().lane("plan-" + id), this::call).begin(first);
    }

    /**
     * The listener that such a request leaves by.
     *
     * @throws SipFailure if none has the transport and address family
     */
    static ListenAddress listenerFor(CallTarget target, LegContext context) {
        Optional<ListenAddress> wanted = target.from();
        boolean ipv6 = target.hop().getAddress().getAddress().length == 16;
        return context.stack().get().addresses().stream()
                .filter(address -> wanted.isEmpty() || wanted.get().equals(address))
                .filter(address -> address.transport() == target.transport())
                .filter(address -> address.bind().getAddress().length == 16 == ipv6)
                .findFirst()
                .orElseThrow(() -> new SipFailure("no listener to call from: " + target.transport() + " to "
                        + target.hop().getAddress().getHostAddress()));
    }
}
