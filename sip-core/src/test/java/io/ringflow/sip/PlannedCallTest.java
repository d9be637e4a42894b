package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.LegEvent.Confirmed;
import io.ringflow.sip.LegEvent.Progress;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that several far ends may take, at once or one after another, and that its owner sees as one. */
class PlannedCallTest {
    private static final CallTarget DESK = target("sip:desk@127.0.0.9:5090");
    private static final CallTarget MOBILE = target("sip:mobile@127.0.0.9:5091");
    private static final CallTarget HOME = target("sip:home@127.0.0.9:5092");

    private final CallingLab lab = new CallingLab();
    private final List<EndReason> failures = new ArrayList<>();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    private static CallTarget target(String uri) {
        return CallTarget.of(uri, FakeRequest.PEER, CallIdentity.of("sip:100@127.0.0.1"));
    }

    /** Calls the first ones at once, and the others one after another when nobody can be reached. */
    private CallLeg calls(List<CallTarget> first, CallTarget... others) {
        Deque<CallTarget> left = new ArrayDeque<>(List.of(others));
        var plan = new CallPlan() {
            @Override
            public List<CallTarget> first() {
                return first;
            }

            @Override
            public boolean goesOn() {
                return others.length > 0;
            }

            @Override
            public List<CallTarget> next(EndReason failed) {
                failures.add(failed);
                return left.isEmpty() ? List.of() : List.of(left.poll());
            }
        };
        CallLeg leg = lab.endpoint.call(plan, SessionDescription.sdp(CallingLab.OFFER), lab.owner);
        lab.owner.legs.add(leg);
        lab.time.settle();
        return leg;
    }

    private Sent invite(CallTarget to) {
        return lab.stack.sent("INVITE").stream()
                .filter(sent -> sent.request().remoteTarget().equals(to.uri()))
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    private void says(CallTarget who, int status) {
        lab.hears(invite(who), status, response -> response.tag(who.uri()));
    }

    private void answers(CallTarget who) {
        lab.hears(invite(who), 200, response -> response.tag(who.uri()).sdp("v=0 " + who.uri()));
    }

    private List<String> sentTo(String method) {
        return lab.stack.sent(method).stream()
                .map(sent -> sent.request().remoteTarget())
                .toList();
    }

    @Test
    void allRingAndTheFirstThatAnswersHasTheCallWhileTheOthersAreCancelled() {
        CallLeg leg = calls(List.of(DESK, MOBILE, HOME));
        assertThat(sentTo("INVITE")).containsExactlyInAnyOrder(DESK.uri(), MOBILE.uri(), HOME.uri());
        says(DESK, 180);
        says(MOBILE, 180);
        says(HOME, 180);
        answers(MOBILE);

        assertThat(sentTo("CANCEL")).containsExactlyInAnyOrder(DESK.uri(), HOME.uri());
        assertThat(CallingLab.header(lab.last("CANCEL").request(), "Reason"))
                .isEqualTo("SIP;cause=200;text=\"Call completed elsewhere\"");
        assertThat(lab.owner.answers).containsExactly("v=0 " + MOBILE.uri());
        assertThat(lab.owner.events).containsExactly(new Progress(180, false), new Confirmed());
        assertThat(leg.state()).isEqualTo(LegState.CONFIRMED);
        assertThat(leg.ladder()).contains("desk").contains("mobile").contains("home");
    }

    @Test
    void anAnswerThatCrossesAnotherIsAcknowledgedAndHungUp() {
        calls(List.of(DESK, MOBILE));
        says(DESK, 180);
        says(MOBILE, 180);
        answers(MOBILE);
        answers(DESK);

        assertThat(sentTo("BYE")).hasSize(1);
        assertThat(lab.last("BYE").request().id().remoteTag()).isEqualTo(DESK.uri());
        assertThat(lab.owner.answers).containsExactly("v=0 " + MOBILE.uri());
        assertThat(lab.owner.ends()).isEmpty();
    }

    @Test
    void oneThatIsBusyLeavesTheOthersRingingAndOneThatDeclinesSpeaksForAll() {
        calls(List.of(DESK, MOBILE, HOME));
        says(DESK, 486);
        says(MOBILE, 180);
        says(HOME, 180);
        assertThat(lab.owner.ends()).isEmpty();
        says(MOBILE, 603);
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLEE_DECLINED);
        assertThat(sentTo("CANCEL")).containsExactly(HOME.uri());
    }

    @Test
    void whenAllRefuseTheCallEndsWithTheReasonThatSaysMost() {
        calls(List.of(DESK, MOBILE, HOME));
        says(DESK, 503);
        says(MOBILE, 486);
        says(HOME, 480);
        assertThat(lab.reason().sipStatus()).isEqualTo(486);
        assertThat(failures).hasSize(1);
    }

    @Test
    void theOwnerGivesUpAllOfThemAtOnce() {
        CallLeg leg = calls(List.of(DESK, MOBILE));
        says(DESK, 180);
        leg.bye(EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up"));
        lab.time.settle();
        assertThat(lab.owner.ends()).containsExactly(Cause.CALLER_HUNG_UP);
        assertThat(leg.state()).isEqualTo(LegState.ENDED);
        assertThat(sentTo("CANCEL")).containsExactly(DESK.uri());
        answers(MOBILE);
        assertThat(sentTo("BYE")).hasSize(1);
        assertThat(lab.owner.events).hasSize(2);
    }

    @Test
    void theLegOfWhoAnsweredIsTheCallsFromThenOn() {
        CallLeg leg = calls(List.of(DESK, MOBILE));
        answers(DESK);
        leg.info("application/dtmf-relay", new byte[] {'x'});
        lab.time.settle();
        assertThat(sentTo("INFO")).hasSize(1);
        var reoffer = lab.asks("INVITE", DESK.uri(), 1, request -> {
            var id = invite(DESK).request().id();
            return request.callId(id.callId()).toTag(id.localTag()).sdp("v=0 again");
        });
        assertThat(reoffer.status()).isEqualTo(200);
        assertThat(lab.owner.offers).containsExactly("v=0 again");
        leg.bye(EndReason.of(Cause.CALLER_HUNG_UP, "the caller hung up"));
        lab.time.settle();
        assertThat(sentTo("BYE")).hasSize(1);
        assertThat(lab.owner.ends()).containsExactly(Cause.CALLER_HUNG_UP);
    }

    @Test
    void anAnswerThatTheOwnerCanNotUseEndsTheCall() {
        lab.owner.atAnswer = () -> {
            throw new OfferRejected(488, "nothing in common");
        };
        calls(List.of(DESK, MOBILE));
        answers(DESK);
        assertThat(lab.reason().cause()).isEqualTo(Cause.NOT_ACCEPTABLE);
        assertThat(lab.owner.events).noneMatch(Confirmed.class::isInstance);
    }

    @Test
    void aCallThatIsRefusedGoesOnByTheNextWay() {
        calls(List.of(DESK), MOBILE);
        assertThat(sentTo("INVITE")).containsExactly(DESK.uri());
        says(DESK, 503);
        assertThat(failures.getFirst().sipStatus()).isEqualTo(503);
        assertThat(sentTo("INVITE")).containsExactly(DESK.uri(), MOBILE.uri());
        assertThat(lab.owner.events).isEmpty();
        answers(MOBILE);
        assertThat(lab.owner.events).containsExactly(new Confirmed());
    }

    @Test
    void aWayThatIsSilentIsLeftForTheNextOneWhichMaySoundEarly() {
        calls(List.of(DESK.withPatience(Duration.ofSeconds(5), Duration.ofSeconds(60))), MOBILE);
        lab.passes(Duration.ofSeconds(6));
        lab.hears(invite(MOBILE), 183, early -> early.tag("m").sdp("v=0 early"));
        assertThat(lab.owner.answers).containsExactly("v=0 early");
        assertThat(lab.owner.events).containsExactly(new Progress(183, true));
        lab.hears(invite(MOBILE), 200, answer -> answer.tag("m").sdp("v=0 early"));
        assertThat(lab.owner.answers).as("said once").containsExactly("v=0 early");
        assertThat(lab.owner.events).containsExactly(new Progress(183, true), new Confirmed());
    }

    @Test
    void whenNoWayIsLeftTheCallFailsWithTheLastReason() {
        calls(List.of(DESK), MOBILE);
        says(DESK, 503);
        says(MOBILE, 404);
        assertThat(lab.reason().sipStatus()).isEqualTo(404);
    }
}
