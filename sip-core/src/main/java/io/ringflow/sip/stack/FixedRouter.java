package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.SipStack;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;
import org.jspecify.annotations.Nullable;

/** Sends each request where its maker decided. Made by the stack by name. */
public final class FixedRouter implements Router {

    /** The stack's way to make a router; neither argument matters here. */
    public FixedRouter(SipStack stack, @Nullable String outboundProxy) {}

    @Override
    public @Nullable Hop getOutboundProxy() {
        return null;
    }

    @Override
    public ListIterator<Hop> getNextHops(Request request) {
        return hop(request) instanceof Hop hop
                ? List.of(hop).listIterator()
                : List.<Hop>of().listIterator();
    }

    @Override
    public Hop getNextHop(Request request) throws SipException {
        if (hop(request) instanceof Hop hop) {
            return hop;
        }
        throw new SipException("request without a hop");
    }

    private static @Nullable Object hop(Request request) {
        return ((SIPRequest) request).getApplicationData();
    }
}
