package io.ringflow.sip;

import static io.ringflow.sip.EndReason.Cause.NOT_ACKNOWLEDGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The peer changes the session: re-INVITE (RFC 3261 §14.2) and UPDATE (RFC 3311). */
class ReInviteTest {

    @Test
    void anOfferInAReInviteIsAnsweredByTheOwnerAndNotFromMemory() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest reInvite = lab.receives(lab.inDialog("INVITE").sdp("v=0 hold"));

            assertThat(lab.owner.offers).containsExactly("v=0 hold");
            assertThat(reInvite.statuses()).containsExactly(100, 200);
            assertThat(reInvite.response().body().orElseThrow().text()).isEqualTo("answer to v=0 hold");
            lab.receives(lab.ack(reInvite));
        }
    }

    /** The media may wait for a moment; the worker that brings a message may not. */
    @Test
    void anOfferAndAnAnswerAreNegotiatedOnAThreadOfTheLegAndABareAckAndAByeWhereTheyCome() {
        try (var lab = new LegLab()) {
            var threads = new ArrayList<Boolean>();
            lab.owner.atEvent = () -> threads.add(Thread.currentThread().isVirtual());
            lab.confirmed();
            assertThat(threads).containsExactly(false);

            lab.owner.answering = offer -> {
                threads.add(Thread.currentThread().isVirtual());
                return offer;
            };
            lab.receives(lab.ack(lab.receives(lab.inDialog("INVITE").sdp("v=0 hold"))));
            assertThat(threads).containsExactly(false, true);

            lab.receives(lab.inDialog("BYE"));
            assertThat(threads).endsWith(false).hasSize(3);
        }
    }

    @Test
    void aReInviteWithoutAnOfferGetsOursAndItsAckBringsTheAnswer() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest reInvite = lab.receives(lab.inDialog("INVITE"));
            assertThat(reInvite.response().body().orElseThrow().text()).isEqualTo("our offer");

            lab.receives(lab.ack(reInvite).sdp("v=0 new answer"));
            assertThat(lab.owner.answers).containsExactly("v=0 new answer");
        }
    }

    @Test
    void the200OfAReInviteIsRepeatedUntilItsAck() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            FakeRequest reInvite = lab.receives(lab.inDialog("INVITE").sdp("v=0 hold"));

            lab.passes(Duration.ofMillis(1_500));
            assertThat(reInvite.repeats()).isEqualTo(2);

            lab.receives(lab.ack(reInvite));
            lab.passes(Duration.ofSeconds(40));
            assertThat(reInvite.repeats()).isEqualTo(2);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aReInviteNeverAcknowledgedEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.receives(lab.inDialog("INVITE").sdp("v=0 hold"));

            lab.passes(Duration.ofSeconds(32));

            assertThat(lab.owner.ends()).containsExactly(NOT_ACKNOWLEDGED);
            assertThat(lab.stack.sent("BYE")).hasSize(1);
        }
    }

    @Test
    void anOfferThatTheOwnerRefusesGetsItsStatusWithAWarningAndTheCallGoesOn() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.answering = offer -> {
                throw new OfferRejected(488, "no \"common\" codec");
            };

            FakeRequest reInvite = lab.receives(lab.inDialog("INVITE").sdp("v=0 video"));

            assertThat(reInvite.status()).isEqualTo(488);
            assertThat(reInvite.response().header("Warning")).hasValue("399 ringflow \"no \\\"common\\\" codec\"");
            lab.owner.answering = offer -> offer;
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 audio")).status())
                    .isEqualTo(200);
            assertThat(lab.owner.ends()).isEmpty();
        }
    }

    @Test
    void aBugInTheOwnerIs500ForThatRequestOnly() {
        try (var lab = new LegLab();
                var log = new ErrorLog("leg.DialogRequests")) {
            lab.confirmed();
            lab.owner.answering = offer -> {
                throw new IllegalStateException("a bug");
            };

            assertThat(lab.receives(lab.inDialog("INVITE").sdp("v=0 x")).status())
                    .isEqualTo(500);

            lab.owner.answering = offer -> offer;
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 y")).status())
                    .isEqualTo(200);
            assertThat(log.lines()).singleElement().asString().endsWith("its owner failed at an offer");
        }
    }

    @Test
    void aReInviteBeforeTheFirstAnswerIs500WithRetryAfter() {
        try (var lab = new LegLab()) {
            lab.invited();
            lab.owner.leg().ring();
            lab.time.settle();

            FakeRequest early = lab.receives(lab.inDialog("INVITE").sdp("v=0 x"));

            assertThat(early.status()).isEqualTo(500);
            assertThat(Integer.parseInt(early.response().header("Retry-After").orElseThrow()))
                    .isBetween(0, 10);
            assertThat(lab.owner.offers).isEmpty();
        }
    }

    @Test
    void aReInviteWhileOurOfferIsUnansweredIs491() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.receives(lab.inDialog("INVITE"));

            assertThat(lab.receives(lab.inDialog("INVITE").sdp("v=0 x")).status())
                    .isEqualTo(491);
        }
    }

    @Test
    void aReInviteBeforeTheAckProvesThatTheAckWasSent() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();

            FakeRequest reInvite = lab.receives(lab.inDialog("INVITE").sdp("v=0 hold"));
            lab.receives(lab.ack(reInvite));
            lab.passes(Duration.ofSeconds(40));

            assertThat(reInvite.status()).isEqualTo(200);
            assertThat(lab.owner.events).containsExactly(new LegEvent.Confirmed());
            assertThat(invite.repeats()).isZero();
        }
    }

    @Test
    void aNewContactIsWhereOurNextRequestGoes() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            var elsewhere = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.10"), 5070);
            FakeRequest reInvite = lab.inDialog("INVITE")
                    .sdp("v=0 x")
                    .with("Contact", "<sip:moved@127.0.0.10;transport=udp>;expires=3")
                    .source(elsewhere);
            lab.receives(reInvite);
            lab.receives(lab.ack(reInvite));

            lab.hangsUp(EndReason.Cause.FLOW_FINISHED);

            assertThat(lab.stack.sent("BYE").getFirst().request()).satisfies(bye -> {
                assertThat(bye.remoteTarget()).isEqualTo("sip:moved@127.0.0.10;transport=udp");
                assertThat(bye.fallbackHop()).isEqualTo(elsewhere);
            });
        }
    }

    @Test
    void theContactOfARefusedReInviteIsNotTaken() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.answering = offer -> {
                throw new OfferRejected(488, "no");
            };
            lab.receives(lab.inDialog("INVITE").sdp("v=0 x").with("Contact", "<sip:moved@127.0.0.10>"));

            lab.hangsUp(EndReason.Cause.FLOW_FINISHED);

            assertThat(lab.stack.sent("BYE").getFirst().request().remoteTarget())
                    .isEqualTo("sip:alice@127.0.0.9:5090");
        }
    }

    @Test
    void anUpdateWithAnOfferIsAnswered() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest update = lab.receives(lab.inDialog("UPDATE").sdp("v=0 x"));

            assertThat(update.status()).isEqualTo(200);
            assertThat(update.response().body().orElseThrow().text()).isEqualTo("answer to v=0 x");
        }
    }

    @Test
    void anUpdateWithoutAnOfferRefreshesTheTargetOnly() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest update = lab.receives(lab.inDialog("UPDATE").with("Contact", "<sip:new@127.0.0.9>"));
            lab.hangsUp(EndReason.Cause.FLOW_FINISHED);

            assertThat(update.status()).isEqualTo(200);
            assertThat(update.response().body()).isEmpty();
            assertThat(lab.stack.sent("BYE").getFirst().request().remoteTarget())
                    .isEqualTo("sip:new@127.0.0.9");
        }
    }

    @Test
    void anUpdateBeforeTheFirstOfferIsAnsweredMustComeAgainLater() {
        try (var lab = new LegLab()) {
            lab.invited();
            lab.owner.leg().ring();
            lab.time.settle();

            FakeRequest update = lab.receives(lab.inDialog("UPDATE").sdp("v=0 x"));

            assertThat(update.status()).isEqualTo(500);
            assertThat(update.response().header("Retry-After")).isPresent();
            assertThat(lab.receives(lab.inDialog("UPDATE")).status()).isEqualTo(200);
        }
    }

    @Test
    void anUpdateAfterEarlyMediaRenegotiatesIt() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.invited();
            lab.owner.leg().progress(SessionDescription.sdp("v=0 early"));
            lab.time.settle();

            FakeRequest update = lab.receives(lab.inDialog("UPDATE").sdp("v=0 ring-back"));
            lab.answers(LegLab.ANSWER);

            assertThat(update.status()).isEqualTo(200);
            assertThat(lab.owner.offers).containsExactly("v=0 ring-back");
            assertThat(invite.status()).isEqualTo(200);
        }
    }

    @Test
    void anUpdateWhileOurDelayedOfferIsUnansweredIs491() {
        try (var lab = new LegLab()) {
            lab.receives(FakeRequest.of("INVITE"));
            lab.answers("v=0 our offer");

            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 x")).status())
                    .isEqualTo(491);
        }
    }
}
