package io.ringflow.sip;

import static io.ringflow.sip.EndReason.Cause.NOT_ACCEPTABLE;
import static io.ringflow.sip.EndReason.Cause.TRANSPORT_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import io.ringflow.sip.stack.FakeResponse;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** We change the session: our own re-INVITE (RFC 3261 §14.1). */
class ReofferTest {

    @Test
    void ourOfferGoesOutAndItsAnswerIsAcknowledgedAndHandedOver() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            Sent invite = reoffered(lab, "v=0 new");
            answer(lab, invite, FakeResponse.to(invite.request(), 200).sdp("v=0 agreed"));

            assertThat(invite.request().body().orElseThrow().text()).isEqualTo("v=0 new");
            assertThat(lab.owner.answers).containsExactly("v=0 agreed");
            assertThat(lab.stack.sent("ACK")).singleElement().satisfies(ack -> assertThat(
                            ack.request().cseq())
                    .isEqualTo(invite.request().cseq()));
        }
    }

    @Test
    void aRepeated200IsTakenOnce() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent invite = reoffered(lab, "v=0 new");

            answer(lab, invite, FakeResponse.to(invite.request(), 200).sdp("v=0 agreed"));
            answer(lab, invite, FakeResponse.to(invite.request(), 200).sdp("v=0 agreed"));

            assertThat(lab.owner.answers).hasSize(1);
        }
    }

    @Test
    void afterGlareTheSameOfferIsMadeAgainWithinTwoSeconds() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent first = reoffered(lab, "v=0 new");

            first.answeredWith(491);
            lab.time.settle();
            assertThat(lab.stack.sent("INVITE")).hasSize(1);
            lab.passes(Duration.ofSeconds(2));

            assertThat(lab.stack.sent("INVITE")).hasSize(2);
            assertThat(lab.stack.sent("INVITE").getLast().request().cseq())
                    .isGreaterThan(first.request().cseq());
            assertThat(lab.stack
                            .sent("INVITE")
                            .getLast()
                            .request()
                            .body()
                            .orElseThrow()
                            .text())
                    .isEqualTo("v=0 new");
        }
    }

    @Test
    void theirReInviteMeetsOursWith491() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");

            assertThat(lab.receives(lab.inDialog("INVITE").sdp("v=0 theirs")).status())
                    .isEqualTo(491);
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 theirs")).status())
                    .isEqualTo(491);
            assertThat(lab.owner.offers).isEmpty();

            answer(lab, ours, FakeResponse.to(ours.request(), 200).sdp("v=0 agreed"));
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 theirs")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anOfferWaitsForTheAckOfTheCall() {
        try (var lab = new LegLab()) {
            FakeRequest invite = lab.answered();
            lab.owner.leg().reoffer(SessionDescription.sdp("v=0 new"));
            lab.time.settle();
            assertThat(lab.stack.sent("INVITE")).isEmpty();

            lab.receives(lab.ack(invite));

            assertThat(lab.stack.sent("INVITE")).hasSize(1);
        }
    }

    @Test
    void aRefusedOfferLeavesTheSessionAsItWas() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");

            ours.answeredWith(488);
            lab.time.settle();

            assertThat(lab.owner.ends()).isEmpty();
            assertThat(lab.receives(lab.inDialog("UPDATE").sdp("v=0 theirs")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPeerThatKnowsTheDialogNoMoreEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");

            ours.answeredWith(481);
            lab.time.settle();

            assertThat(lab.owner.ends()).containsExactly(TRANSPORT_FAILED);
        }
    }

    @Test
    void aPeerThatIsSilentEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");

            ours.outcome().onTimeout();
            lab.time.settle();

            assertThat(lab.owner.ends()).containsExactly(TRANSPORT_FAILED);
        }
    }

    @Test
    void anAnswerThatCantBeUsedEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.atAnswer = () -> {
                throw new OfferRejected(488, "nothing in common");
            };
            Sent ours = reoffered(lab, "v=0 new");

            answer(lab, ours, FakeResponse.to(ours.request(), 200).sdp("v=0 nonsense"));

            assertThat(lab.owner.ends()).containsExactly(NOT_ACCEPTABLE);
        }
    }

    @Test
    void a200ThatComesAfterTheEndIsStillAcknowledged() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");
            lab.receives(lab.inDialog("BYE"));

            answer(lab, ours, FakeResponse.to(ours.request(), 200).sdp("v=0 late"));

            assertThat(lab.stack.sent("ACK")).hasSize(1);
            assertThat(lab.owner.answers).isEmpty();
        }
    }

    @Test
    void theContactOfThe200IsWhereWeGoNext() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            Sent ours = reoffered(lab, "v=0 new");

            answer(
                    lab,
                    ours,
                    FakeResponse.to(ours.request(), 200)
                            .with(Map.of("Contact", "<sip:next@127.0.0.9>"))
                            .sdp("v=0 agreed"));

            assertThat(lab.stack.sent("ACK").getFirst().request().remoteTarget())
                    .isEqualTo("sip:next@127.0.0.9");
        }
    }

    private static Sent reoffered(LegLab lab, String offer) {
        lab.owner.leg().reoffer(SessionDescription.sdp(offer));
        lab.time.settle();
        return lab.stack.sent("INVITE").getLast();
    }

    private static void answer(LegLab lab, Sent request, FakeResponse response) {
        request.outcome().onResponse(response);
        lab.time.settle();
    }
}
