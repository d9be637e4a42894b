package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.CALL;
import static io.ringflow.ivr.rest.SampleRest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow-protocol 8.2, 8.3, 8.5 and D16: what each request does, and what it is answered. */
class RestDeskTest {

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    private SampleRest.Ask ask(String function, String operation) {
        return rest.ask(function).body("<Request><Appid>" + APP + "</Appid>" + operation + "</Request>");
    }

    private Object doneBy(String function, String operation) {
        assertThat(ask(function, operation).code()).isEqualTo("000000");
        return rest.done.getLast();
    }

    /** Flow protocol 8.1 answer; 8.2 number, userdata, disnumber, callSid. */
    @Test
    void dialCallsANumberAndAnswersTheId() {
        var answer = ask("ivr/dial", "<Dial number='13800138000' userdata='MTIz' record='false' disnumber='4001'/>")
                .answer();
        assertThat(rest.done)
                .containsExactly(new Dialer.Order("13800138000", Optional.of("MTIz"), Optional.of("4001")));
        assertThat(text(answer))
                .contains("<Response><statusCode>000000</statusCode><callSid>" + CALL + "</callSid>")
                .doesNotContain("statusMsg");
    }

    /** Flow protocol 8.2 record. */
    @Test
    void recordIsTrueOrNotWhateverALibraryMisspells() {
        assertThat(doneBy("ivr/dial", "<Dial number='1' record='ture'/>"))
                .isEqualTo(new Dialer.Order("1", Optional.empty(), Optional.empty(), false));
        assertThat(doneBy("ivr/dial", "<Dial number='1' record='True'/>"))
                .isEqualTo(new Dialer.Order("1", Optional.empty(), Optional.empty(), true));
    }

    /** Flow protocol 8.1 json. */
    @Test
    void aRequestInJsonIsTheSame() {
        rest.ask("ivr/dial")
                .json("{'Appid':'" + APP + "','Dial':{'number':'1','userdata':'x'}}")
                .answer();
        assertThat(rest.done).containsExactly(new Dialer.Order("1", Optional.of("x"), Optional.empty()));
    }

    /** Flow protocol 8.1 redundancy; 8.5 ConfMute. */
    @Test
    void anAttributeMayStandInTheQueryOnlyAndTheBodyCounts() {
        assertThat(ask("ivr/conf", "<ConfMute callid='7'/>").with("confid", "1").code())
                .isEqualTo("000000");
        assertThat(ask("ivr/conf", "<ConfMute confid='2' callid='7'/>")
                        .with("confid", "1")
                        .code())
                .isEqualTo("000000");
        assertThat(rest.done)
                .containsExactly(new RoomOperation.Mute("1", "7", ""), new RoomOperation.Mute("2", "7", ""));
    }

    /**
     * Flow protocol 8.5 QuitConf, DismissConf, ConfMute, ConfUnMute, ConfPlay, ConfStopPlay, ConfVolumeAdjust,
     * ConfMemberPause, ConfMemberResume, ConfAlarmClock.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<QuitConf confid='1' callid='7' action='a'/> | Quit[confId=1, callId=7, action=a]",
                "<DismissConf confid='1'/> | Dismiss[confId=1, action=, deletedUrl=, autoHangUp=false, quitUrl=, recordUrl=]",
                "<DismissConf confid='1' action='a' delurl='d' autohangup='true' quiturl='q' recordurl='r'/> | Dismiss[confId=1, action=a, deletedUrl=d, autoHangUp=true, quitUrl=q, recordUrl=r]",
                "<ConfMute confid='1' callid='7'/> | Mute[confId=1, callId=7, action=]",
                "<ConfUnMute confid='1' callid='7'/> | Unmute[confId=1, callId=7, action=]",
                "<ConfPlay confid='1' filename='a.wav'/> | Play[confId=1, fileName=a.wav, loop=1, action=, completedUrl=]",
                "<ConfPlay confid='1' filename='a.wav' loop='-1' playcompleteurl='p'/> | Play[confId=1, fileName=a.wav, loop=-1, action=, completedUrl=p]",
                "<ConfStopPlay confid='1'/> | StopPlay[confId=1, action=]",
                "<ConfVolumeAdjust confid='1' adjusttype='false'/> | Volume[confId=1, louder=false, action=]",
                "<ConfMemberPause confid='1' callid='7'/> | Pause[confId=1, callId=7, action=]",
                "<ConfMemberResume confid='1' callid='7'/> | Resume[confId=1, callId=7, speak=false, action=]",
                "<ConfMemberResume confid='1' callid='7' speak='1'/> | Resume[confId=1, callId=7, speak=true, action=]",
                "<ConfAlarmClock confid='1' time='60'/> | AlarmClock[confId=1, after=PT1M, alarm=NOTIFY, action=, clockUrl=alarmclock, promptFile=, autoHangUp=false, quitUrl=, recordUrl=, deletedUrl=]",
                "<ConfAlarmClock confid='1' time='5' timeraction='1' promptfile='p.wav'/> | AlarmClock[confId=1, after=PT5S, alarm=PLAY, action=, clockUrl=alarmclock, promptFile=p.wav, autoHangUp=false, quitUrl=, recordUrl=, deletedUrl=]"
            })
    void eachConferenceOperationIsReadWithItsAttributesAndDefaults(String operation, String done) {
        assertThat(doneBy("ivr/conf", operation)).hasToString(done);
    }

    @Test
    void aConferenceIsMadeWithItsDefaultsAndTheHintOfTheQuery() {
        assertThat(doneBy("ivr/createconf", "<CreateConf/>")).isEqualTo(RoomPlan.defaults());
        var plan = (RoomPlan) doneBy(
                "ivr/createconf",
                "<CreateConf action='createconfresult.jsp' shortconf='false' passwd='123' maxmember='300'/>");
        assertThat(plan.maxMembers()).isEqualTo(300);
        assertThat(plan.password()).isEqualTo("123");
        assertThat(plan.urls().created()).isEqualTo("createconfresult.jsp");
        assertThat(ask("ivr/createconf", "<CreateConf confduration='-1'/>")
                        .with("maxmember", "8")
                        .answer()
                        .fields())
                .contains(Answer.text("confid", "12345678"));
        assertThat(((RoomPlan) rest.done.getLast()).maxMembers()).isEqualTo(8);
    }

    /** Flow protocol 8.5 QueryConfState. */
    @Test
    void aConferenceIsToldWithItsMembers() {
        var answer = ask("ivr/conf", "<QueryConfState confid='12345678'/>").answer();
        assertThat(text(answer))
                .contains(
                        "<confid>12345678</confid><voiptoconfid>12345678</voiptoconfid><createtime>20260301100000</createtime><maxmember>8</maxmember>")
                .contains("<members><memberinfo><callid>" + CALL + "</callid><number>1001</number><role>1</role>");
        assertThat(new String(AnswerText.json(answer), StandardCharsets.UTF_8))
                .startsWith("{\"statusCode\":\"000000\",\"confid\":\"12345678\"")
                .contains("\"members\":[{\"callid\":\"" + CALL + "\"");
    }

    /** Flow protocol 8.3 CallCancel; 8.5 JoinConf: they are known, and not served. */
    @ParameterizedTest
    @ValueSource(strings = {"calls/callcancel <CallCancel/>"})
    void whatTheDialectHasAndThisServerHasNotIsToldApartFromWhatNobodyHas(String request) {
        int blank = request.indexOf(' ');
        assertThat(ask(request.substring(0, blank), request.substring(blank + 1))
                        .code())
                .isEqualTo("111501");
        assertThat(rest.done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ivr/nothing | <Dial number='1'/> | 111404 | There is no such path",
                "../../etc | <Dial number='1'/> | 111404 | There is no such path",
                "ivr/conf | <Dial number='1'/> | 111404 | <Dial> is asked at ivr/dial, not at ivr/conf",
                "ivr/dial | <Dail number='1'/> | 111404 | did you mean <Dial>?",
                "ivr/dial | <Dial/> | 111400 | <Dial> number is required",
                "ivr/dial | <Dial number=' '/> | 111400 | <Dial> number is required",
                "ivr/conf | <ConfPlay confid='1' filename='a.wav' loop='-2'/> | 111400 | loop=",
                "ivr/conf | <ConfPlay confid='1'/> | 111400 | filename is required",
                "ivr/conf | <ConfMute confid='1'/> | 111400 | callid is required",
                "ivr/conf | <ConfAlarmClock confid='1' time='x'/> | 111400 | time=",
                "ivr/createconf | <CreateConf maxmember='2'/> | 111400 | maxmember=",
                "ivr/createconf | <CreateConf passwd='abc'/> | 111400 | passwd=",
                "ivr/conf | <ConfMute confid='gone' callid='1'/> | 105001 | there is no such conference",
                "ivr/call | <QueryCallState callid='0'/> | 107481 | no such call"
            })
    void eachBadRequestIsToldWhatIsWrongWithIt(String function, String operation, String code, String reason) {
        var answer = ask(function, operation).answer();
        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(answer.message().orElseThrow()).containsIgnoringCase(reason);
        assertThat(rest.done).isEmpty();
    }

    /** Flow protocol 8.1 body. */
    @Test
    void withoutAppidNothingIsDone() {
        var answer = rest.ask("ivr/dial")
                .body("<Request><Dial number='1'/></Request>")
                .answer();
        assertThat(answer.statusCode()).isEqualTo("111400");
        assertThat(answer.message()).contains("The request has no Appid.");
    }

    @Test
    void aBodyBeyond64KilobytesIsRefused() {
        assertThat(ask("ivr/dial", "<Dial number='1' userdata='" + "x".repeat(70_000) + "'/>")
                        .code())
                .isEqualTo("111413");
    }

    @Test
    void anotherMethodIsRefused() {
        assertThat(ask("ivr/dial", "<Dial number='1'/>").method("GET").code()).isEqualTo("111405");
        assertThat(rest.ask("callresult").method("DELETE").code()).isEqualTo("111405");
    }

    /** Threat W16. */
    @Test
    void whatOthersWroteCanNotBreakTheAnswer() {
        var answer = ask("ivr/dial", "<x-evil/>").answer();
        assertThat(text(answer)).contains("&lt;x-evil&gt; is not an operation");
        var control = new Answer("000000", 200, Optional.of("a\u0001\uD800<]]>\r"), java.util.List.of());
        assertThat(text(control)).contains("<statusMsg>a??&lt;]]&gt;&#13;</statusMsg>");
    }

    @Test
    void aCallResultNeedsTheIdOfACall() {
        assertThat(rest.ask("callresult").method("GET").code()).isEqualTo("111400");
        assertThat(rest.ask("callresult").method("GET").with("callsid", CALL).code())
                .isEqualTo("107481");
    }

    @Test
    void whoFailsAgainAndAgainIsHeldOffAndOthersAreNot() {
        for (int i = 0; i < FailureLimit.MOST_FAILURES; i++) {
            assertThat(rest.ask("ivr/call").authorization("nonsense").code()).isEqualTo("111401");
        }
        assertThat(rest.ask("ivr/call").authorization("nonsense").code()).isEqualTo("111429");
        assertThat(rest.ask("ivr/call").code()).isEqualTo("111429");
        assertThat(rest.ask("ivr/call").from("192.0.2.2").code()).isEqualTo("111400");
        rest.later(FailureLimit.WINDOW);
        assertThat(rest.ask("ivr/call").code()).isEqualTo("111400");
    }
}
