package io.ringflow.ivr.call;

import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.leg.ClientRegistration;
import io.ringflow.sip.registrar.Binding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where legs that call are made: SIP. Thread-safe. */
public interface LegPort {

    /** As {@link io.ringflow.sip.SipEndpoint#call}. */
    CallLeg call(CallTarget target, SessionDescription offer, LegListener listener);

    /** As {@link io.ringflow.sip.SipEndpoint#call(CallPlan, SessionDescription, LegListener)}. */
    default CallLeg call(CallPlan plan, SessionDescription offer, LegListener listener) {
        return call(plan.first().getFirst(), offer, listener);
    }

    /** As {@link io.ringflow.sip.SipEndpoint#target}. */
    default Optional<CallTarget> target(Binding telephone, CallIdentity caller) {
        return Optional.empty();
    }

    /** As {@link io.ringflow.sip.SipEndpoint#ping(CallTarget, Consumer)}. */
    default void ping(CallTarget target, Consumer<Optional<Duration>> told) {
        told.accept(Optional.empty());
    }

    /** As {@link io.ringflow.sip.SipEndpoint#registration}. */
    default ClientRegistration registration(ClientRegistration.Terms terms) {
        throw new SipFailure("nothing is registered here");
    }

    /** The listeners that a call can be made from. */
    List<ListenAddress> addresses();
}
