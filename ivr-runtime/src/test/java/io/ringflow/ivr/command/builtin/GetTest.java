package io.ringflow.ivr.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.command.CallEnded;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow-protocol 3.1, row by row. */
class GetTest {

    private final FakeControl call = new FakeControl();

    @AfterEach
    void everythingIsClosed() {
        assertThat(call.open()).isZero();
    }

    /** Flow protocol 3.1 action, method. */
    @Test
    void actionIsDtmfreportByPostWhenAbsentOrEmpty() {
        var expected = report("dtmfreport", "POST", "1#", "0");
        assertThat(run("<Get/>", "1#")).isEqualTo(expected);
        assertThat(run("<Get action='' method=' '/>", "1#")).isEqualTo(expected);
    }

    /** Flow protocol 3.1 method. */
    @Test
    void methodIsGetOrPostInAnyCase() {
        assertThat(run("<Get action='x' method='get'/>", "#")).isEqualTo(report("x", "GET", "#", "0"));
    }

    /** Flow protocol 3.1 timeout. */
    @Test
    void timeoutIsTwentySecondsByDefault() {
        call.hears(new Heard.TimeUp());
        Documents.command("<Get/>").run(call);
        assertThat(call.did).containsExactly("answer", "wait 20 s", "no deadline");
    }

    /** Flow protocol 3.1 finishkey, terminator. */
    @Test
    void finishkeyIsTheHashByDefaultAndIsReported() {
        assertThat(run("<Get/>", "12#4")).isEqualTo(report("dtmfreport", "POST", "12#", "0"));
        assertThat(run("<Get finishkey='*'/>", "1#2*")).isEqualTo(report("dtmfreport", "POST", "1#2*", "0"));
    }

    /** Flow protocol 3.1 numdigits. */
    @Test
    void twelveKeysAreCompleteByDefault() {
        assertThat(run("<Get/>", "1234567890123")).isEqualTo(report("dtmfreport", "POST", "123456789012", "0"));
    }

    /** Flow protocol 3.1 numdigits. */
    @Test
    void numdigitsKeysAreComplete() {
        assertThat(run("<Get numdigits='2'/>", "42")).isEqualTo(report("dtmfreport", "POST", "42", "0"));
        assertThat(call.did).contains("drop trailing #");
    }

    /** Flow protocol 3.1 firstendkey. */
    @Test
    void firstendkeyEndsTheInputOnlyWhenItComesFirst() {
        assertThat(run("<Get firstendkey='0'/>", "0")).isEqualTo(report("dtmfreport", "POST", "0", "0"));
        assertThat(run("<Get firstendkey='0'/>", "10#")).isEqualTo(report("dtmfreport", "POST", "10#", "0"));
    }

    /** Flow protocol 3.1 incomplete; 5.2 result. */
    @Test
    void anIncompleteInputIsReportedWithAnotherResult() {
        call.keys("12").hears(new Heard.TimeUp());
        assertThat(Documents.command("<Get/>").run(call)).isEqualTo(report("dtmfreport", "POST", "12", "1"));
    }

    /** Flow protocol 3.1 nothing. */
    @Test
    void nothingPressedLetsTheRestRun() {
        call.hears(new Heard.TimeUp());
        assertThat(Documents.command("<Get/>").run(call)).isEqualTo(Outcome.inputTimedOut());
    }

    /** Flow protocol 3.1 clock. */
    @Test
    void theClockStartsWhenTheFirstPassEndsAndNotAgain() {
        call.hears(new Heard.PassFinished(), new Heard.PassFinished(), new Heard.TimeUp());
        Documents.command("<Get timeout='5'><Play loop='-1'>m.wav</Play></Get>").run(call);
        assertThat(call.did).containsExactly("answer", "play m.wav x-1", "wait 5 s", "stop m.wav", "no deadline");
    }

    /** Flow protocol 3.1 barge-in. */
    @Test
    void theFirstKeyStopsThePromptAndStartsTheClock() {
        call.keys("1").hears(new Heard.TimeUp());
        Documents.command("<Get timeout='5'><Play>m.wav</Play></Get>").run(call);
        assertThat(call.did).containsExactly("answer", "play m.wav x1", "stop m.wav", "wait 5 s", "no deadline");
    }

    @Test
    void aNestedPromptOfNoPassesOrWithoutAFileStartsTheClockAtOnce() {
        call.missing.add("m.wav");
        call.hears(new Heard.TimeUp(), new Heard.TimeUp());
        Documents.command("<Get><Play loop='0'>m.wav</Play></Get>").run(call);
        Documents.command("<Get><Play>m.wav</Play></Get>").run(call);
        assertThat(call.did)
                .containsExactly(
                        "answer", "wait 20 s", "no deadline", "answer", "play m.wav x1", "wait 20 s", "no deadline");
    }

    @Test
    void theEndOfTheCallClosesWhatIsOpen() {
        call.keys("1");
        assertThatThrownBy(
                        () -> Documents.command("<Get><Play>m.wav</Play></Get>").run(call))
                .isInstanceOf(CallEnded.class);
    }

    private Outcome run(String xml, String keys) {
        call.forget().keys(keys);
        return Documents.command(xml).run(call);
    }

    private static Outcome report(String action, String method, String digits, String result) {
        var parameters = new java.util.LinkedHashMap<String, String>();
        parameters.put("digits", digits);
        parameters.put("result", result);
        return new Outcome.Callback(action, method, parameters);
    }
}
