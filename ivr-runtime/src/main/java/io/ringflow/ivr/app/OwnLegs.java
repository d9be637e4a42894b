package io.ringflow.ivr.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.account.Telephones;
import io.ringflow.ivr.call.LegPort;
import io.ringflow.ivr.call.OutboundCalls;
import io.ringflow.ivr.observe.TrunkMeters;
import io.ringflow.ivr.trunk.OutboundTrunks;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallPlan;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipEndpoint;
import io.ringflow.sip.leg.ClientRegistration;
import io.ringflow.sip.registrar.Binding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Legs of our own SIP endpoint, which is there before the first call, but not yet when this is made. */
record OwnLegs(Supplier<SipEndpoint> sip) implements LegPort {

    /** Calls over these trunks and to these telephones. */
    static OutboundCalls calls(
            List<Trunk> trunks,
            Telephones telephones,
            Supplier<SipEndpoint> sip,
            OwnMedia media,
            MeterRegistry meters,
            Clockwork time) {
        var lines = new OutboundTrunks(trunks, time.clock());
        TrunkMeters.watch(meters, lines);
        return new OutboundCalls(lines, telephones, new OwnLegs(sip), media, media::room);
    }

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
    public void ping(CallTarget target, Consumer<Optional<Duration>> told) {
        sip.get().ping(target, told);
    }

    @Override
    public ClientRegistration registration(ClientRegistration.Terms terms) {
        return sip.get().registration(terms);
    }

    @Override
    public List<ListenAddress> addresses() {
        return sip.get().addresses();
    }
}
