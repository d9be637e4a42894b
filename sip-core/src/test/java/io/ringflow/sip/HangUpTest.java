package io.ringflow.sip;

import static io.ringflow.sip.EndReason.Cause.APPLICATION_HUNG_UP;
import static io.ringflow.sip.EndReason.Cause.CALLER_CANCELLED;
import static io.ringflow.sip.EndReason.Cause.CALLER_HUNG_UP;
import static io.ringflow.sip.EndReason.Cause.FLOW_FINISHED;
import static io.ringflow.sip.EndReason.Cause.SERVER_DRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** BYE and CANCEL from either side (RFC 3261 §9.2, §15). */
class HangUpTest {

    @Test
    void aByeOfTheCallerIsAnsweredAtOnceAndEndsTheLeg() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest bye = lab.receives(lab.inDialog("BYE"));

            assertThat(bye.status()).isEqualTo(200);
            assertThat(lab.owner.ends()).containsExactly(CALLER_HUNG_UP);
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.ENDED);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void ourByeGoesToTheContactByTheRouteSetAndSaysWhy() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE")
                    .sdp(LegLab.OFFER)
                    .and("Record-Route", "<sip:p2;lr>, <sip:p1;lr>")
                    .and("Record-Route", "<sip:p0;lr>"));
            lab.answers(LegLab.ANSWER);
            lab.receives(lab.ack(invite));

            lab.hangsUp(FLOW_FINISHED);

            DialogRequest bye = lab.stack.sent("BYE").getFirst().request();
            assertThat(bye.remoteTarget()).isEqualTo("sip:alice@127.0.0.9:5090");
            assertThat(bye.routeSet()).containsExactly("<sip:p2;lr>", "<sip:p1;lr>", "<sip:p0;lr>");
            assertThat(bye.remoteUri()).isEqualTo("\"Alice\" <sip:13800138000@127.0.0.9>");
            assertThat(bye.localUri()).isEqualTo("<sip:100@127.0.0.1>");
            assertThat(bye.id().remoteTag()).isEqualTo("theirs");
            assertThat(bye.headers())
                    .containsExactly(new HeaderLine("Reason", "Q.850;cause=16;text=\"the test is over\""));
            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
        }
    }

    @Test
    void theLegIsForgottenWhenOurByeIsAnswered() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.hangsUp(FLOW_FINISHED);
            assertThat(lab.endpoint.activeLegs()).isEqualTo(1);

            lab.stack.sent("BYE").getFirst().answeredWith(200);
            lab.time.settle();

            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void aByeThatNobodyAnswersStillEndsTheLeg() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.hangsUp(FLOW_FINISHED);

            lab.stack.sent("BYE").getFirst().outcome().onTimeout();
            lab.time.settle();

            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void aChallengeToOurByeIsNotAnswered() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.hangsUp(FLOW_FINISHED);

            lab.stack.sent("BYE").getFirst().answeredWith(401);
            lab.time.settle();

            assertThat(lab.stack.sent("BYE")).hasSize(1);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void byesThatCrossAreBothAnswered() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.hangsUp(APPLICATION_HUNG_UP);

            FakeRequest theirs = lab.receives(lab.inDialog("BYE"));

            assertThat(theirs.status()).isEqualTo(200);
            assertThat(lab.owner.ends()).containsExactly(APPLICATION_HUNG_UP);
        }
    }

    @Test
    void aHangUpBeforeTheAckWaitsForIt() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            lab.hangsUp(FLOW_FINISHED);

            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
            assertThat(lab.stack.sent("BYE")).isEmpty();

            lab.receives(lab.ack(invite));

            assertThat(lab.stack.sent("BYE")).hasSize(1);
            assertThat(lab.owner.events).hasSize(1);
        }
    }

    @Test
    void aHangUpThatIsNeverAcknowledgedSendsItsByeAfter32Seconds() {
        try (var lab = new LegLab()) {
            lab.answered();
            lab.hangsUp(FLOW_FINISHED);

            lab.passes(Duration.ofSeconds(32));

            assertThat(lab.stack.sent("BYE")).hasSize(1);
            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
        }
    }

    @Test
    void aSecondHangUpDoesNothing() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            lab.hangsUp(FLOW_FINISHED);
            lab.hangsUp(APPLICATION_HUNG_UP);

            assertThat(lab.stack.sent("BYE")).hasSize(1);
            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
        }
    }

    @Test
    void aCancelEndsAnUnansweredCallWith487() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();
            lab.owner.leg().ring();
            lab.time.settle();

            FakeRequest cancel = lab.receives(FakeRequest.of("CANCEL"));

            assertThat(cancel.status()).isEqualTo(200);
            assertThat(cancel.response().localTag()).isEqualTo(invite.response().localTag());
            assertThat(invite.statuses()).containsExactly(100, 180, 487);
            assertThat(lab.owner.ends()).containsExactly(CALLER_CANCELLED);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void aCancelAfterTheAnswerHasNoEffect() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            FakeRequest cancel = lab.receives(FakeRequest.of("CANCEL"));

            assertThat(cancel.status()).isEqualTo(200);
            assertThat(invite.statuses()).containsExactly(100, 200);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aCancelThatCrossesOurRefusalIsAnsweredAndHasNoEffect() {
        try (var lab = new LegLab()) {
            lab.invited();
            lab.hangsUp(FLOW_FINISHED);

            FakeRequest cancel = lab.receives(FakeRequest.of("CANCEL"));

            assertThat(cancel.status()).isEqualTo(200);
            assertThat(lab.owner.ends()).containsExactly(FLOW_FINISHED);
        }
    }

    @Test
    void aCancelOfNothingIsUnknown() {
        try (var lab = new LegLab()) {
            lab.invited();

            assertThat(lab.receives(FakeRequest.of("CANCEL").cseq(9)).status()).isEqualTo(481);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aCancelInsideTheDialogThatMeansAnotherInviteDoesNotEndTheCall() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();
            lab.owner.leg().ring();
            lab.time.settle();

            lab.receives(lab.inDialog("CANCEL"));

            assertThat(invite.statuses()).containsExactly(100, 180);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aByeInAnEarlyDialogEndsTheInviteAsWell() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();
            lab.owner.leg().ring();
            lab.time.settle();

            FakeRequest bye = lab.receives(lab.inDialog("BYE"));

            assertThat(bye.status()).isEqualTo(200);
            assertThat(invite.status()).isEqualTo(487);
            assertThat(lab.owner.ends()).containsExactly(CALLER_CANCELLED);
        }
    }

    @Test
    void theLadderShowsTheCallAlsoWhenItIsOver() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.passes(Duration.ofSeconds(1));
            lab.receives(lab.inDialog("BYE"));

            assertThat(lab.endpoint.ladder(lab.owner.leg().id()).orElseThrow()).isEqualTo("""
                            09:00:00.000  → INVITE sip:100@127.0.0.1 [application/sdp]
                            09:00:00.000  ← 200 to INVITE [application/sdp]
                            09:00:00.000  → ACK sip:100@127.0.0.1
                            09:00:01.000  → BYE sip:100@127.0.0.1
                            09:00:01.000  · ended: CALLER_HUNG_UP, the caller hung up
                            09:00:01.000  ← 200 to BYE
                            """);
        }
    }

    @Test
    void theEndOfTheEndpointHangsUpWhatLives() {
        try (var lab = new LegLab()) {
            lab.stack.answersByes();
            lab.confirmed();

            lab.endpoint.close();

            assertThat(lab.owner.ends()).containsExactly(SERVER_DRAINING);
            assertThat(lab.stack.sent("BYE")).hasSize(1);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }
}
