package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call of ours that is given up before its answer, and everything that may cross the CANCEL. */
class CancellingTest {
    private final CallingLab lab = new CallingLab();

    @AfterEach
    void nothingIsLeft() {
        lab.close();
    }

    @Test
    void whileItRingsACancelGoesOutAndTheOwnerWaitsForNothing() {
        lab.calls();
        lab.hears(180);
        lab.givesUp();

        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL");
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
        assertThat(CallingLab.header(lab.last("CANCEL").request(), "Reason")).startsWith("Q.850;cause=16");
        lab.last("CANCEL").answeredWith(200);
        lab.hears(lab.invite(), 487, refusal -> refusal);
        lab.assertForgotten();
        assertThat(lab.owner.ends()).hasSize(1);
    }

    @Test
    void theCancelWaitsForTheFirstProvisionalResponse() {
        lab.calls();
        lab.givesUp();
        assertThat(lab.sent()).containsExactly("INVITE");
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLER_HUNG_UP);

        lab.hears(100);

        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL");
        lab.hears(487);
        lab.assertForgotten();
    }

    @Test
    void aCancelThatWaitedIsSentOnceWhateverElseIsHeard() {
        lab.calls();
        lab.givesUp();
        lab.hears(180);
        lab.hears(183, progress -> progress.sdp("v=0 early"));
        lab.hears(180);

        assertThat(lab.stack.sent("CANCEL")).hasSize(1);
        assertThat(lab.owner.answers).isEmpty();
    }

    @Test
    void aRefusalThatCameFirstNeedsNoCancel() {
        lab.calls();
        lab.givesUp();
        lab.hears(486);

        assertThat(lab.sent()).containsExactly("INVITE");
        lab.assertForgotten();
    }

    @Test
    void anAnswerThatCrossesTheCancelIsAcknowledgedAndHungUp() {
        lab.calls();
        lab.hears(180);
        lab.givesUp();
        lab.hears(200, answer -> answer.sdp("v=0 answer"));

        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL", "ACK", "BYE");
        assertThat(lab.owner.answers).isEmpty();
        assertThat(lab.owner.ends()).hasSize(1);
        lab.last("BYE").answeredWith(200);
        lab.time.settle();
        lab.assertForgotten();
    }

    @Test
    void anAnswerThatComesBeforeTheCancelMayLeaveIsAcknowledgedAndHungUp() {
        lab.calls();
        lab.givesUp();
        lab.hears(200, answer -> answer.sdp("v=0 answer"));

        assertThat(lab.sent()).containsExactly("INVITE", "ACK", "BYE");
        lab.last("BYE").answeredWith(481);
        lab.time.settle();
        lab.assertForgotten();
    }

    @Test
    void aChallengeThatCrossesTheCancelIsNotMet() {
        lab.calls(AuthenticationTest.target());
        lab.hears(100);
        lab.givesUp();
        lab.hears(401, refusal -> refusal.and("WWW-Authenticate", AuthenticationTest.CHALLENGE));

        assertThat(lab.stack.sent("INVITE")).hasSize(1);
        lab.assertForgotten();
    }

    @Test
    void anInviteThatIsNeverEndedAfterItsCancelIsForgotten() {
        lab.calls();
        lab.hears(180);
        lab.givesUp();
        lab.last("CANCEL").answeredWith(200);
        lab.passes(Duration.ofMillis(31_999));
        assertThat(lab.endpoint.activeLegs()).isOne();

        lab.passes(Duration.ofMillis(1));

        assertThat(lab.stack.abandoned()).hasSize(1);
        lab.assertForgotten();
    }

    @Test
    void aByeBeforeTheAnswerEndsTheCallToo() {
        lab.calls();
        lab.hears(180);

        var bye = lab.asks("BYE", "theirs", 1, request -> request);

        assertThat(bye.status()).isEqualTo(200);
        assertThat(lab.reason().cause()).isEqualTo(Cause.CALLEE_HUNG_UP);
        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL");
    }

    @Test
    void theEndpointThatClosesCancelsAndLeavesNothing() {
        lab.calls();
        lab.hears(180);

        lab.endpoint.close();
        lab.time.settle();

        assertThat(lab.sent()).containsExactly("INVITE", "CANCEL");
        assertThat(lab.reason().cause()).isEqualTo(Cause.SERVER_DRAINING);
        lab.assertForgotten();
    }
}
