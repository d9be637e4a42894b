package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.LegEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.1, 3.2 and D8 in a whole call: keys, their clock, and keys typed ahead. */
class KeysTest {

    private final CallBench bench = new CallBench();

    KeysTest() {
        bench.app.answers("dtmfreport", "<Hangup/>");
    }

    @AfterEach
    void hangUp() {
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.over()).isTrue();
        assertThat(bench.time.pendingTimers()).isZero();
    }

    @Test
    void theFirstKeyStopsThePrompt() {
        start("<Get numdigits='4'><Play>menu.wav</Play></Get>");
        bench.seconds(1);
        bench.press("1");
        assertThat(bench.heard()).containsExactly("play menu.wav x1", "stop menu.wav");
    }

    @Test
    void theClockStartsWhenTheFirstPassHasFinishedAndAnEndlessPromptGoesOn() {
        start("<Get timeout='10'><Play loop='-1'>menu.wav</Play></Get><Redirect>gettimeout</Redirect>");
        bench.seconds(12);
        assertThat(bench.app.targets()).containsExactly("startservice");
        assertThat(bench.heard()).containsExactly("play menu.wav x-1");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "gettimeout");
        assertThat(bench.heard()).containsExactly("play menu.wav x-1", "stop menu.wav");
    }

    @Test
    void theClockStartsAtOnceWithoutAPromptAndWaitsTwentySecondsByDefault() {
        start("<Get/><Redirect>gettimeout</Redirect>");
        bench.seconds(19);
        assertThat(bench.app.targets()).containsExactly("startservice");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "gettimeout");
    }

    @Test
    void theClockStartsAtOnceWhenThePromptIsMissing() {
        start("<Get timeout='2'><Play>lost.wav</Play></Get><Redirect>gettimeout</Redirect>");
        bench.seconds(2);
        assertThat(bench.app.targets()).containsExactly("startservice", "gettimeout");
        assertThat(bench.facts.told).contains("missing lost.wav");
    }

    @Test
    void eachKeyStartsTheClockAnew() {
        start("<Get timeout='10'/>");
        bench.seconds(9);
        bench.press("1");
        bench.seconds(9);
        bench.press("2");
        bench.seconds(9);
        assertThat(bench.app.targets()).containsExactly("startservice");
        bench.seconds(1);
        assertThat(bench.lastQuestion()).containsEntry("digits", "12").containsEntry("result", "1");
    }

    @Test
    void anythingPressedIsReportedThoughItIsNotComplete() {
        start("<Get numdigits='4' timeout='5'/><Play>timeout.wav</Play><Redirect>gettimeout</Redirect>");
        bench.press("12");
        bench.seconds(5);
        assertThat(bench.app.targets()).containsExactly("startservice", "dtmfreport");
        assertThat(bench.lastQuestion()).containsEntry("digits", "12").containsEntry("result", "1");
        assertThat(bench.heard()).isEmpty();
    }

    @Test
    void theFinishKeyIsReportedWithTheKeys() {
        start("<Get/>");
        bench.press("42#");
        assertThat(bench.lastQuestion()).containsEntry("digits", "42#").containsEntry("result", "0");
    }

    @Test
    void keysTypedAheadAreCollectedByTheNextGet() {
        start("<Play>menu.wav</Play><Redirect>next</Redirect>");
        bench.app.answers("next", "<Get numdigits='2'/>");
        bench.press("12");
        bench.seconds(3);
        assertThat(bench.heard()).containsExactly("play menu.wav x1", "end menu.wav");
        assertThat(bench.lastQuestion()).containsEntry("digits", "12");
    }

    @Test
    void keysBeyondAFullInputAreKeptForTheNextGet() {
        bench.app.answers("dtmfreport", "<Get numdigits='2' action='second'/>");
        start("<Get numdigits='2'/>");
        bench.press("1234");
        assertThat(bench.lastQuestion()).containsEntry("digits", "34");
    }

    @Test
    void aFinishKeyTypedBehindAFullInputIsDropped() {
        bench.app.holdsEveryAnswer();
        bench.app.answers("startservice", "<Get numdigits='2'/>");
        bench.app.answers("dtmfreport", "<Get numdigits='2' action='second'/>");
        bench.dial();
        bench.app.letsGo();
        bench.settle();
        bench.app.holdsEveryAnswer();
        bench.press("12");
        bench.press("#");
        bench.app.letsGo();
        bench.settle();
        bench.press("3");
        bench.press("4");
        assertThat(bench.lastQuestion()).containsEntry("digits", "34");
    }

    @Test
    void theSameKeyCountsForACommandThatWaitsForItAfterwards() {
        bench.app.answers("startservice", "<Get action='menu' numdigits='1'/>");
        bench.app.answers("menu", "<Play loop='-1' finishkey='#'>menu.wav</Play><Play>bye.wav</Play>");
        bench.dial();
        bench.press("1");
        bench.seconds(2);
        bench.press("#");
        assertThat(bench.heard()).endsWith("stop menu.wav", "play bye.wav x1");
    }

    @Test
    void noMoreThanThirtyTwoKeysAreTypedAhead() {
        start("<Play>menu.wav</Play><Redirect>next</Redirect>");
        bench.app.answers("next", "<Get numdigits='100' timeout='1'/>");
        bench.press("1234567890".repeat(4));
        bench.seconds(4);
        assertThat(bench.lastQuestion().get("digits")).hasSize(32).startsWith("1234567890123");
    }

    @Test
    void anyKeyCutsShortAPromptThatFollowsAnInputWithoutKeysAndIsKept() {
        // D8
        start("<Get timeout='5'/><Play>timeout.wav</Play><Redirect>gettimeout</Redirect>");
        bench.app.answers("gettimeout", "<Get numdigits='1'><Play>menu.wav</Play></Get>");
        bench.seconds(6);
        bench.press("7");
        assertThat(bench.app.targets()).containsExactly("startservice", "gettimeout", "dtmfreport");
        assertThat(bench.lastQuestion()).containsEntry("digits", "7");
        assertThat(bench.heard()).startsWith("play timeout.wav x1", "stop timeout.wav");
    }

    @Test
    void onlyTheFinishKeyStopsAPromptElsewhere() {
        // D8
        start("<Play finishkey='*'>menu.wav</Play><Redirect>next</Redirect>");
        bench.press("1#");
        assertThat(bench.heard()).containsExactly("play menu.wav x1");
        bench.press("*");
        assertThat(bench.heard()).containsExactly("play menu.wav x1", "stop menu.wav");
        assertThat(bench.app.targets()).containsExactly("startservice", "next");
    }

    @Test
    void noKeyStopsAMainPromptWithoutAFinishKey() {
        // D8
        start("<Play>menu.wav</Play>");
        bench.press("1#*");
        assertThat(bench.heard()).containsExactly("play menu.wav x1");
    }

    @Test
    void afterInputThatTimedOutANamedFinishKeyIsStillTheOnlyOne() {
        // D8
        start("<Get timeout='5'/><Play finishkey='#'>timeout.wav</Play><Redirect>next</Redirect>");
        bench.seconds(5);
        bench.press("1");
        assertThat(bench.heard()).containsExactly("play timeout.wav x1");
    }

    @Test
    void aKeyToldBySipInfoCounts() {
        start("<Get numdigits='2'/>");
        info("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n");
        info("application/dtmf", "11");
        assertThat(bench.lastQuestion()).containsEntry("digits", "5#");
    }

    /** Threat W14. */
    @Test
    void keysAreCountedForObserversAndNeverShown() {
        start("<Get numdigits='4'/>");
        bench.press("9753");
        assertThat(bench.facts.told).contains("keys 4");
        assertThat(bench.facts.told.toString()).doesNotContain("9753");
    }

    private void start(String commands) {
        bench.app.answers("startservice", commands);
        bench.dial();
    }

    private void info(String type, String body) {
        bench.leg.listener().onEvent(new LegEvent.Info(type, body.getBytes(StandardCharsets.UTF_8)));
        bench.settle();
    }
}
