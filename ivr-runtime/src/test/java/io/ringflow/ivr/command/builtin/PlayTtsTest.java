package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.speech.Utterance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.4, D8 and D10, row by row. */
class PlayTtsTest {

    private final FakeControl call = new FakeControl();

    @AfterEach
    void everythingIsClosed() {
        assertThat(call.open()).isZero();
    }

    @Test
    void aTextIsMadeWhileTheCallIsAnsweredAndSpokenToItsEnd() {
        call.hears(new Heard.PassFinished(), new Heard.SoundEnded());
        assertThat(Documents.command("<PlayTTS>您好</PlayTTS>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("prepare 您好", "answer", "play 您好 x1", "stop 您好");
    }

    /** Flow protocol 3.4 loop, text; D10. */
    @Test
    void everyAttributeHasItsDefault() {
        assertThat(Documents.command("<PlayTTS> 您好\n </PlayTTS>"))
                .isEqualTo(new PlayTts(Utterance.of("您好", "zh-CN"), 1, KeySet.NONE));
    }

    /** Flow protocol 3.4 loop, voice; D10. */
    @Test
    void everyAttributeCounts() {
        assertThat(Documents.command("<PlayTTS loop='3' finishkey='#*' lang='en-GB' voice='en-gb-x-rp' speed='-500'"
                        + " volume='500' pitch='7'>hello</PlayTTS>"))
                .isEqualTo(new PlayTts(
                        new Utterance("hello", "en-GB", "en-gb-x-rp", -500, 500, 7, true), 3, KeySet.of("#*")));
    }

    @Test
    void loopZeroSaysNothingAndDoesNotAnswer() {
        assertThat(Documents.command("<PlayTTS loop='0'>x</PlayTTS>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).isEmpty();
    }

    @Test
    void loopMinusOneIsEndless() {
        call.hears(new Heard.PassFinished());
        var speak = Documents.command("<PlayTTS loop='-1'>x</PlayTTS>");
        assertThatThrownBy(() -> speak.run(call)).isInstanceOf(CallEnded.class);
        assertThat(call.did).contains("play x x-1", "stop x");
    }

    @Test
    void whatCanNotBeSaidIsPassedOver() {
        call.missing.add("x");
        assertThat(Documents.command("<PlayTTS>x</PlayTTS>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.waits).isEmpty();
    }

    @Test
    void aFinishkeyEndsItAndIsUsedUp() {
        call.keys("#");
        Documents.command("<PlayTTS finishkey='#'>x</PlayTTS>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.of("#"));
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND);
    }

    /** Flow protocol D8. */
    @Test
    void afterAnInputWithoutKeysAnyKeyEndsItAndIsKept() {
        call.afterInputTimeout = true;
        call.keys("7");
        Documents.command("<PlayTTS>x</PlayTTS>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.ANY);
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND_KEPT);
    }

    /** Flow protocol 3.1 nesting, barge-in. */
    @Test
    void insideAGetItStopsWithTheFirstKey() {
        call.keys("1");
        var outcome = Documents.command("<Get numdigits='1'><PlayTTS loop='2'>press one</PlayTTS></Get>")
                .run(call);
        assertThat(outcome).isInstanceOf(Outcome.Callback.class);
        assertThat(call.did).startsWith("answer", "prepare press one", "play press one x2", "stop press one");
    }
}
