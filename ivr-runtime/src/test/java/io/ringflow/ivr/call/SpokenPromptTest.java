package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.Utterance;
import org.junit.jupiter.api.Test;

/** Speech in a call: made elsewhere, waited for in the inbox. */
class SpokenPromptTest {

    private final CallBench bench = new CallBench();

    @Test
    void aTextIsSpokenAndWhatFollowsRuns() {
        bench.app.answers("startservice", "<PlayTTS>hi</PlayTTS><Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.seconds(5);
        assertThat(bench.heard()).containsExactly("play say hi x1", "end say hi", "play bye.wav x1", "end bye.wav");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void aCallThatEndsWhileItsTextIsMadeIsOverAtOnce() {
        bench.speech.slow = true;
        bench.app.answers("startservice", "<PlayTTS>hi</PlayTTS><Play>bye.wav</Play>");
        bench.dial();
        assertThat(bench.over()).isFalse();
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.over()).isTrue();
        bench.speech.ready();
        assertThat(bench.heard()).isEmpty();
    }

    @Test
    void keysTypedWhileATextIsMadeAreCollected() {
        bench.speech.slow = true;
        bench.app.answers("startservice", "<Get action='keys' numdigits='2'><PlayTTS>hi</PlayTTS></Get>");
        bench.app.answers("keys", "<Hangup/>");
        bench.dial();
        bench.press("12");
        bench.speech.ready();
        bench.settle();
        assertThat(bench.lastQuestion()).containsEntry("digits", "12");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void aTextThatCanNotBeMadeIsPassedOverAndTold() {
        bench.speech.slow = true;
        bench.app.answers("startservice", "<PlayTTS>hi</PlayTTS><Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.speech.fails(new SpeechFailure(Kind.TIMEOUT, "too slow"));
        bench.settle();
        bench.seconds(2);
        assertThat(bench.heard()).containsExactly("play bye.wav x1", "end bye.wav");
        assertThat(bench.facts.told).contains("speech missing TIMEOUT");
    }

    /** Flow protocol 3.4 switch: PlayTTS needs the application's TTS switch, and is passed over and told without it. */
    @Test
    void anApplicationWhoseTtsSwitchIsOffMayHaveValuesReadButNoText() {
        bench.ttsEnabled = false;
        bench.app.answers("startservice", "<PlayTTS>hi</PlayTTS><PlayMix type='50' lang='en'>no;7</PlayMix><Hangup/>");
        bench.dial();
        bench.seconds(3);
        assertThat(bench.heard()).containsExactly("play say seven x1", "end say seven");
        assertThat(bench.facts.told.stream().filter("speech missing NOT_ALLOWED"::equals))
                .hasSize(2);
    }

    @Test
    void aKeyBetweenTwoPartsEndsTheMix() {
        bench.speech.slow = true;
        bench.app.answers(
                "startservice", "<PlayMix type='455' finishkey='#' lang='en'>bye.wav;one;two</PlayMix><Hangup/>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.heard()).containsExactly("play bye.wav x1", "end bye.wav");
        bench.press("#");
        bench.speech.ready();
        bench.settle();
        assertThat(bench.over()).isTrue();
        assertThat(bench.heard()).contains("stop say one").doesNotContain("play say two x1");
    }

    @Test
    void theNextCommandsTextIsMadeWhileOnePlays() {
        bench.app.answers(
                "startservice",
                "<Play>menu.wav</Play><PlayTTS>one</PlayTTS><PlayMix type='54'>two;bye.wav</PlayMix><Hangup/>");
        bench.dial();
        assertThat(bench.heard()).containsExactly("play menu.wav x1");
        assertThat(bench.speech.wanted).extracting(Utterance::text).containsExactly("one");
        bench.seconds(3);
        assertThat(bench.heard()).contains("play say one x1").doesNotContain("play say two x1");
        assertThat(bench.speech.wanted).extracting(Utterance::text).contains("two");
        bench.seconds(5);
        assertThat(bench.over()).isTrue();
    }

    @Test
    void whatTheCallerWaitsForIsMadeBeforeWhatFollows() {
        bench.app.answers("startservice", "<PlayTTS>one</PlayTTS><PlayTTS>two</PlayTTS><Hangup/>");
        bench.dial();
        assertThat(bench.speech.wanted.getFirst().text()).isEqualTo("one");
        assertThat(bench.speech.wanted).extracting(Utterance::text).contains("two");
        bench.seconds(3);
        assertThat(bench.over()).isTrue();
    }

    @Test
    void whatMayNeverBeSaidIsNotMade() {
        bench.app.answers("startservice", "<Get action='keys' numdigits='1'/><PlayTTS>none</PlayTTS><Hangup/>");
        bench.app.answers("keys", "<Play>bye.wav</Play><PlayTTS loop='0'>never</PlayTTS><Hangup/>");
        bench.dial();
        bench.press("1");
        bench.seconds(5);
        assertThat(bench.over()).isTrue();
        assertThat(bench.speech.wanted).isEmpty();
    }

    @Test
    void theNextPartIsMadeWhileOnePlays() {
        bench.app.answers("startservice", "<PlayMix type='45'>menu.wav;hi</PlayMix><Hangup/>");
        bench.dial();
        assertThat(bench.heard()).containsExactly("play menu.wav x1");
        assertThat(bench.speech.wanted).hasSize(1);
        bench.seconds(5);
        assertThat(bench.over()).isTrue();
    }
}
