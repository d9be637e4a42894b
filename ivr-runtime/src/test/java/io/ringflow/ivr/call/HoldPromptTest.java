package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Flow protocol D17: what a caller hears while the application takes its time. */
class HoldPromptTest {

    private final CallBench bench = new CallBench();

    /** A caller who has pressed a key, and whose application does not answer. */
    private void waiting() {
        bench.app.answers("startservice", "<Get action='key' numdigits='1'><Play loop='-1'>menu.wav</Play></Get>");
        bench.app.answers("key", "<Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.app.holdsEveryAnswer();
        bench.press("1");
    }

    @Test
    void itBeginsAfterThreeSecondsAndIsOverWhenTheAnswerArrives() {
        bench.prompt("hold.wav", 2);
        waiting();
        bench.time.advance(Duration.ofMillis(2_999));
        assertThat(bench.heard()).endsWith("stop menu.wav");
        bench.time.advance(Duration.ofMillis(1));
        assertThat(bench.heard()).endsWith("play hold.wav x-1");
        bench.seconds(30);
        assertThat(bench.heard()).endsWith("play hold.wav x-1");
        bench.app.letsGo();
        bench.settle();
        assertThat(bench.heard()).endsWith("play hold.wav x-1", "stop hold.wav", "play bye.wav x1");
        bench.seconds(1);
        assertThat(bench.over()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    @Test
    void aQuickAnswerIsNotWaitedForWithASound() {
        bench.prompt("hold.wav", 2);
        waiting();
        bench.seconds(2);
        bench.app.letsGo();
        bench.seconds(10);
        assertThat(bench.over()).isTrue();
        assertThat(bench.heard()).doesNotContain("play hold.wav x-1");
    }

    @Test
    void aCallThatRingsIsNotAnsweredForIt() {
        bench.prompt("hold.wav", 2);
        bench.app.holdsEveryAnswer();
        bench.dial();
        bench.seconds(20);
        assertThat(bench.heard()).isEmpty();
        bench.leg.callerCancels();
        bench.settle();
        assertThat(bench.over()).isTrue();
    }

    @Test
    void aHangUpMeanwhileStopsIt() {
        bench.prompt("hold.wav", 2);
        waiting();
        bench.seconds(4);
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.over()).isTrue();
        assertThat(bench.heard()).endsWith("play hold.wav x-1", "stop hold.wav");
        assertThat(bench.time.pendingTimers()).isZero();
    }

    @Test
    void withoutAFileNothingIsHeardAndTheCallGoesOn() {
        waiting();
        bench.seconds(4);
        bench.app.letsGo();
        bench.seconds(2);
        assertThat(bench.over()).isTrue();
        assertThat(bench.heard()).endsWith("play bye.wav x1", "end bye.wav");
    }
}
