package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.CALL;
import static io.ringflow.ivr.rest.SampleRest.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.call.ConferenceCalls.Joining;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is called into a conference, put into it, and that it is recorded, as requests say it. */
class ConferenceRequestTest {

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    private SampleRest.Ask ask(String operation) {
        return rest.ask("ivr/conf").body("<Request><Appid>" + APP + "</Appid>" + operation + "</Request>");
    }

    private Object doneBy(String operation) {
        assertThat(ask(operation).code()).isEqualTo("000000");
        return rest.done.getLast();
    }

    /** Flow protocol 8.5 InviteJoinConf. */
    @Test
    void oneNumberIsInvitedAsAMemberWhoSpeaks() {
        assertThat(doneBy("<InviteJoinConf confid='c' number='13800138000'/>"))
                .isEqualTo(new Invited("c", List.of("13800138000"), JoinWish.MEMBER, ""));
        assertThat(text(ask("<InviteJoinConf confid='c' number='13800138001'/>").answer()))
                .contains("<callSid>" + CALL + "</callSid>");
    }

    /** Flow protocol 8.5 InviteJoinConf. */
    @Test
    void allOfItsAttributesAreHeeded() {
        assertThat(doneBy("<InviteJoinConf confid='c' number='1#2#3' action='a' role='1' speak='0' joinurl='j'/>"))
                .isEqualTo(new Invited("c", List.of("1", "2", "3"), new JoinWish(true, false, "j", ""), "a"));
    }

    /** Flow protocol 8.5 InviteJoinConf. */
    @Test
    void theAnswerHasAPlaceForEachNumberAndAnEmptyOneForOneThatCanNotBeCalled() {
        assertThat(text(ask("<InviteJoinConf confid='c' number='1#404#3'/>").answer()))
                .contains("<callSid>" + CALL + "##" + CALL + "</callSid>");
    }

    /** Flow protocol 8.5 InviteJoinConf, and 10: at most 20 numbers. */
    @Test
    void twentyNumbersAreInvitedAndTwentyOneAreNot() {
        var twenty = IntStream.range(0, 20).mapToObj(Integer::toString).collect(Collectors.joining("#"));
        assertThat(((Invited) doneBy("<InviteJoinConf confid='c' number='" + twenty + "'/>")).numbers())
                .hasSize(20);
        var answer =
                ask("<InviteJoinConf confid='c' number='" + twenty + "#20'/>").answer();
        assertThat(answer.statusCode()).isEqualTo("111400");
        assertThat(answer.message()).hasValueSatisfying(why -> assertThat(why).contains("1 to 20 numbers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<InviteJoinConf number='1'/>",
                "<InviteJoinConf confid='c'/>",
                "<InviteJoinConf confid='c' number='##'/>",
                "<InviteJoinConf confid='c' number='1@evil.example'/>",
                "<InviteJoinConf confid='c' number='1' role='2'/>",
                "<InviteJoinConf confid='c' number='1' speak='yes'/>",
                "<JoinConf confid='c'/>",
                "<JoinConf callid='c'/>",
                "<ConfRecord/>",
                "<ConfRecord confid='c' time='-1'/>",
                "<ConfStopRecord/>"
            })
    void whatIsMissingOrWrongIsABadRequest(String operation) {
        assertThat(ask(operation).code()).isEqualTo("111400");
        assertThat(rest.done).isEmpty();
    }

    @Test
    void aConferenceThatIsNotThereIsToldByItsCode() {
        assertThat(ask("<InviteJoinConf confid='gone' number='1'/>").code()).isEqualTo("105001");
    }

    /** Flow protocol 8.5 JoinConf. */
    @Test
    void aRunningCallIsPutIntoAConference() {
        assertThat(doneBy("<JoinConf confid='c' callid='" + CALL + "' action='a' role='1' speak='0' joinurl='j'"
                        + " quiturl='q'/>"))
                .isEqualTo(new Joining("c", CALL, new JoinWish(true, false, "j", "q"), "a"));
        assertThat(ask("<JoinConf confid='c' callid='other'/>").code()).isEqualTo("107481");
    }

    /** Flow protocol 8.5 ConfRecord. */
    @Test
    void confRecordHasATimeAndAUrlForItsEnd() {
        assertThat(doneBy("<ConfRecord confid='c' action='a' time='60' timeoutrecordurl='t'/>"))
                .isEqualTo(new RoomOperation.Record("c", Duration.ofMinutes(1), "a", "t"));
        assertThat(doneBy("<ConfRecord confid='c'/>")).isEqualTo(new RoomOperation.Record("c", Duration.ZERO, "", ""));
    }

    /** Flow protocol 8.5 ConfStopRecord. */
    @Test
    void confStopRecordNamesWhoIsTold() {
        assertThat(doneBy("<ConfStopRecord confid='c' action='a'/>")).isEqualTo(new RoomOperation.StopRecord("c", "a"));
    }

    /** Flow protocol 8.5 CreateConf: the answer. */
    @Test
    void theAnswerOfCreateConfHasTheNumberToDial() {
        var answer = rest.ask("ivr/createconf")
                .body("<Request><Appid>" + APP + "</Appid><CreateConf/></Request>")
                .answer();
        assertThat(text(answer)).contains("<confid>12345678</confid><voiptoconfid>12345678</voiptoconfid>");
    }
}
