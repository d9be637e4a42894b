package io.ringflow.ivr.app;

import io.ringflow.ivr.call.LegPort;
import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipEndpoint;
import io.ringflow.sip.registrar.Binding;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Legs of our own SIP endpoint, which is there before the first call, but not yet when this is made. */
record OwnLegs(Supplier<SipEndpoint> sip) implements LegPort {

    @Override
    public CallLeg call(CallTarget target, SessionDescription offer, LegListener listener) {
        return sip.get().call(target, offer, listener);
    }

    @Override
    public CallLeg call(CallPlan plan, SessionDescription offer, LegListener listener) {
        return sip.get().call(plan, offer, listener);
    }

    @Override
    public Optional<CallTarget> target(Binding telephone, CallIdentity caller) {
        return sip.get().target(telephone, caller);
    }

    @Override
    public List<ListenAddress> addresses() {
        return sip.get().addresses();
    }
}
