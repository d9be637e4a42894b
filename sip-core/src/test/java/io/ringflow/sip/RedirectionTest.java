package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A 3xx leads no farther than it may (RFC 3261 §8.1.3.4). */
class RedirectionTest {
    private static final InetSocketAddress OTHER = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.10"), 5090);

    private final CallingLab lab = new CallingLab();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void itIsFollowedToAnAddressThatIsAllowed() {
        lab.calls(CallingLab.target().with(new Redirects(3, OTHER::equals)));
        lab.hears(302, moved -> moved.and("Contact", "<sip:300@127.0.0.10:5090>"));

        assertThat(targets()).containsExactly(CallingLab.TARGET, "sip:300@127.0.0.10:5090");
        assertThat(lab.invite().request().fallbackHop()).isEqualTo(OTHER);
        assertThat(lab.invite().request().remoteUri()).isEqualTo("<" + CallingLab.TARGET + ">");
        assertThat(lab.invite().request().cseq()).isEqualTo(2);
    }

    @Test
    void anAddressThatIsNotAllowedIsLeftToTheSameHopOrToNobody() {
        lab.calls(CallingLab.target().with(Redirects.through(FakeRequest.PEER, 3)));
        lab.hears(302, moved -> moved.and("Contact", "<sip:300@192.0.2.66>"));
        assertThat(lab.invite().request().fallbackHop()).isEqualTo(FakeRequest.PEER);
        assertThat(lab.invite().request().remoteTarget()).isEqualTo("sip:300@192.0.2.66");

        lab.calls(CallingLab.target().with(new Redirects(3, OTHER::equals)));
        lab.hears(302, moved -> moved.and("Contact", "<sip:300@192.0.2.66>"));

        assertThat(lab.reason().sipStatus()).isEqualTo(302);
    }

    @Test
    void theBestContactIsTriedFirstAndTheNextWhenItFails() {
        lab.calls(CallingLab.target().with(Redirects.through(FakeRequest.PEER, 3)));
        lab.hears(300, moved -> moved.and("Contact", "<sip:b@h>;q=0.5, <mailto:x@h>, <sip:a@h>;q=0.9"));
        lab.hears(480);

        assertThat(targets()).containsExactly(CallingLab.TARGET, "sip:a@h", "sip:b@h");
        lab.hears(480);
        assertThat(lab.reason().sipStatus()).isEqualTo(480);
    }

    @Test
    void nobodyIsTriedTwiceAndNotMoreThanAreAllowed() {
        lab.calls(CallingLab.target().with(Redirects.through(FakeRequest.PEER, 2)));
        lab.hears(302, moved -> moved.and("Contact", "<sip:a@h>"));
        lab.hears(302, moved -> moved.and("Contact", "<sip:a@h>, <" + CallingLab.TARGET + ">, <sip:b@h>"));
        assertThat(targets()).containsExactly(CallingLab.TARGET, "sip:a@h", "sip:b@h");

        lab.hears(302, moved -> moved.and("Contact", "<sip:c@h>"));

        assertThat(targets()).hasSize(3);
        assertThat(lab.reason().sipStatus()).isEqualTo(302);
    }

    @Test
    void aRefusalForEverywhereIsBelieved() {
        lab.calls(CallingLab.target().with(Redirects.through(FakeRequest.PEER, 3)));
        lab.hears(300, moved -> moved.and("Contact", "<sip:a@h>, <sip:b@h>"));
        lab.hears(603);

        assertThat(lab.reason().cause()).isEqualTo(EndReason.Cause.CALLEE_DECLINED);
    }

    private List<String> targets() {
        return lab.stack.sent("INVITE").stream()
                .map(Sent::request)
                .map(request -> request.remoteTarget())
                .toList();
    }
}
