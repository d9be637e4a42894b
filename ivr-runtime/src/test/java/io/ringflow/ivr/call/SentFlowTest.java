package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A document that is sent to a call runs in place of what runs there. */
class SentFlowTest {

    private final CallBench bench = new CallBench();

    private static FlowDocument document(String commands) {
        return new FlowReader(CommandCatalog.standard())
                .read(("<Response>" + commands + "</Response>").getBytes(StandardCharsets.UTF_8), "application/xml");
    }

    private void send(String commands) {
        assertThat(bench.call().send(document(commands), "shop")).isTrue();
        bench.settle();
    }

    /** The call plays an endless prompt. */
    private void playing() {
        bench.app.answers("startservice", "<Play loop='-1'>menu.wav</Play>");
        bench.dial();
    }

    /** The application is being asked, and takes its time. */
    private void asking() {
        bench.app.answers("startservice", "<Get action='slow' numdigits='1'/>");
        bench.app.answers("slow", "<Play>menu.wav</Play>");
        bench.dial();
        bench.app.holdsEveryAnswer();
        bench.press("1");
    }

    @Test
    void whatPlaysFallsSilentAndTheNewDocumentRuns() {
        playing();
        send("<Play loop='-1'>bye.wav</Play>");
        assertThat(bench.heard()).containsExactly("play menu.wav x-1", "stop menu.wav", "play bye.wav x-1");
        assertThat(bench.app.targets()).containsExactly("startservice");
    }

    @Test
    void nothingElseOfTheOldDocumentRuns() {
        bench.app.answers("startservice", "<Play>menu.wav</Play><Play>bye.wav</Play><Redirect>next</Redirect>");
        bench.dial();
        send("<Play>timeout.wav</Play>");
        bench.seconds(10);
        assertThat(bench.over()).isTrue();
        assertThat(bench.app.targets()).containsExactly("startservice");
        assertThat(bench.summary().errorCode()).isEqualTo("000000");
        assertThat(bench.summary().documents()).isEqualTo(2);
    }

    @Test
    void keysOfTheNewDocumentAreReportedAsEver() {
        playing();
        send("<Get action='keys' numdigits='1'><Play>menu.wav</Play></Get>");
        bench.press("7");
        assertThat(bench.lastQuestion()).containsEntry("digits", "7");
        assertThat(bench.app.targets()).containsExactly("startservice", "keys");
    }

    @Test
    void theAnswerThatIsUnderWayIsDropped() {
        asking();
        send("<Play loop='-1'>bye.wav</Play>");
        assertThat(bench.heard()).as("it is still under way").isEmpty();
        bench.app.letsGo();
        bench.settle();
        assertThat(bench.heard()).containsExactly("play bye.wav x-1");
    }

    @Test
    void theLaterOfTwoRuns() {
        asking();
        send("<Play loop='-1'>bye.wav</Play>");
        send("<Play loop='-1'>timeout.wav</Play>");
        bench.app.letsGo();
        bench.settle();
        assertThat(bench.heard()).containsExactly("play timeout.wav x-1");
    }

    @Test
    void whatIsSentBeforeTheApplicationHasAnsweredCanRefuseTheCall() {
        bench.app.holdsEveryAnswer();
        bench.dial();
        send("<Reject reason='busy'/>");
        bench.app.letsGo();
        bench.settle();
        assertThat(bench.over()).isTrue();
        assertThat(bench.summary().answeredAt()).isEmpty();
        assertThat(bench.summary().errorCode()).startsWith("107");
    }

    @Test
    void oneWhoIsToldToHangUpIsHungUp() {
        playing();
        send("<Hangup/>");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void aCallThatIsOverTakesNothing() {
        playing();
        var call = bench.call();
        send("<Hangup/>");
        assertThat(call.send(document("<Play>bye.wav</Play>"), "shop")).isFalse();
    }
}
