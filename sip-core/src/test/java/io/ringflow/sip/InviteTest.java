package io.ringflow.sip;

import static io.ringflow.sip.EndReason.Cause.APPLICATION_REJECTED;
import static io.ringflow.sip.EndReason.Cause.CALLER_HUNG_UP;
import static io.ringflow.sip.EndReason.Cause.FLOW_FINISHED;
import static io.ringflow.sip.EndReason.Cause.NOT_ACCEPTABLE;
import static io.ringflow.sip.EndReason.Cause.NOT_ACKNOWLEDGED;
import static io.ringflow.sip.EndReason.Cause.NO_SUCH_NUMBER;
import static io.ringflow.sip.EndReason.Cause.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A call from its INVITE to its ACK (RFC 3261 §13.3). */
class InviteTest {

    @Test
    void anInviteComesToTheOwnerWithItsOffer() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();

            assertThat(invite.statuses()).containsExactly(100);
            assertThat(lab.owner.invitations).singleElement().satisfies(call -> {
                assertThat(call.requestUser()).isEqualTo("100");
                assertThat(call.from()).isEqualTo("13800138000");
                assertThat(call.offer().orElseThrow().text()).isEqualTo(LegLab.OFFER);
            });
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.INVITED);
            assertThat(lab.endpoint.activeLegs()).isEqualTo(1);
        }
    }

    @Test
    void ringingIsSentOnceThoughAskedTwice() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();

            lab.owner.leg().ring();
            lab.owner.leg().ring();
            lab.time.settle();

            assertThat(invite.statuses()).containsExactly(100, 180);
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.EARLY);
        }
    }

    /** Within 200 ms most applications answer, and 180 would be a datagram that nobody hears (RFC 3261 §17.2.1). */
    @Test
    void ringingIsSaidWhenTheCallerWouldBeginToWonder() {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).young());

            lab.owner.leg().ring();
            lab.time.settle();
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.EARLY);
            assertThat(invite.statuses()).containsExactly(100);

            invite.grows();
            lab.time.settle();
            assertThat(invite.statuses()).containsExactly(100, 180);
        }
    }

    @Test
    void whoIsAnsweredByThenIsNotToldThatItRang() {
        try (var lab = new LegLab()) {
            FakeRequest invite =
                    lab.receives(FakeRequest.of("INVITE").sdp(LegLab.OFFER).young());

            lab.owner.leg().ring();
            lab.answers(LegLab.ANSWER);
            invite.grows();
            lab.time.settle();

            assertThat(invite.statuses()).containsExactly(100, 200);
        }
    }

    @Test
    void earlyMediaTravelsIn183() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();

            lab.owner.leg().progress(SessionDescription.sdp("v=0 early"));
            lab.time.settle();

            assertThat(invite.status()).isEqualTo(183);
            assertThat(invite.response().body().orElseThrow().text()).isEqualTo("v=0 early");
        }
    }

    @Test
    void earlyMediaIsNotOfferedIn183WhenTheInviteHadNoOffer() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE"));

            lab.owner.leg().progress(SessionDescription.sdp("v=0 early"));
            lab.time.settle();

            assertThat(invite.status()).isEqualTo(183);
            assertThat(invite.response().body()).isEmpty();
        }
    }

    @Test
    void theAnswerCarriesTheDescriptionAndTheAckConfirmsTheCall() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            assertThat(invite.status()).isEqualTo(200);
            assertThat(invite.response().body().orElseThrow().text()).isEqualTo(LegLab.ANSWER);
            assertThat(invite.response().header("Allow"))
                    .hasValue("INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, NOTIFY");
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.ANSWERED);

            lab.receives(lab.ack(invite));

            assertThat(lab.owner.events).containsExactly(new LegEvent.Confirmed());
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.CONFIRMED);
        }
    }

    @Test
    void theTimeToTheAnswerIsTold() {
        try (var lab = new LegLab()) {
            lab.invited();
            lab.passes(Duration.ofMillis(750));
            lab.answers(LegLab.ANSWER);

            assertThat(lab.facts.facts).contains("answered after 750 ms");
        }
    }

    @Test
    void aDelayedOfferIsAnsweredInTheAck() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE"));
            assertThat(lab.owner.invitations.getFirst().offer()).isEmpty();

            lab.answers("v=0 our offer");
            lab.receives(lab.ack(invite).sdp("v=0 their answer"));

            assertThat(lab.owner.answers).containsExactly("v=0 their answer");
            assertThat(lab.owner.events).containsExactly(new LegEvent.Confirmed());
        }
    }

    @Test
    void aDelayedOfferWithoutAnAnswerEndsTheCall() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE"));
            lab.answers("v=0 our offer");

            lab.receives(lab.ack(invite));

            assertThat(lab.owner.ends()).containsExactly(NOT_ACCEPTABLE);
            assertThat(lab.stack.sent("BYE")).hasSize(1);
        }
    }

    @Test
    void aDelayedOfferWithAnAnswerThatCantBeUsedEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.owner.atAnswer = () -> {
                throw new OfferRejected(488, "no common codec");
            };
            FakeRequest invite = lab.receives(FakeRequest.of("INVITE"));
            lab.answers("v=0 our offer");

            lab.receives(lab.ack(invite).sdp("v=0 nonsense"));

            assertThat(lab.owner.ends()).containsExactly(NOT_ACCEPTABLE);
        }
    }

    @Test
    void theAnswerIsRepeatedWithDoublingIntervalsUntilTheAck() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            lab.passes(Duration.ofMillis(499));
            assertThat(invite.repeats()).isZero();
            lab.passes(Duration.ofMillis(1));
            assertThat(invite.repeats()).isEqualTo(1);
            lab.passes(Duration.ofSeconds(1));
            assertThat(invite.repeats()).isEqualTo(2);
            lab.passes(Duration.ofSeconds(2));
            assertThat(invite.repeats()).isEqualTo(3);
            lab.passes(Duration.ofSeconds(4));
            assertThat(invite.repeats()).isEqualTo(4);

            lab.receives(lab.ack(invite));
            lab.passes(Duration.ofSeconds(60));

            assertThat(invite.repeats()).isEqualTo(4);
            assertThat(lab.facts.facts).filteredOn("retransmitted"::equals).hasSize(4);
        }
    }

    @Test
    void aCallNeverAcknowledgedEndsWithByeAfter32Seconds() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            lab.passes(Duration.ofMillis(31_999));
            assertThat(lab.owner.ends()).isEmpty();
            lab.passes(Duration.ofMillis(1));

            assertThat(lab.owner.ends()).containsExactly(NOT_ACKNOWLEDGED);
            assertThat(invite.repeats()).isEqualTo(10);
            assertThat(lab.stack.sent("BYE")).hasSize(1);
        }
    }

    @Test
    void anAckOfAnotherNumberConfirmsNothing() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            lab.receives(lab.ack(invite).cseq(7));

            assertThat(lab.owner.leg().state()).isEqualTo(LegState.ANSWERED);
        }
    }

    @Test
    void aRejectedCallGetsTheStatusOfItsReasonAndIsForgotten() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();

            lab.owner
                    .leg()
                    .reject(
                            EndReason.of(APPLICATION_REJECTED, "all agents are busy")
                                    .withSipStatus(486),
                            OptionalInt.of(5));
            lab.time.settle();

            assertThat(invite.status()).isEqualTo(486);
            assertThat(invite.response().header("Retry-After")).hasValue("5");
            assertThat(invite.response().header("Reason")).hasValue("Q.850;cause=21;text=\"all agents are busy\"");
            assertThat(lab.owner.ends()).containsExactly(APPLICATION_REJECTED);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void aNormalEndBeforeTheAnswerIsTemporarilyUnavailable() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();

            lab.hangsUp(FLOW_FINISHED);

            assertThat(invite.status()).isEqualTo(480);
            assertThat(lab.stack.sent()).isEmpty();
        }
    }

    @Test
    void aRejectAfterTheAnswerDoesNothing() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.confirmed();

            lab.owner.leg().reject(EndReason.of(NO_SUCH_NUMBER, "late"), OptionalInt.empty());
            lab.time.settle();

            assertThat(invite.statuses()).containsExactly(100, 200);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aCallThatNobodyTakesIsRefused() {
        try (var lab = new LegLab()) {
            lab.owner.listens = false;

            FakeRequest invite = lab.invited();

            assertThat(invite.status()).isEqualTo(500);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void anOwnerThatFailsAtACallCostsThatCallAndNoOther() {
        try (var lab = new LegLab();
                var log = new ErrorLog("leg.InboundLeg")) {
            lab.owner.atIncoming = () -> {
                throw new IllegalStateException("a bug");
            };
            FakeRequest broken = lab.invited();
            lab.owner.atIncoming = () -> {};
            FakeRequest sound =
                    lab.receives(FakeRequest.of("INVITE").callId("call-2").sdp(LegLab.OFFER));
            lab.answers(LegLab.ANSWER);

            assertThat(log.lines()).singleElement().asString().endsWith("the call could not be taken");
            assertThat(broken.status()).isEqualTo(500);
            assertThat(lab.owner.ends()).containsExactly(SERVER_ERROR);
            assertThat(sound.status()).isEqualTo(200);
        }
    }

    @Test
    void aTrustedNetworkAssertsWhoCalls() {
        try (var lab = new LegLab()) {
            lab.receives(FakeRequest.of("INVITE")
                    .with("P-Asserted-Identity", "\"x, y\" <sip:%2B8610@trunk;user=phone>, <tel:+8610>")
                    .sdp(LegLab.OFFER));

            assertThat(lab.owner.invitations.getFirst().from()).isEqualTo("+8610");
        }
    }

    @Test
    void anUntrustedNetworkIsNotBelieved() {
        try (var lab = new LegLab()) {
            lab.receives(FakeRequest.of("INVITE")
                    .with("P-Asserted-Identity", "<tel:+8610>")
                    .source(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 5060))
                    .sdp(LegLab.OFFER));

            assertThat(lab.owner.invitations.getFirst().from()).isEqualTo("13800138000");
        }
    }

    @Test
    void aByeThatOvertakesTheAckEndsTheCallAndTheAckIsIgnored() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();
            FakeRequest ack = lab.ack(invite);

            FakeRequest bye = lab.receives(lab.inDialog("BYE"));
            lab.receives(ack);
            lab.passes(Duration.ofSeconds(40));

            assertThat(bye.status()).isEqualTo(200);
            assertThat(lab.owner.events).hasSize(1);
            assertThat(lab.owner.ends()).containsExactly(CALLER_HUNG_UP);
            assertThat(invite.repeats()).isZero();
        }
    }
}
