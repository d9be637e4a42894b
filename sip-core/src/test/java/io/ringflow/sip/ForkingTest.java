package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.LegEvent.Confirmed;
import io.ringflow.sip.LegEvent.Progress;
import io.ringflow.sip.stack.FakeSipStack.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One INVITE that rings several phones (RFC 3261 §13.2.2.4), and provisional responses that want to be acknowledged. */
class ForkingTest {
    private final CallingLab lab = new CallingLab();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void theSoundThatIsDescribedLastIsHeardUntilOneAnswers() {
        lab.calls();
        lab.hears(183, one -> one.tag("one").sdp("v=0 one"));
        lab.hears(183, two -> two.tag("two").sdp("v=0 two"));
        lab.hears(183, one -> one.tag("one").sdp("v=0 one"));
        lab.hears(180, three -> three.tag("three"));

        assertThat(lab.owner.answers).containsExactly("v=0 one", "v=0 two");
        assertThat(lab.owner.events).containsExactly(new Progress(183, true), new Progress(180, true));
    }

    @Test
    void theOneThatAnswersIsHeardThoughAnotherSpokeLast() {
        lab.calls();
        lab.hears(183, one -> one.tag("one").sdp("v=0 one"));
        lab.hears(183, two -> two.tag("two").sdp("v=0 two"));
        lab.hears(200, one -> one.tag("one").sdp("v=0 one"));

        assertThat(lab.owner.answers).containsExactly("v=0 one", "v=0 two", "v=0 one");
        assertThat(lab.owner.events).endsWith(new Confirmed());
    }

    @Test
    void aSecondAnswerIsAcknowledgedAndHungUpOnceAndTheFirstGoesOn() {
        lab.calls();
        lab.hears(180, one -> one.tag("one"));
        lab.hears(180, two -> two.tag("two"));
        lab.hears(200, one -> one.tag("one").sdp("v=0 one"));
        lab.hears(200, two -> two.tag("two").sdp("v=0 two"));
        lab.hears(200, two -> two.tag("two").sdp("v=0 two"));

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "ACK", "BYE");
        assertThat(tags("ACK")).containsExactly("one", "two");
        assertThat(tags("BYE")).containsExactly("two");
        assertThat(lab.last("BYE").request().cseq()).isEqualTo(2);
        assertThat(lab.owner.answers).containsExactly("v=0 one");
        assertThat(lab.leg().state()).isEqualTo(LegState.CONFIRMED);
    }

    @Test
    void theFirstAnswerThatComesAgainIsAcknowledgedAgain() {
        lab.confirmed();
        lab.hears(200, answer -> answer.sdp("v=0 answer"));

        assertThat(tags("ACK")).containsExactly("theirs", "theirs");
        assertThat(lab.owner.events).containsExactly(new Confirmed());
    }

    @Test
    void anAnswerAfterTheCallIsOverIsStillHungUp() {
        lab.calls();
        lab.hears(180, one -> one.tag("one"));
        lab.hears(486);
        lab.hears(200, late -> late.tag("two").sdp("v=0 two"));

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "BYE");
        lab.assertForgotten();
    }

    @Test
    void aPhoneThatLostTheRaceHasNoDialogAnyMore() {
        lab.calls();
        lab.hears(180, one -> one.tag("one"));
        lab.hears(180, two -> two.tag("two"));
        lab.hears(200, two -> two.tag("two").sdp("v=0 two"));

        assertThat(lab.asks("OPTIONS", "one", 1, request -> request).status()).isEqualTo(481);
        assertThat(lab.asks("OPTIONS", "two", 1, request -> request).status()).isEqualTo(200);
    }

    @Test
    void theRouteOfTheAnswerHoldsInReverse() {
        lab.calls();
        lab.hears(180, one -> one.and("Record-Route", "<sip:early;lr>"));
        lab.hears(200, one -> one.sdp("v=0 one").and("Record-Route", "<sip:near;lr>, <sip:far;lr>"));

        assertThat(lab.last("ACK").request().routeSet()).containsExactly("<sip:far;lr>", "<sip:near;lr>");
    }

    @Test
    void aFarEndThatRingsAThousandPhonesIsNotBelieved() {
        lab.calls();
        for (int i = 0; i < 1_000; i++) {
            String tag = "t" + i;
            lab.hears(183, one -> one.tag(tag).sdp("v=0 " + tag));
        }

        assertThat(lab.owner.answers).hasSize(32);
    }

    @Test
    void aReliableResponseIsAcknowledgedOnceAndInOrder() {
        lab.calls();
        lab.hears(183, one -> one.and("Require", "100rel").and("RSeq", "10").sdp("v=0 early"));
        lab.hears(183, one -> one.and("Require", "100rel").and("RSeq", "10").sdp("v=0 early"));
        lab.hears(180, one -> one.and("Require", "100rel").and("RSeq", "12"));
        lab.hears(180, one -> one.and("Require", "100rel").and("RSeq", "11"));

        List<Sent> pracks = lab.stack.sent("PRACK");
        assertThat(pracks.stream().map(prack -> CallingLab.header(prack.request(), "RAck")))
                .containsExactly("10 1 INVITE", "11 1 INVITE");
        assertThat(pracks.stream().map(prack -> prack.request().cseq())).containsExactly(2L, 3L);
        assertThat(lab.owner.events).containsExactly(new Progress(183, true), new Progress(180, true));
    }

    @Test
    void eachBranchCountsItsReliableResponsesForItself() {
        lab.calls();
        lab.hears(180, one -> one.tag("one").and("Require", "100rel").and("RSeq", "10"));
        lab.hears(180, two -> two.tag("two").and("Require", "100rel").and("RSeq", "900"));

        assertThat(tags("PRACK")).containsExactly("one", "two");
    }

    @Test
    void anUpdateInAnEarlyDialogChangesItsSound() {
        lab.calls();
        lab.hears(183, one -> one.and("Require", "100rel").and("RSeq", "1").sdp("v=0 colour ring"));

        var update = lab.asks("UPDATE", "theirs", 5, request -> request.sdp("v=0 phone"));

        assertThat(update.status()).isEqualTo(200);
        assertThat(update.response().body().orElseThrow().text()).isEqualTo("answer to v=0 phone");
        assertThat(lab.owner.offers).containsExactly("v=0 phone");
        lab.hears(200, answer -> answer);
        assertThat(lab.owner.events).endsWith(new Confirmed());
    }

    @Test
    void anUpdateBeforeOurOfferIsAnsweredHasToWait() {
        lab.calls();
        lab.hears(180);

        assertThat(lab.asks("UPDATE", "theirs", 5, request -> request.sdp("v=0 phone"))
                        .status())
                .isEqualTo(491);
    }

    @Test
    void aRefusedReOfferOfOursWaitsLongerThanThePeersWould() {
        lab.confirmed();
        lab.leg().reoffer(SessionDescription.sdp("v=0 ours"));
        lab.time.settle();
        lab.hears(491);
        lab.passes(Duration.ofMillis(2_099));
        assertThat(lab.stack.sent("INVITE")).hasSize(2);
        lab.passes(Duration.ofMillis(1_901));

        assertThat(lab.stack.sent("INVITE")).hasSize(3);
    }

    private List<String> tags(String method) {
        return lab.stack.sent(method).stream()
                .map(sent -> sent.request().id().remoteTag())
                .toList();
    }
}
