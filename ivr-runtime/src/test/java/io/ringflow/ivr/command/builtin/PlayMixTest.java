package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.Waiting;
import io.ringflow.ivr.speech.Utterance;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.3, D8 and D9, row by row. */
class PlayMixTest {

    private final FakeControl call = new FakeControl();

    @AfterEach
    void everythingIsClosed() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.3 type, readings; D9. */
    @Test
    void eachItemIsReadByItsType() {
        var mix = (PlayMix) Documents.command(
                "<PlayMix type='012345'>" + "110; 20 ;12.50;20260105093000; welcome.wav ;您好</PlayMix>");
        assertThat(mix.parts())
                .containsExactly(
                        read("幺幺零"),
                        read("二十"),
                        read("十二元五角"),
                        read("二零二六年一月五日，九点三十分"),
                        new PromptPart.File("welcome.wav", false),
                        new PromptPart.Spoken(Utterance.of("您好", "zh-CN")));
        assertThat(mix.loop()).isEqualTo(1);
        assertThat(mix.finishKeys()).isEqualTo(KeySet.NONE);
    }

    @Test
    void valuesAreReadInTheLanguageAndVoiceThatIsNamed() {
        var mix = (PlayMix) Documents.command("<PlayMix type='1' lang='en-US' voice='v' speed='1' volume='2' pitch='3'"
                + " loop='-1' finishkey='#'>110</PlayMix>");
        assertThat(mix)
                .isEqualTo(new PlayMix(
                        List.of(new PromptPart.Spoken(new Utterance("one hundred ten", "en-US", "v", 1, 2, 3, false))),
                        -1,
                        KeySet.of("#")));
    }

    /** Flow protocol 3.3 items. */
    @Test
    void aSemicolonAtTheEndDoesNoHarm() {
        var mix = (PlayMix) Documents.command("<PlayMix type='440'>welcome.wav;inputcode.wav;1234;</PlayMix>");
        assertThat(mix.parts()).hasSize(3);
    }

    /** Flow protocol 3.3 completion. */
    @Test
    void theNextItemIsMadeReadyBeforeTheOneBeforePlays() {
        call.hears(ended(), ended(), ended());
        assertThat(Documents.command("<PlayMix type='455'>a.wav;b;c</PlayMix>").run(call))
                .isEqualTo(Outcome.next());
        assertThat(call.did)
                .containsExactly(
                        "prepare a.wav",
                        "answer",
                        "prepare b",
                        "play a.wav x1",
                        "stop a.wav",
                        "prepare c",
                        "play b x1",
                        "stop b",
                        "play c x1",
                        "stop c");
    }

    /** Flow protocol 3.3 finishkey. */
    @Test
    void aFinishkeyEndsTheWholeOfIt() {
        call.hears(ended(), new Heard.Key('#'));
        Documents.command("<PlayMix type='444' finishkey='#'>a.wav;b.wav;c.wav</PlayMix>")
                .run(call);
        assertThat(call.did).contains("play b.wav x1").doesNotContain("play c.wav x1");
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND);
    }

    @Test
    void withoutAFinishkeyNoKeyEndsIt() {
        call.hears(ended());
        Documents.command("<PlayMix type='4'>a.wav</PlayMix>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.NONE);
    }

    /** Flow protocol D8. */
    @Test
    void afterAnInputWithoutKeysAnyKeyEndsItAndIsKept() {
        call.afterInputTimeout = true;
        call.keys("7");
        Documents.command("<PlayMix type='44'>a.wav;b.wav</PlayMix>").run(call);
        assertThat(call.waits).hasSize(1);
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND_KEPT);
    }

    /** Flow protocol 3.3 loop. */
    @Test
    void loopRepeatsTheWholeOfIt() {
        call.hears(ended(), ended(), ended(), ended());
        Documents.command("<PlayMix type='44' loop='2'>a.wav;b.wav</PlayMix>").run(call);
        assertThat(call.did.stream().filter(what -> what.startsWith("play")))
                .containsExactly("play a.wav x1", "play b.wav x1", "play a.wav x1", "play b.wav x1");
    }

    @Test
    void loopZeroPlaysNothingAndDoesNotAnswer() {
        assertThat(Documents.command("<PlayMix type='4' loop='0'>a.wav</PlayMix>")
                        .run(call))
                .isEqualTo(Outcome.next());
        assertThat(call.did).isEmpty();
    }

    @Test
    void loopMinusOneIsEndless() {
        call.hears(ended(), ended(), ended());
        var mix = Documents.command("<PlayMix type='4' loop='-1'>a.wav</PlayMix>");
        assertThatThrownBy(() -> mix.run(call)).isInstanceOf(CallEnded.class);
        assertThat(call.did.stream().filter("play a.wav x1"::equals)).hasSize(4);
    }

    @Test
    void anItemThatCanNotBeHadIsPassedOver() {
        call.missing.add("lost.wav");
        call.hears(ended());
        Documents.command("<PlayMix type='44'>lost.wav;b.wav</PlayMix>").run(call);
        assertThat(call.did).endsWith("play b.wav x1", "stop b.wav");
    }

    @Test
    void anEndlessMixOfWhichNothingCanBeHadEnds() {
        call.missing.addAll(List.of("a.wav", "b.wav"));
        assertThat(Documents.command("<PlayMix type='44' loop='-1'>a.wav;b.wav</PlayMix>")
                        .run(call))
                .isEqualTo(Outcome.next());
    }

    private static PromptPart read(String words) {
        return new PromptPart.Spoken(new Utterance(words, "zh-CN", "", 0, 0, 0, false));
    }

    private static Heard ended() {
        return new Heard.SoundEnded();
    }
}
