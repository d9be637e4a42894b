package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.demo.DemoApplication;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimCommandSocketTest {

    private final FlowServer app = FlowServer.start();

    @TempDir
    private Path place;

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void theDemoIsHeardToTheEnd() throws IOException {
        try (var demo = DemoApplication.start()) {
            var run = ToolRun.of("sim", demo.url().toString(), "--press", "w,2,1", "--prompts", "../conf/prompts");
            assertThat(run.code()).as(run.out()).isZero();
            assertThat(events(run))
                    .containsSubsequence(
                            "──▶  POST startservice  from=13800138000 to=100 direction=0",
                            " ☎   the call is answered",
                            " ♪   en/welcome.wav",
                            " ♪   en/timeout.wav",
                            "──▶  POST gettimeout?language=en",
                            " ♪   en/again.wav",
                            " #   presses 2",
                            "──▶  POST menu?language=en  digits=2 result=0",
                            "──▶  POST again?language=en",
                            " #   presses 1",
                            " ♪   en/thanks.wav",
                            " ☎   the call is hung up: the application hung up");
            assertThat(run.out()).contains("POST stopservice  ").contains("errorcode=000000");
        }
    }

    @Test
    void theApplicationSeesWhatAServerSends() {
        app.on("startservice", FlowReply.response("<Get action='keys' numdigits='4'/><Hangup/>"));
        app.on("keys", FlowReply.response("<Hangup/>"));
        var run = sim("--press", "12#", "--from", "10086", "--to", "4001234567", "--secret", "s3cret");
        assertThat(run.code()).as(run.out()).isZero();
        var start = app.takeRequest();
        assertThat(start.params()).containsEntry("from", "10086").containsEntry("to", "4001234567");
        assertThat(start.param("callid")).hasSize(32);
        assertThat(start.param("appid")).hasSize(32);
        assertThat(start.header("X-Request-Id")).isPresent();
        assertThat(start.header("X-Call-Id")).contains(start.param("callid"));
        assertThat(start.header("X-Signature")).get().asString().startsWith("t=");
        assertThat(app.takeRequest().params()).containsEntry("digits", "12#").containsEntry("result", "0");
        assertThat(app.takeRequest().name()).isEqualTo("stopservice");
    }

    /** D27. */
    @Test
    void aDocumentThatIsRefusedIsShownWithAllThatIsWrongInIt() {
        app.on("startservice", FlowReply.response("<Plya/><Play loop='x'>a.wav</Play>"));
        var run = sim();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("<Plya> is not a command, did you mean <Play>?")
                .contains("loop=\"x\" must be a whole number")
                .contains("the application failed: DOCUMENT")
                .contains("POST stopservice")
                .contains("errorcode=109400");
    }

    @Test
    void anApplicationThatFailsIsToldFromOneThatIsGone() {
        app.on("startservice", FlowReply.status(500));
        assertThat(sim().out()).contains("the application failed: STATUS").contains("errorcode=109500");
        app.refuse();
        var gone = sim();
        assertThat(gone.code()).isEqualTo(1);
        assertThat(gone.out()).contains("the application failed: CONNECT").contains("stopservice was not taken");
    }

    @Test
    void anApplicationThatIsTooSlowFails() {
        app.on("startservice", FlowReply.hang());
        var run = sim("--answer-timeout", "200ms");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("the application failed: TIMEOUT").contains("errorcode=109408");
    }

    /** D19. */
    @Test
    void aCallInCirclesIsEndedAsTheServerEndsIt() {
        app.handle(request -> FlowReply.response("<Redirect>again</Redirect>"));
        var run = sim();
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("in circles: 100 redirects without a media action")
                .contains("errorcode=109482");
        assertThat(app.requests()).hasSize(102);
    }

    @Test
    void hoursOfACallTakeNoTimeAndHaveALimit() {
        app.on("startservice", FlowReply.response("<Play loop='-1'>music.wav</Play>"));
        var run = sim("--limit", "90m");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("it goes on for more than 90 minutes").contains("the caller hangs up");
    }

    @Test
    void theCallerCanHangUpInTheMiddle() {
        app.on("startservice", FlowReply.response("<Play>long.wav</Play><Redirect>next</Redirect>"));
        var run = sim("--hangup-after", "2s");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("    2.00 s   ☎   the caller hangs up").contains("callduration=2");
        assertThat(app.requests()).extracting(request -> request.name()).containsExactly("startservice", "stopservice");
    }

    @Test
    void keysThatNobodyAskedForAreAFailure() {
        app.on("startservice", FlowReply.response("<Get action='keys' numdigits='1'/><Hangup/>"));
        app.on("keys", FlowReply.response("<Hangup/>"));
        var run = sim("--press", "1,2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("keys were not asked for: 2");
    }

    @Test
    void keysComeFromAFileToo() throws IOException {
        app.on("startservice", FlowReply.response("<Get action='keys' numdigits='2'/><Hangup/>"));
        app.on("keys", FlowReply.response("<Hangup/>"));
        var file = Files.writeString(place.resolve("keys.txt"), "42\n");
        assertThat(sim("--digits-file", file.toString()).code()).isZero();
        assertThat(app.requests().get(1).param("digits")).isEqualTo("42");
    }

    /** Flow-protocol 3.6. */
    @Test
    void whoIsCalledAnswersOrDoesNot() {
        app.on(
                "startservice",
                FlowReply.response("<ConsultationCall number='10086' hangupurl='over' noanswerurl='alone'>"
                        + "<Play loop='-1'>ring.wav</Play></ConsultationCall>"));
        app.on("over", FlowReply.response("<Play>thanks.wav</Play><Hangup/>"));
        app.on("alone", FlowReply.response("<Play>sorry.wav</Play><Hangup/>"));
        var talks = sim();
        assertThat(talks.code()).as(talks.out()).isZero();
        assertThat(talks.out())
                .contains("10086 answers")
                .contains("POST over  reason=0 callduration=10")
                .contains("seccallduration=10");
        assertThat(sim("--party", "busy").out()).contains("10086 is busy").contains("POST alone");
        assertThat(sim("--party", "silent").out())
                .contains("10086 does not answer")
                .contains("POST alone");
    }

    /** D1. */
    @Test
    void whoIsConsultedRunsItsOwnFlowFirst() {
        app.on(
                "startservice",
                FlowReply.response("<ConsultationCall number='10086' action='desk' hangupurl='over'>"
                        + "<Play loop='-1'>ring.wav</Play></ConsultationCall><Hangup/>"));
        app.on("desk", FlowReply.response("<Play>whisper.wav</Play><Redirect>join</Redirect>"));
        app.on("join", FlowReply.response("<ConsultationBridge/>"));
        app.on("over", FlowReply.response("<Play>thanks.wav</Play><Hangup/>"));
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("POST desk").contains("POST over  reason=0 callduration=7");
    }

    /** D2. */
    @Test
    void whoIsTransferredIsGone() {
        app.on("startservice", FlowReply.response("<CallTransfer number='10086' mode='refer' action='moved'/>"));
        app.on("moved", FlowReply.response("<CmdNone/>"));
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("the caller is sent to 10086").contains("the caller was transferred");
    }

    /** D11. */
    @Test
    void whatTheCallerSaysIsRecordedInNothing() {
        app.on(
                "startservice",
                FlowReply.response("<Record action='said' timeout='4'><Play>speak.wav</Play></Record><Hangup/>"));
        app.on("said", FlowReply.response("<Play>thanks.wav</Play><Hangup/>"));
        var silence = sim("--speaks", "7s");
        assertThat(silence.code()).as(silence.out()).isZero();
        assertThat(silence.out()).contains("recordduration=11 result=0 reason=silence");
        assertThat(sim("--press", "#").out()).contains("digits=# result=0 reason=finishkey");
        var nothing = sim("--speaks", "0s");
        assertThat(nothing.code()).isZero();
        assertThat(nothing.out()).contains("nothing was said").doesNotContain("POST said");
    }

    @Test
    void aKeyForTheNextQuestionDoesNotEndARecording() {
        app.on("startservice", FlowReply.response("<Record action='said'/>"));
        app.on("said", FlowReply.response("<Get action='keys' numdigits='1'/><Hangup/>"));
        app.on("keys", FlowReply.response("<Hangup/>"));
        var run = sim("--press", "5");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("reason=silence").contains("POST keys  digits=5");
    }

    @Test
    void whatIsSaidIsShownAsText() {
        app.on("startservice", FlowReply.response("<PlayTTS>您好</PlayTTS><PlayMix type='54'>a;b.wav</PlayMix>"));
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("says “您好”").contains("says “a”").contains("b.wav  3.0 s");
    }

    @Test
    void aPromptThatIsNotThereIsAFailure() {
        app.on("startservice", FlowReply.response("<Play>nowhere.wav</Play>"));
        assertThat(sim().code()).isZero();
        var run = sim("--prompts", "../conf/prompts");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("there is no prompt nowhere.wav");
    }

    @Test
    void aRefusedCallIsNoFailure() {
        app.on("startservice", FlowReply.response("<Reject reason='busy'/>"));
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("the caller is refused: 486").contains("errorcode=107486");
    }

    @Test
    void buildServersGetACaseForEachQuestion() throws IOException {
        app.on("startservice", FlowReply.response("<Redirect>broken</Redirect>"));
        app.on("broken", FlowReply.notXml());
        var report = place.resolve("report.xml");
        assertThat(sim("--junit", report.toString()).code()).isEqualTo(1);
        assertThat(Files.readString(report))
                .contains("tests=\"3\" failures=\"1\"")
                .contains("name=\"1 startservice\"")
                .contains("name=\"2 broken\"")
                .contains("name=\"the call\"")
                .contains("POST stopservice");
    }

    @Test
    void lintAsksAnApplicationAsTheServerDoes() {
        app.on("startservice", FlowReply.response("<Get timeuot='3'/><Hangup/>"));
        var run = ToolRun.of("lint", app.uri().toString(), "--to", "4001234567");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("/startservice:2:11: warning: <Get> has no attribute timeuot");
        assertThat(app.requests()).extracting(request -> request.name()).containsExactly("startservice", "stopservice");
        assertThat(app.takeRequest().params()).containsEntry("to", "4001234567");
        app.on("startservice", FlowReply.status(404));
        var failed = ToolRun.of("lint", app.uri().toString());
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.out()).contains("error: the application gave nothing to read: STATUS");
    }

    @Test
    void aMistakeOnTheCommandLineIsAnotherMatter() {
        assertThat(sim("--press", "1x").code()).isEqualTo(2);
        assertThat(sim("--hangup-after", "soon").code()).isEqualTo(2);
        assertThat(sim("--prompts", place.resolve("none").toString()).code()).isEqualTo(2);
        assertThat(ToolRun.of("sim", "nonsense").code()).isEqualTo(2);
        assertThat(ToolRun.of("sim").code()).isEqualTo(2);
    }

    private ToolRun sim(String... options) {
        var arguments = new ArrayList<>(List.of("sim", app.uri().toString()));
        arguments.addAll(List.of(options));
        return ToolRun.of(arguments.toArray(String[]::new));
    }

    /** The lines without their time, and without how long a prompt is. */
    private static List<String> events(ToolRun run) {
        return run.out()
                .lines()
                .filter(line -> line.matches(" *[0-9.]+ s  .*"))
                .map(line -> line.substring(12).replaceFirst("  \\d+\\.\\d s.*$", ""))
                .toList();
    }
}
