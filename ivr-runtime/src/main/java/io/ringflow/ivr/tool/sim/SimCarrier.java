package io.ringflow.ivr.tool.sim;

import io.ringflow.ivr.call.LegPort;
import io.ringflow.ivr.trunk.OutboundSide;
import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.ivr.trunk.Trunk;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaProfile;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** A trunk that reaches everybody, each of whom does what is planned. Thread-safe. */
final class SimCarrier implements LegPort {

    private static final int PORT = 5060;

    private final SimTime time;
    private final Story story;
    private final PartyPlan plan;

    SimCarrier(SimTime time, Story story, PartyPlan plan) {
        this.time = time;
        this.story = story;
        this.plan = plan;
    }

    static Trunk trunk() {
        var side = new OutboundSide(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT),
                Transport.UDP,
                "",
                Optional.empty(),
                CallerRule.PASS,
                "",
                Integer.MAX_VALUE,
                1_000,
                List.of(""));
        return new Trunk(List.of(), true, MediaProfile.of(MediaConfig.defaults()), Optional.of(side));
    }

    @Override
    public CallLeg call(CallTarget target, SessionDescription offer, LegListener listener) {
        var party = new SimParty(user(target.uri()), time, story, listener);
        party.begin(plan, target.ringing());
        return party;
    }

    @Override
    public List<ListenAddress> addresses() {
        var loopback = InetAddress.getLoopbackAddress();
        return List.of(new ListenAddress(Transport.UDP, loopback, PORT, loopback.getHostAddress()));
    }

    private static String user(String uri) {
        return uri.replaceFirst("^sips?:", "").replaceFirst("@.*$", "");
    }
}
