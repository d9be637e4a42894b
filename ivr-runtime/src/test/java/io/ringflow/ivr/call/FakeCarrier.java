package io.ringflow.ivr.call;

import io.ringflow.ivr.trunk.OutboundSide;
import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.SipFailure;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A carrier without a network: writes down whom it is to call, and lets a test say what becomes of it. */
final class FakeCarrier implements LegPort {

    static final int MOST_CALLS = 2;

    final List<CallTarget> called = new CopyOnWriteArrayList<>();
    final List<FakeLeg> legs = new CopyOnWriteArrayList<>();
    volatile boolean unreachable;

    /** Serves numbers that begin with 1, two at once. */
    static Trunk trunk() {
        var side = new OutboundSide(
                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 5060),
                Transport.UDP,
                "carrier.example",
                Optional.empty(),
                CallerRule.PASS,
                "",
                MOST_CALLS,
                10,
                List.of("1"));
        var media = new MediaProfile("carrier", List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
        return new Trunk(List.of(), true, media, Optional.of(side));
    }

    FakeLeg leg() {
        return legs.getLast();
    }

    @Override
    public CallLeg call(CallTarget target, SessionDescription offer, LegListener listener) {
        if (unreachable) throw new SipFailure("no such way");
        called.add(target);
        var leg = new FakeLeg();
        leg.listen(listener);
        legs.add(leg);
        return leg;
    }

    @Override
    public List<ListenAddress> addresses() {
        return List.of(new ListenAddress(Transport.UDP, InetAddress.getLoopbackAddress(), 5060, null));
    }
}
