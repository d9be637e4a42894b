package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered without a leg (RFC 3261 §8.2, §11), and what the dialog of a leg refuses (§12.2.2). */
class OutsideDialogTest {

    @Test
    void optionsTellsWhatWeCanDo() {
        try (var lab = new LegLab()) {
            FakeRequest options = lab.receives(FakeRequest.of("OPTIONS"));

            assertThat(options.status()).isEqualTo(200);
            assertThat(options.response().header("Allow"))
                    .hasValue("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, NOTIFY");
            assertThat(options.response().header("Accept")).hasValue("application/sdp");
            assertThat(options.response().header("Supported")).hasValue("timer");
        }
    }

    @Test
    void optionsWithMaxForwardsZeroIsAnsweredByAnEndpoint() {
        try (var lab = new LegLab()) {
            assertThat(lab.receives(FakeRequest.of("OPTIONS").with("Max-Forwards", "0"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "REFER"})
    void aKnownMethodThatWeDontServeIsNotAllowed(String method) {
        try (var lab = new LegLab()) {
            FakeRequest request = lab.receives(FakeRequest.of(method));

            assertThat(request.status()).isEqualTo(405);
            assertThat(request.response().header("Allow")).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEWMETHOD", "RE%47IST%45R", "invite"})
    void anUnknownMethodIsNotImplemented(String method) {
        try (var lab = new LegLab()) {
            assertThat(lab.receives(FakeRequest.of(method)).status()).isEqualTo(501);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "UPDATE", "NOTIFY"})
    void aRequestThatNeedsADialogAndHasNoneIsUnknown(String method) {
        try (var lab = new LegLab()) {
            assertThat(lab.receives(FakeRequest.of(method)).status()).isEqualTo(481);
            assertThat(lab.facts.facts).containsExactly("refused STRAY_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BYE", "INFO", "UPDATE", "INVITE", "OPTIONS"})
    void aDialogIsKnownByAllThreeOfItsIds(String method) {
        try (var lab = new LegLab()) {
            lab.confirmed();

            assertThat(lab.receives(lab.inDialog(method).toTag("guessed")).status())
                    .isEqualTo(481);
            assertThat(lab.receives(lab.inDialog(method).fromTag("guessed")).status())
                    .isEqualTo(481);
            assertThat(lab.receives(lab.inDialog(method).callId("guessed")).status())
                    .isEqualTo(481);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void anAckOfNothingIsDropped() {
        try (var lab = new LegLab()) {
            FakeRequest ack = lab.receives(FakeRequest.of("ACK").toTag("guessed"));

            assertThat(ack.responses()).isEmpty();
        }
    }

    @Test
    void theSameInviteByTheSameWayGetsTheSameAnswerAgain() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(
                    FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Via", "SIP/2.0/UDP h;branch=z9hG4bK1"));
            lab.answers(LegLab.ANSWER);

            FakeRequest again = FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Via", "SIP/2.0/UDP h;branch=z9hG4bK1");
            lab.stack.deliver(again);
            lab.time.settle();

            assertThat(again.response()).isEqualTo(invite.response());
            assertThat(lab.owner.legs).hasSize(1);
        }
    }

    @Test
    void theSameInviteByAnotherWayIsALoop() {
        try (var lab = new LegLab()) {
            lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Via", "SIP/2.0/UDP h;branch=z9hG4bK1"));

            FakeRequest merged =
                    FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Via", "SIP/2.0/UDP h;branch=z9hG4bK2");
            lab.stack.deliver(merged);
            lab.time.settle();

            assertThat(merged.statuses()).containsExactly(100, 482);
            assertThat(lab.owner.legs).hasSize(1);
        }
    }

    @Test
    void theSameInviteByAnotherWayIsALoopAlsoWhenItsCallIsJustOver() {
        try (var lab = new LegLab()) {
            lab.invited();
            lab.hangsUp(EndReason.Cause.FLOW_FINISHED);

            assertThat(lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER)).status())
                    .isEqualTo(482);
        }
    }

    @Test
    void anExtensionThatWeDontKnowIsRefusedByName() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(
                    FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Require", "100rel, timer, newfangled"));

            assertThat(invite.status()).isEqualTo(420);
            assertThat(invite.response().header("Unsupported")).hasValue("100rel, newfangled");
            assertThat(lab.owner.legs).isEmpty();
        }
    }

    @Test
    void aBodyThatIsNoDescriptionIsNotSupported() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE").body("application/unknown", "x"));

            assertThat(invite.status()).isEqualTo(415);
            assertThat(invite.response().header("Accept")).hasValue("application/sdp");
        }
    }

    @Test
    void aBodyThatMayBeIgnoredIsIgnored() {
        try (var lab = new LegLab()) {
            lab.receives(FakeRequest.of("INVITE")
                    .body("application/unknown", "x")
                    .with("Content-Disposition", "render; handling = \"optional\""));

            assertThat(lab.owner.invitations.getFirst().offer()).isEmpty();
        }
    }

    @Test
    void aCompressedBodyIsNotSupported() {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Content-Encoding", "gzip"));

            assertThat(invite.status()).isEqualTo(415);
            assertThat(invite.response().header("Accept-Encoding")).hasValue("identity");
        }
    }

    @Test
    void aDescriptionInsideAMultipartBodyIsFound() {
        try (var lab = new LegLab()) {
            String body = "--b1\r\nContent-Type: application/isup\r\n\r\nbinary\r\n"
                    + "--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\ns=-\r\n--b1--\r\n";

            lab.receives(FakeRequest.of("INVITE").body("multipart/mixed;boundary=\"b1\"", body));

            assertThat(lab.owner.invitations.getFirst().offer().orElseThrow()).satisfies(offer -> {
                assertThat(offer.contentType()).isEqualTo("application/sdp");
                assertThat(offer.text()).isEqualTo("v=0\r\ns=-\r\n");
            });
        }
    }

    @Test
    void aCallerThatTakesNoDescriptionGetsNone() {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Accept", "text/plain"));

            assertThat(invite.status()).isEqualTo(406);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/sdp", "text/plain, application/*;q=0.5", "*/*"})
    void aCallerThatTakesDescriptionsIsServed(String accept) {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).with("Accept", accept));

            assertThat(invite.status()).isEqualTo(100);
        }
    }

    @Test
    void anUnknownSchemeIsNotSupported() {
        try (var lab = new LegLab()) {
            assertThat(lab.receives(FakeRequest.of("OPTIONS").uri("soap.beep://192.0.2.103:3002"))
                            .status())
                    .isEqualTo(416);
        }
    }

    @Test
    void theCallBeyondTheLimitIsSentAwayAndComesInWhenOneHasEnded() {
        var config = SipConfig.of(List.of(FakeRequest.LISTENER));
        var small = new SipConfig(config.listeners(), "t", 1, config.trustedNetworks(), 50, 50, config.limits());
        try (var lab = new LegLab(small)) {
            lab.invited();

            FakeRequest second = FakeRequest.of("INVITE").callId("call-2").sdp(LegLab.OFFER);
            lab.stack.deliver(second);
            lab.time.settle();
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.response().header("Retry-After")).isPresent();
            assertThat(lab.facts.facts).contains("refused OVERLOADED");

            lab.hangsUp(EndReason.Cause.FLOW_FINISHED);
            assertThat(lab.receives(FakeRequest.of("INVITE").callId("call-3").sdp(LegLab.OFFER))
                            .status())
                    .isEqualTo(100);
        }
    }

    @Test
    void aDrainingServerRefusesNewCallsAndKeepsThoseItHas() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.endpoint.refuseNewCalls();

            FakeRequest invite = FakeRequest.of("INVITE").callId("call-2").sdp(LegLab.OFFER);
            lab.stack.deliver(invite);
            FakeRequest options = lab.receives(FakeRequest.of("OPTIONS"));

            assertThat(invite.status()).isEqualTo(503);
            assertThat(invite.response().header("Retry-After")).isPresent();
            assertThat(options.status()).isEqualTo(503);
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 x")).status())
                    .isEqualTo(200);
            assertThat(lab.facts.facts).contains("refused DRAINING");
        }
    }
}
