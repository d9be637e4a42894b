package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.media.MediaEvent;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.SessionDescription;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a call ends, at whatever moment: everything is closed, and stopservice is sent once, last (D18). */
class CallEndingTest {

    private final CallBench bench = new CallBench();

    @AfterEach
    void nothingIsLeft() {
        assertThat(bench.over()).as("the registry forgot the call").isTrue();
        assertThat(bench.media.closed).as("media is closed once").hasValue(bench.media.opened.get());
        assertThat(bench.time.pendingTimers()).as("timers left").isZero();
        assertThat(bench.notified).as("stopservice").hasSize((int) bench.media.opened.get());
        assertThat(bench.facts.summaries).hasSize((int) bench.media.opened.get());
    }

    @Test
    void theCallerHangsUpDuringAPrompt() {
        bench.app.answers("startservice", "<Play loop='-1'>menu.wav</Play><Redirect>next</Redirect>");
        bench.dial();
        bench.seconds(4);
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.heard()).endsWith("stop menu.wav");
        assertThat(bench.app.targets()).containsExactly("startservice");
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
        assertThat(bench.notified.getLast().parameters())
                .containsEntry("errorcode", "000000")
                .containsEntry("callduration", "4");
    }

    @Test
    void theCallerHangsUpWhileKeysAreCollected() {
        bench.app.answers("startservice", "<Get><Play>menu.wav</Play></Get>");
        bench.dial();
        bench.press("12");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.app.targets()).containsExactly("startservice");
    }

    @Test
    void theCallerHangsUpWhileTheApplicationThinks() {
        bench.app.answers("startservice", "<Pause length='1'/><Redirect>slow</Redirect>");
        bench.dial();
        bench.app.holdsEveryAnswer();
        bench.app.answers("slow", "<Play>menu.wav</Play>");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "slow");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.heard()).as("an answer after the hang-up is ignored").isEmpty();
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
    }

    @Test
    void theCallerCancelsBeforeTheApplicationHasAnswered() {
        bench.app.holdsEveryAnswer();
        bench.dial();
        bench.leg.callerCancels();
        bench.settle();
        assertThat(bench.leg.said).containsExactly("180");
        assertThat(bench.notified.getLast().parameters())
                .containsEntry("errorcode", "107487")
                .containsEntry("callduration", "0")
                .containsKey("timestamp")
                .doesNotContainKeys("starttime", "endtime");
    }

    @Test
    void theAcknowledgementNeverComes() {
        bench.leg.acknowledges = false;
        bench.app.answers("startservice", "<Play>menu.wav</Play>");
        bench.dial();
        assertThat(bench.heard()).isEmpty();
        bench.leg.acknowledgementNeverComes();
        bench.settle();
        assertThat(bench.heard()).isEmpty();
        assertThat(bench.notified.getLast().parameters())
                .containsEntry("errorcode", "107408")
                .doesNotContainKey("starttime");
    }

    @Test
    void nothingPlaysBeforeTheAcknowledgement() {
        bench.leg.acknowledges = false;
        bench.app.answers("startservice", "<Play>bye.wav</Play>");
        bench.dial();
        assertThat(bench.heard()).isEmpty();
        bench.leg.acknowledge();
        bench.seconds(1);
        assertThat(bench.heard()).containsExactly("play bye.wav x1", "end bye.wav");
    }

    @Test
    void mediaStops() {
        bench.app.answers("startservice", "<Get timeout='600'/>");
        bench.dial();
        bench.media.tell(new MediaEvent.MediaTimeout(60_000));
        bench.settle();
        assertThat(bench.leg.said).endsWith("BYE");
        assertThat(bench.leg.reasons.getLast().cause()).isEqualTo(Cause.MEDIA_TIMEOUT);
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "106408");
    }

    @Test
    void mediaStopsWhileTheApplicationThinks() {
        bench.app.answers("startservice", "<Pause/><Redirect>slow</Redirect>");
        bench.dial();
        bench.app.holdsEveryAnswer();
        bench.seconds(1);
        bench.media.tell(new MediaEvent.MediaTimeout(60_000));
        // The exchange is given up on another thread, since media loops must not wait.
        bench.time.idleWhen(bench::over);
        bench.settle();
        assertThat(bench.leg.said).endsWith("BYE");
    }

    @Test
    void theServerEndsEveryCall() {
        bench.app.answers("startservice", "<Pause length='100'/>");
        bench.dial();
        bench.registry.endAll(EndReason.of(Cause.SERVER_DRAINING, "the server stops"));
        bench.settle();
        assertThat(bench.leg.said).endsWith("BYE");
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "107503");
    }

    @Test
    void aFaultInACommandBreaksItsOwnCallAndSaysSo() {
        bench.media.failsToPlay = true;
        bench.app.answers("startservice", "<Play>menu.wav</Play>");
        bench.dial();
        assertThat(bench.leg.said).containsExactly("180", "200 answer to offer", "BYE");
        assertThat(bench.leg.reasons.getLast().cause()).isEqualTo(Cause.SERVER_ERROR);
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "107500");
    }

    @Test
    void anOfferWithNothingInCommonIsRefusedWith488() {
        bench.app.answers("startservice", "<Play>menu.wav</Play>");
        bench.dial(CallBench.NUMBER, Optional.of("video only"));
        assertThat(bench.leg.said).containsExactly("180", "488");
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "107488");
    }

    @Test
    void anOfferThatIsNoDescriptionIsRefusedWith400() {
        bench.app.answers("startservice", "<Play>menu.wav</Play>");
        bench.dial(CallBench.NUMBER, Optional.of("broken"));
        assertThat(bench.leg.said).containsExactly("180", "400");
    }

    @Test
    void anApplicationThatFailedIsNamedAsTheReasonThoughItsSurvivalFlowHungUp() {
        bench.app.fails(FlowFailure.Kind.TIMEOUT);
        bench.app.answers("startservice", "<Play>apology.wav</Play><Hangup/>");
        bench.dial();
        bench.seconds(4);
        assertThat(bench.heard()).containsExactly("play apology.wav x1", "end apology.wav");
        assertThat(bench.leg.reasons.getLast().cause()).isEqualTo(Cause.APPLICATION_FAILED);
        assertThat(bench.leg.reasons.getLast().text()).isEqualTo("the application failed: TIMEOUT");
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "109408");
    }

    @Test
    void anUnknownNumberIsNotFound() {
        bench.dial("999", Optional.of("offer"));
        assertThat(bench.leg.said).containsExactly("404");
        assertThat(bench.app.asked).isEmpty();
        assertThat(bench.facts.told).containsExactly("refused 404");
    }

    @Test
    void anApplicationWithIvrSwitchedOffIsForbidden() {
        bench.ivrEnabled = false;
        bench.dial();
        assertThat(bench.leg.said).containsExactly("403");
    }

    @Test
    void withoutAPortTheCallIsRefusedAsBusy() {
        bench.media.portsLeft = false;
        bench.dial();
        assertThat(bench.leg.said).containsExactly("503");
        assertThat(bench.app.asked).isEmpty();
    }

    @Test
    void aBodyThatIsNotSdpIsUnsupported() {
        bench.dial(CallBench.NUMBER, Optional.of("offer"), "application/isup");
        assertThat(bench.leg.said).containsExactly("415");
    }

    @Test
    void aClosedDeskTurnsNewCallsAway() {
        bench.desk.close();
        bench.dial();
        assertThat(bench.leg.said).containsExactly("503");
    }

    @Test
    void aDelayedOfferIsAnsweredWithOurOffer() {
        bench.leg.acknowledges = false;
        bench.app.answers("startservice", "<Play>bye.wav</Play>");
        bench.dial(CallBench.NUMBER, Optional.empty());
        assertThat(bench.leg.said).containsExactly("180", "200 our offer");
        bench.leg.listener().onAnswer(SessionDescription.sdp("their answer"));
        bench.leg.acknowledge();
        bench.seconds(1);
        assertThat(bench.heard()).containsExactly("accept their answer", "play bye.wav x1", "end bye.wav");
    }
}
