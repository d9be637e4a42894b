package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.2 and D8, row by row. */
class PlayTest {

    private final FakeControl call = new FakeControl();

    @AfterEach
    void everythingIsClosed() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.2 loop, completion. */
    @Test
    void aFileIsPlayedOnceToItsEnd() {
        call.hears(new Heard.PassFinished(), new Heard.SoundEnded());
        assertThat(Documents.command("<Play>menu.wav</Play>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.did).containsExactly("answer", "play menu.wav x1", "stop menu.wav");
        assertThat(call.waits).hasSize(2);
    }

    /** Flow protocol 3.2 loop. */
    @Test
    void loopZeroPlaysNothingAndDoesNotAnswer() {
        assertThat(Documents.command("<Play loop='0'>menu.wav</Play>").run(call))
                .isEqualTo(Outcome.next());
        assertThat(call.did).isEmpty();
    }

    /** Flow protocol 3.2 loop. */
    @Test
    void loopMinusOneIsEndless() {
        call.hears(new Heard.PassFinished());
        var play = Documents.command("<Play loop='-1'>menu.wav</Play>");
        assertThatThrownBy(() -> play.run(call)).isInstanceOf(CallEnded.class);
        assertThat(call.did).containsExactly("answer", "play menu.wav x-1", "stop menu.wav");
    }

    /** Flow protocol 3.2 text. */
    @Test
    void blanksAroundTheFileNameAreTrimmed() {
        call.hears(new Heard.SoundEnded());
        Documents.command("<Play>\n doctor.wav </Play>").run(call);
        assertThat(call.did).contains("play doctor.wav x1");
    }

    /** Flow protocol 3.2 isrecord. */
    @Test
    void isrecordNamesARecording() {
        call.hears(new Heard.SoundEnded());
        Documents.command("<Play isrecord='true'>r1.wav</Play>").run(call);
        assertThat(call.did).contains("play recording r1.wav x1");
    }

    /** Flow protocol 3.2 missing. */
    @Test
    void aMissingFileIsPassedOver() {
        call.missing.add("lost.wav");
        assertThat(Documents.command("<Play>lost.wav</Play>").run(call)).isEqualTo(Outcome.next());
        assertThat(call.waits).isEmpty();
    }

    /** Flow protocol 3.2 finishkey. */
    @Test
    void onlyFinishkeysPressedDuringItEndItAndAreUsedUp() {
        call.keys("#");
        Documents.command("<Play finishkey='#*'>menu.wav</Play>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.of("#*"));
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND);
    }

    /** Flow protocol 3.2 finishkey. */
    @Test
    void withoutAFinishkeyNoKeyEndsIt() {
        call.hears(new Heard.SoundEnded());
        Documents.command("<Play>menu.wav</Play>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.NONE);
    }

    /** Flow protocol 3.2 interrupted; D8. */
    @Test
    void afterAnInputWithoutKeysAnyKeyEndsItAndIsKept() {
        call.afterInputTimeout = true;
        call.keys("7");
        Documents.command("<Play>timeout.wav</Play>").run(call);
        assertThat(call.waits.getFirst().keys()).isEqualTo(KeySet.ANY);
        assertThat(call.waits.getFirst().typing()).isEqualTo(Waiting.Typing.SINCE_SOUND_KEPT);
    }
}
