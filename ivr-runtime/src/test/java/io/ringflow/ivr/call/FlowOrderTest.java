package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.EndReason.Cause;
import org.junit.jupiter.api.Test;

/** Flow-protocol 1.3: what runs, in which order, and what is dropped. */
class FlowOrderTest {

    private final CallBench bench = new CallBench();

    @Test
    void theDocumentsOwnExampleRunsToItsEnd() {
        bench.app.answers(
                "startservice",
                "<Get action='firstget' numdigits='1' timeout='30'><Play loop='-1'>menu.wav</Play></Get>"
                        + "<Play>timeout.wav</Play><Redirect tag='1'>gettimeout</Redirect>");
        bench.app.answers("firstget", "<Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.seconds(1);
        bench.press("1");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "firstget");
        assertThat(bench.app.asked.getLast().parameters())
                .containsEntry("digits", "1")
                .containsEntry("result", "0");
        assertThat(bench.heard())
                .containsExactly("play menu.wav x-1", "stop menu.wav", "play bye.wav x1", "end bye.wav");
        assertThat(bench.leg.said).containsExactly("180", "200 answer to offer", "BYE");
        assertThat(bench.over()).isTrue();
    }

    @Test
    void whatFollowsAMainCommandThatCallsBackIsDropped() {
        bench.app.answers(
                "startservice", "<Get numdigits='1'/><Play>timeout.wav</Play><Redirect>gettimeout</Redirect>");
        bench.app.answers("dtmfreport", "<Hangup/>");
        bench.dial();
        bench.press("5");
        assertThat(bench.app.targets()).containsExactly("startservice", "dtmfreport");
        assertThat(bench.heard()).isEmpty();
    }

    @Test
    void secondariesRunInOrderAndThenTheRedirectWhenTheMainCommandTimesOut() {
        bench.app.answers(
                "startservice",
                "<Get timeout='5'/><Play>timeout.wav</Play><Play>bye.wav</Play><Redirect tag='1'>gettimeout</Redirect>");
        bench.app.answers("gettimeout", "<Hangup/>");
        bench.dial();
        bench.seconds(5);
        assertThat(bench.heard()).containsExactly("play timeout.wav x1");
        bench.seconds(2);
        assertThat(bench.heard()).containsExactly("play timeout.wav x1", "end timeout.wav", "play bye.wav x1");
        assertThat(bench.app.targets()).containsExactly("startservice");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "gettimeout");
        assertThat(bench.lastQuestion()).containsEntry("tag", "1");
    }

    @Test
    void aMainCommandWithoutACallbackIsFollowedByTheRestWhenItIsDone() {
        bench.app.answers("startservice", "<Play>menu.wav</Play><Play>bye.wav</Play><Redirect>next</Redirect>");
        bench.app.answers("next", "<Hangup/>");
        bench.dial();
        bench.seconds(4);
        assertThat(bench.heard()).containsExactly("play menu.wav x1", "end menu.wav", "play bye.wav x1", "end bye.wav");
        assertThat(bench.app.targets()).containsExactly("startservice", "next");
    }

    @Test
    void aSetWithoutARedirectEndsWithAHangUp() {
        bench.app.answers("startservice", "<Play>bye.wav</Play>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.leg.said).endsWith("BYE");
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.FLOW_FINISHED);
        assertThat(bench.summary().errorCode()).isEqualTo("000000");
    }

    /** Flow protocol 3.8 alone. */
    @Test
    void hangupInThePlaceOfTheRedirectEndsTheFlow() {
        bench.app.answers("startservice", "<Play>bye.wav</Play><Hangup/>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.leg.said).endsWith("BYE");
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.APPLICATION_HUNG_UP);
    }

    /** Flow protocol 5.1 empty. */
    @Test
    void anEmptyAnswerHangsUp() {
        bench.app.answersRaw("startservice", "");
        bench.dial();
        assertThat(bench.over()).isTrue();
        assertThat(bench.leg.said).containsExactly("180", "603");
    }

    /** Flow protocol 3.7 alone. */
    @Test
    void redirectMayBeTheOnlyCommand() {
        bench.app.answers("startservice", "<Redirect>otherservice</Redirect>");
        bench.app.answers("otherservice", "<Hangup/>");
        bench.dial();
        assertThat(bench.app.targets()).containsExactly("startservice", "otherservice");
    }

    /** Flow protocol 3.9 idle; D12. */
    @Test
    void cmdNoneKeepsTheCallUpAndSilentForSixtySeconds() {
        bench.app.answers("startservice", "<CmdNone/>");
        bench.dial();
        bench.seconds(59);
        assertThat(bench.leg.said).containsExactly("180", "200 answer to offer");
        assertThat(bench.heard()).isEmpty();
        bench.seconds(1);
        assertThat(bench.leg.said).endsWith("BYE");
        assertThat(bench.over()).isTrue();
    }

    /** Flow protocol 5.1 moment; D5. */
    @Test
    void rejectAsTheAnswerToStartserviceRefusesTheCall() {
        bench.app.answers("startservice", "<Reject reason='busy'/>");
        bench.dial();
        assertThat(bench.leg.said).containsExactly("180", "486");
        assertThat(bench.notified.getLast().parameters()).containsEntry("errorcode", "107486");
    }

    /** Flow protocol D5. */
    @Test
    void rejectLaterIsAHangUp() {
        bench.app.answers("startservice", "<Pause length='1'/><Redirect>later</Redirect>");
        bench.app.answers("later", "<Reject reason='busy'/>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.leg.said).containsExactly("180", "200 answer to offer", "BYE");
        assertThat(bench.summary().reason().cause()).isEqualTo(Cause.APPLICATION_HUNG_UP);
    }

    @Test
    void rejectInALaterDocumentOfARingingCallIsAHangUpToo() {
        // D5: only as the answer to startservice
        bench.app.answers("startservice", "<Redirect>later</Redirect>");
        bench.app.answers("later", "<Reject reason='busy'/>");
        bench.dial();
        assertThat(bench.leg.said).containsExactly("180", "603");
    }

    /** Flow protocol D6. */
    @Test
    void pauseIsSilentForItsLength() {
        bench.app.answers("startservice", "<Pause length='7'/><Pause/><Redirect>next</Redirect>");
        bench.dial();
        bench.seconds(7);
        assertThat(bench.app.targets()).containsExactly("startservice");
        bench.seconds(1);
        assertThat(bench.app.targets()).containsExactly("startservice", "next");
    }
}
