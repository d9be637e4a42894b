package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls with conferences, without a phone. */
class SimConferenceSocketTest {

    private final FlowServer app = FlowServer.start();

    @AfterEach
    void stop() {
        app.close();
    }

    private ToolRun sim(String... options) {
        var arguments = new ArrayList<>(List.of("sim", app.uri().toString()));
        arguments.addAll(List.of(options));
        return ToolRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void aCallIsInAConferenceUntilItsTimeIsOverAndGoesOnAtQuiturl() {
        app.on(
                "startservice",
                FlowReply.response(
                        "<CreateConf autojoin='true' confduration='90' confendprompt='over.wav' quiturl='out'"
                                + " joinurl='in' delreporturl='gone'/>"));
        app.on("out", FlowReply.response("<Play>bye.wav</Play><Hangup/>"));
        app.on("in", FlowReply.response("<CmdNone/>"));
        app.on("gone", FlowReply.response("<CmdNone/>"));
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "POST startservice",
                        "POST in",
                        "over.wav",
                        "POST out",
                        "reason=3",
                        "bye.wav",
                        "POST stopservice");
        assertThat(app.requests())
                .filteredOn(request -> request.name().equals("gone"))
                .hasSize(1);
    }

    @Test
    void whoHangsUpInAConferenceLeavesNothingBehind() {
        app.on(
                "startservice",
                FlowReply.response("<CreateConf autojoin='true' autorecord='true' mediaopturl='media'/>"));
        app.on("media", FlowReply.response("<CmdNone/>"));
        var run = sim("--hangup-after", "20s");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .containsSubsequence("the conference is recorded", "the caller hangs up", "POST stopservice");
        assertThat(app.requests())
                .filteredOn(request -> request.name().equals("media"))
                .extracting(request -> request.param("notifytype"))
                .containsExactly("2", "12");
    }

    /** Flow protocol 1.3 operation. */
    @Test
    void anOperationInAnAnswerCallsSomebodyIntoTheConference() {
        app.handle(request -> switch (request.name()) {
            case "startservice" -> FlowReply.response("<CreateConf action='made' autodelete='false'/>");
            case "made" ->
                FlowReply.response("<InviteJoinConf confid='" + request.param("confid")
                        + "' number='13800138001' action='invited'/><Redirect>join?c=" + request.param("confid")
                        + "</Redirect>");
            case "join" -> FlowReply.response("<JoinConf confid='" + request.param("c") + "'/>");
            default -> FlowReply.response("<CmdNone/>");
        });
        var run = sim("--hangup-after", "30s");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).containsSubsequence("calls 13800138001", "13800138001 answers", "the caller hangs up");
        assertThat(app.requests())
                .filteredOn(request -> request.name().equals("invited"))
                .singleElement()
                .satisfies(told -> assertThat(told.param("result")).isEqualTo("0"));
    }

    /** Flow protocol D7: the keys ask for the floor, by the server's own rules. */
    @Test
    void aCallIsInAnIntercomAndAsksForTheFloor() {
        app.on("startservice", FlowReply.response("<Intercom intercomid='yard' floorurl='floor' maxtalk='5'/>"));
        app.on("floor", FlowReply.response("<CmdNone/>"));
        var run = sim("--press", "*#*", "--hangup-after", "30s");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).containsSubsequence("the floor: granted", "the floor: released", "the floor: granted");
        assertThat(app.requests())
                .filteredOn(request -> request.name().equals("floor"))
                .extracting(request -> request.param("floor"))
                .startsWith("granted", "released", "granted");
    }
}
