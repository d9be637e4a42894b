package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import org.junit.jupiter.api.Test;

/** D19: an application that sends a call in circles. */
class LoopLimitTest {

    private final CallBench bench = new CallBench();

    /** Threat W5. */
    @Test
    void aHundredRedirectsWithoutAMediaActionEndTheCallWithAnApology() {
        bench.app.answers("startservice", "<Redirect>loop</Redirect>");
        bench.app.answers("loop", "<Redirect>loop</Redirect>");
        bench.dial();
        assertThat(bench.app.asked).hasSize(101);
        bench.seconds(4);
        assertThat(bench.heard()).containsExactly("play apology.wav x1", "end apology.wav");
        assertThat(bench.leg.said).containsExactly("180", "200 answer to offer", "BYE");
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.APPLICATION_FAILED);
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "109482");
    }

    @Test
    void aPromptBetweenRedirectsStartsTheCountAnew() {
        bench.app.answers("startservice", "<Redirect>loop</Redirect>");
        bench.app.answers("loop", "<Play>bye.wav</Play><Redirect>loop</Redirect>");
        bench.dial();
        bench.seconds(150);
        assertThat(bench.over()).isFalse();
        assertThat(bench.app.asked).hasSize(152);
        bench.leg.callerHangsUp();
        bench.settle();
    }

    @Test
    void aMissingPromptIsNoMediaAction() {
        bench.app.answers("startservice", "<Redirect>loop</Redirect>");
        bench.app.answers("loop", "<Play>lost.wav</Play><Redirect>loop</Redirect>");
        bench.dial();
        bench.seconds(4);
        assertThat(bench.over()).isTrue();
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "109482");
    }

    @Test
    void aThousandDocumentsEndTheCall() {
        bench.app.answers("startservice", "<Redirect>loop</Redirect>");
        bench.app.answers("loop", "<Pause length='1'/><Redirect>loop</Redirect>");
        bench.dial();
        bench.seconds(1100);
        assertThat(bench.app.asked).hasSize(1000);
        assertThat(bench.over()).isTrue();
        assertThat(bench.heard()).containsExactly("play apology.wav x1", "end apology.wav");
    }
}
