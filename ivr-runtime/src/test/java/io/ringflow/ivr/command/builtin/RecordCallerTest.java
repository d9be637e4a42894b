package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.recording.KeptRecording;
import io.ringflow.ivr.recording.RecordingEnd;
import io.ringflow.ivr.recording.RecordingId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D11, and the report of flow-protocol 5.5. */
class RecordCallerTest {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final FakeControl call = new FakeControl();

    private void keeps(RecordingEnd end, long millis) {
        call.kept = Optional.of(new KeptRecording(
                new RecordingId(ID), "http://media/recordings/" + ID + "?x", Duration.ofMillis(millis), end));
    }

    private Outcome run(String document) {
        return Documents.command(document).run(call);
    }

    /** Flow protocol 3.5 action, maxlength, options; 5.5 recordurl, recordid, recordduration, result. */
    @Test
    void aToneThenUpToAMinuteEndedByFiveSecondsOfSilenceIsTheDefault() {
        keeps(RecordingEnd.SILENCE, 7_400);
        call.hears(new Heard.SoundEnded(), new Heard.ActivityEnded());
        var report = (Outcome.Callback) run("<Record/>");
        assertThat(call.did)
                .containsExactly(
                        "answer",
                        "prepare beep",
                        "play beep x1",
                        "record WAV 1 channel(s) up to 60 s, silence 5 s",
                        "recorded",
                        "stop beep");
        assertThat(report.url()).isEqualTo("recordreport");
        assertThat(report.method()).isEqualTo("POST");
        assertThat(report.parameters().toString())
                .isEqualTo(
                        "{recordurl=http://media/recordings/%s?x, recordid=%s, recordduration=7, result=0, reason=silence}"
                                .formatted(ID, ID));
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.5 finishkey, options, report; 5.5 digits. */
    @Test
    void theFinishKeyEndsItAndIsReportedWhenTheFileIsThere() {
        keeps(RecordingEnd.STOPPED, 300);
        call.hears(new Heard.SoundEnded(), new Heard.Key('#'), new Heard.ActivityEnded());
        var report = (Outcome.Callback) run("<Record action='done' method='GET'/>");
        assertThat(call.did).containsSubsequence("finish", "recorded");
        assertThat(call.waits.get(1).keys().toString()).isEqualTo("#");
        assertThat(call.waits.get(2).keys().isEmpty()).isTrue();
        assertThat(report.url()).isEqualTo("done");
        assertThat(report.method()).isEqualTo("GET");
        assertThat(report.parameters())
                .containsEntry("digits", "#")
                .containsEntry("reason", "finishkey")
                .containsEntry("recordduration", "1");
    }

    @ParameterizedTest
    @CsvSource({"MAX_LENGTH, maxlength", "SILENCE, silence"})
    void whatEndedItByItselfIsTold(RecordingEnd end, String reason) {
        keeps(end, 60_000);
        call.hears(new Heard.SoundEnded(), new Heard.ActivityEnded());
        var report = (Outcome.Callback) run("<Record/>");
        assertThat(report.parameters()).containsEntry("reason", reason).doesNotContainKey("digits");
    }

    /** Flow protocol D11. */
    @Test
    void nothingHeardFallsThrough() {
        call.hears(new Heard.SoundEnded(), new Heard.ActivityEnded());
        assertThat(run("<Record/>")).isEqualTo(Outcome.next());
        assertThat(call.open()).isZero();
    }

    @Test
    void aFullDiskFallsThrough() {
        call.diskFull = true;
        call.hears(new Heard.SoundEnded());
        assertThat(run("<Record/>")).isEqualTo(Outcome.next());
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.5 nesting. */
    @Test
    void thePromptIsHeardOutBeforeTheToneUnlessItsOwnKeyEndsIt() {
        call.hears(new Heard.PassFinished(), new Heard.Key('1'), new Heard.ActivityEnded());
        run("<Record beep='false'><Play loop='3' finishkey='1'>hello.wav</Play></Record>");
        assertThat(call.did).containsSubsequence("play hello.wav x3", "stop hello.wav", "recorded");
        assertThat(call.waits.getFirst().keys().toString()).isEqualTo("1");
    }

    @Test
    void anEndlessPromptIsHeardOnce() {
        call.hears(new Heard.PassFinished(), new Heard.ActivityEnded());
        run("<Record beep='false'><Play loop='-1'>hello.wav</Play></Record>");
        assertThat(call.did).containsSubsequence("stop hello.wav", "recorded");
    }

    @Test
    void aHangUpClosesEverything() {
        call.hears(new Heard.SoundEnded());
        assertThatThrownBy(() -> run("<Record/>")).isInstanceOf(CallEnded.class);
        assertThat(call.did).endsWith("recorded", "stop beep");
        assertThat(call.open()).isZero();
    }
}
