package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent.Confirmed;
import io.ringflow.sip.LegEvent.Progress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call of ours up to its answer or its refusal. */
class CallingTest {
    private final CallingLab lab = new CallingLab();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void theInviteSaysWhoCallsWhomAndWhatWeCanDo() {
        lab.calls(CallingLab.target()
                .withRoutes(List.of("<sip:192.0.2.1;lr>"))
                .withHeader("Diversion", "<sip:300@127.0.0.1>"));

        var invite = lab.invite().request();

        assertThat(invite.remoteTarget()).isEqualTo(CallingLab.TARGET);
        assertThat(invite.remoteUri()).isEqualTo("<" + CallingLab.TARGET + ">");
        assertThat(invite.localUri()).isEqualTo("<sip:100@127.0.0.1>");
        assertThat(invite.routeSet()).containsExactly("<sip:192.0.2.1;lr>");
        assertThat(invite.id().remoteTag()).isEmpty();
        assertThat(invite.id().localTag()).isNotEmpty();
        assertThat(CallingLab.header(invite, "Allow")).contains("INVITE").contains("UPDATE");
        assertThat(CallingLab.header(invite, "Supported")).isEqualTo("100rel, timer");
        assertThat(CallingLab.header(invite, "Session-Expires")).isEqualTo("1800");
        assertThat(CallingLab.header(invite, "Diversion")).isEqualTo("<sip:300@127.0.0.1>");
        assertThat(invite.body().orElseThrow().text()).isEqualTo(CallingLab.OFFER);
        assertThat(lab.leg().state()).isEqualTo(LegState.INVITED);
    }

    @Test
    void whoHidesIsAnonymousToTheCalleeAndKnownToTheNetwork() {
        var identity = CallIdentity.of("sip:100@127.0.0.1")
                .named("Al \"the\" Caller")
                .asserting("tel:+861012345678")
                .hide();
        lab.calls(CallTarget.of(CallingLab.TARGET, CallingLab.target().hop(), identity));

        var invite = lab.invite().request();

        assertThat(invite.localUri()).isEqualTo("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
        assertThat(CallingLab.header(invite, "P-Asserted-Identity")).isEqualTo("<tel:+861012345678>");
        assertThat(CallingLab.header(invite, "Privacy")).isEqualTo("id");
    }

    @Test
    void aNameIsQuotedAndAPreferredNumberIsLeftToTheProxy() {
        var identity =
                CallIdentity.of("sip:100@127.0.0.1").named("Al \"the\" Caller").preferring("sip:1000@127.0.0.1");
        lab.calls(CallTarget.of(CallingLab.TARGET, CallingLab.target().hop(), identity));

        var invite = lab.invite().request();

        assertThat(invite.localUri()).isEqualTo("\"Al \\\"the\\\" Caller\" <sip:100@127.0.0.1>");
        assertThat(CallingLab.header(invite, "P-Preferred-Identity")).isEqualTo("<sip:1000@127.0.0.1>");
        assertThat(CallingLab.header(invite, "Privacy")).isEmpty();
    }

    @Test
    void itRingsIsAnsweredAndEndsByABye() {
        lab.calls();
        lab.hears(100);
        assertThat(lab.owner.events).isEmpty();
        lab.hears(180);
        lab.hears(180);
        assertThat(lab.owner.events).containsExactly(new Progress(180, false));
        assertThat(lab.leg().state()).isEqualTo(LegState.EARLY);

        lab.hears(200, answer -> answer.sdp("v=0 answer").and("Contact", "<sip:bob@127.0.0.8:5099>"));

        assertThat(lab.owner.answers).containsExactly("v=0 answer");
        assertThat(lab.owner.events).containsExactly(new Progress(180, false), new Confirmed());
        var ack = lab.last("ACK").request();
        assertThat(ack.remoteTarget()).isEqualTo("sip:bob@127.0.0.8:5099");
        assertThat(ack.cseq()).isEqualTo(1);
        assertThat(ack.id().remoteTag()).isEqualTo("theirs");

        lab.givesUp();
        assertThat(lab.last("BYE").request().cseq()).isEqualTo(2);
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
        lab.last("BYE").answeredWith(200);
        lab.time.settle();
        lab.assertForgotten();
        assertThat(lab.facts.facts).containsExactly("started", "ended CALLER_HUNG_UP");
    }

    @Test
    void theCalleeHangsUp() {
        lab.confirmed();

        var bye = lab.asks("BYE", "theirs", 1, request -> request);

        assertThat(bye.status()).isEqualTo(200);
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLEE_HUNG_UP);
        lab.assertForgotten();
    }

    @Test
    void earlyMediaIsTheAnswerAndIsNotToldTwice() {
        lab.calls();
        lab.hears(183, progress -> progress.sdp("v=0 early"));
        lab.hears(180);
        lab.hears(200, answer -> answer.sdp("v=0 early"));

        assertThat(lab.owner.answers).containsExactly("v=0 early");
        assertThat(lab.owner.events).containsExactly(new Progress(183, true), new Progress(180, true), new Confirmed());
    }

    @Test
    void anAnswerUnlikeTheEarlyMediaReplacesIt() {
        lab.calls();
        lab.hears(183, progress -> progress.sdp("v=0 early"));
        lab.hears(200, answer -> answer.sdp("v=0 answer"));

        assertThat(lab.owner.answers).containsExactly("v=0 early", "v=0 answer");
    }

    @Test
    void anAnswerWithoutAnyDescriptionEverIsHungUp() {
        lab.calls();
        lab.hears(200);

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "BYE");
        assertThat(lab.reason().cause()).isEqualTo(Cause.NOT_ACCEPTABLE);
        assertThat(lab.owner.events).noneMatch(Confirmed.class::isInstance);
    }

    @Test
    void anAnswerThatCantBeUsedIsHungUp() {
        lab.owner.atAnswer = () -> {
            throw new OfferRejected(488, "no codec in common");
        };
        lab.calls();
        lab.hears(200, answer -> answer.sdp("v=0 riddle"));

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "BYE");
        assertThat(lab.reason().text()).contains("no codec in common");
    }

    @Test
    void earlyMediaThatCantBeUsedDoesNotEndTheCall() {
        lab.owner.atAnswer = () -> {
            throw new OfferRejected(488, "no codec in common");
        };
        lab.calls();
        lab.hears(183, progress -> progress.sdp("v=0 riddle"));
        lab.owner.atAnswer = () -> {};
        lab.hears(200, answer -> answer.sdp("v=0 answer"));

        assertThat(lab.owner.events).contains(new Confirmed());
    }

    @ParameterizedTest
    @CsvSource({
        "486, CALLEE_BUSY, 17",
        "600, CALLEE_BUSY, 17",
        "603, CALLEE_DECLINED, 21",
        "404, CALLEE_UNAVAILABLE, 1",
        "480, CALLEE_UNAVAILABLE, 18",
        "408, NO_ANSWER, 102",
        "488, NOT_ACCEPTABLE, 88",
        "403, CALL_REFUSED, 21",
        "302, CALL_REFUSED, 23",
        "401, CALL_REFUSED, 21",
        "500, CALL_REFUSED, 41"
    })
    void aRefusalIsToldByItsStatus(int status, Cause cause, int q850) {
        lab.calls();
        lab.hears(status, refusal -> refusal.and("Contact", "<sip:300@127.0.0.9>"));

        assertThat(lab.reason().cause()).isEqualTo(cause);
        assertThat(lab.reason().sipStatus()).isEqualTo(status);
        assertThat(lab.reason().q850()).isEqualTo(q850);
        lab.assertForgotten();
    }

    @Test
    void aRefusalsOwnCauseAndPatienceAreTold() {
        lab.calls();
        lab.hears(503, refusal -> refusal.and("Reason", "SIP;cause=503, Q.850;cause=34;text=\"no circuit\"")
                .and("Retry-After", "17 (busy hour);duration=60"));

        assertThat(lab.reason().q850()).isEqualTo(34);
        assertThat(lab.reason().retryAfter()).hasValue(17);
    }

    @Test
    void itRingsForAsLongAsItMay() {
        lab.calls(CallingLab.target().withPatience(Duration.ofSeconds(5), Duration.ofSeconds(20)));
        lab.hears(180);
        lab.passes(Duration.ofMillis(19_999));
        assertThat(lab.owner.ends()).isEmpty();

        lab.passes(Duration.ofMillis(1));

        assertThat(lab.reason().cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(lab.reason().sipStatus()).isEqualTo(480);
        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL");
    }

    @Test
    void whoSaysNothingAtAllIsNotReached() {
        lab.calls(CallingLab.target().withPatience(Duration.ofSeconds(5), Duration.ofSeconds(20)));

        lab.passes(Duration.ofSeconds(5));

        assertThat(lab.reason().cause()).isEqualTo(Cause.NOT_REACHED);
        assertThat(lab.sent()).containsExactly("INVITE");
        lab.invite().outcome().onTimeout();
        lab.time.settle();
        lab.assertForgotten();
    }

    @Test
    void aTransactionThatTimesOutOrCantBeSentEndsTheCall() {
        lab.calls();
        lab.invite().outcome().onTimeout();
        lab.time.settle();
        assertThat(lab.reason().cause()).isEqualTo(Cause.NOT_REACHED);
        lab.owner.events.clear();
        lab.calls();
        lab.invite().outcome().onUnsent();
        lab.time.settle();

        assertThat(lab.reason().cause()).isEqualTo(Cause.TRANSPORT_FAILED);
        lab.owner.events.add(new LegEvent.Ended(lab.reason()));
        lab.assertForgotten();
    }

    @Test
    void whatCouldBreakOutOfAHeaderIsRefusedAtOnce() {
        assertThatThrownBy(() -> CallIdentity.of("sip:a@b>\r\nX: y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallingLab.target().withHeader("X-A", "b\r\nX: y"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallTarget.of(
                        "http://a",
                        CallingLab.target().hop(),
                        CallingLab.target().identity()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTransportThatIsNotListenedOnCantBeCalledBy() {
        assertThatThrownBy(() -> lab.calls(CallingLab.target().with(Transport.TCP)))
                .isInstanceOf(SipFailure.class);
        var ipv6 = new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060);
        assertThatThrownBy(() -> lab.calls(
                        CallTarget.of("sip:a@[::1]", ipv6, CallingLab.target().identity())))
                .isInstanceOf(SipFailure.class);
        assertThat(lab.endpoint.activeLegs()).isZero();
    }

    @Test
    void aSessionTimerThatIsTooShortIsRaisedOnce() {
        lab.calls(CallingLab.target().withSessionInterval(Optional.of(Duration.ofSeconds(90))));
        lab.hears(422, refusal -> refusal.and("Min-SE", "300"));

        assertThat(lab.stack.sent("INVITE")).hasSize(2);
        assertThat(lab.invite().request().cseq()).isEqualTo(2);
        assertThat(CallingLab.header(lab.invite().request(), "Session-Expires")).isEqualTo("300");
        assertThat(CallingLab.header(lab.invite().request(), "Min-SE")).isEqualTo("300");
        lab.hears(422, refusal -> refusal.and("Min-SE", "300"));
        assertThat(lab.reason().sipStatus()).isEqualTo(422);
    }

    @Test
    void theSessionIsRefreshedByUsWhenThatWasAgreed() {
        lab.calls();
        lab.hears(200, answer -> answer.sdp("v=0 answer")
                .and("Session-Expires", "200;refresher=uac")
                .and("Allow", "INVITE, UPDATE"));
        lab.passes(Duration.ofSeconds(100));

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "UPDATE");
        assertThat(CallingLab.header(lab.last("UPDATE").request(), "Session-Expires"))
                .isEqualTo("200;refresher=uac");
    }

    @Test
    void aSessionThatTheCalleeShouldRefreshExpires() {
        lab.calls();
        lab.hears(200, answer -> answer.sdp("v=0 answer").and("Session-Expires", "200;refresher=uas"));
        lab.passes(Duration.ofSeconds(168));

        assertThat(lab.reason().cause()).isEqualTo(Cause.SESSION_EXPIRED);
    }

    @Test
    void bothSidesMayOfferAnewOnceItIsAnswered() {
        lab.confirmed();

        var theirs = lab.asks("INVITE", "theirs", 7, request -> request.sdp("v=0 hold"));
        assertThat(theirs.status()).isEqualTo(200);
        lab.asks("ACK", "theirs", 7, request -> request);
        lab.leg().reoffer(SessionDescription.sdp("v=0 ours"));
        lab.time.settle();
        lab.hears(lab.invite(), 200, answer -> answer.sdp("v=0 agreed"));

        assertThat(lab.owner.offers).containsExactly("v=0 hold");
        assertThat(lab.owner.answers).containsExactly("v=0 answer", "v=0 agreed");
        assertThat(lab.invite().request().cseq()).isEqualTo(2);
    }
}
