package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.SampleRest.APP;
import static io.ringflow.ivr.rest.SampleRest.CALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wanted of a talk, as requests say it. */
class SupervisionRequestTest {

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void open() throws IOException {
        rest = new SampleRest(dir);
    }

    private SampleRest.Ask ask(String operation) {
        return rest.ask("ivr/call").body("<Request><Appid>" + APP + "</Appid>" + operation + "</Request>");
    }

    private Object doneBy(String operation) {
        assertThat(ask(operation).code()).isEqualTo("000000");
        return rest.done.getLast();
    }

    /** Flow protocol 8.3 Monitor. */
    @Test
    void whoIsToMonitorIsAnAgentOrANumberAndListensUnlessSaid() {
        assertThat(doneBy("<Monitor callid='" + CALL + "' number='13800138000'/>"))
                .isEqualTo(new TalkOperation.Monitor(CALL, new Whom.Number("13800138000"), Supervision.LISTEN, ""));
        assertThat(doneBy("<Monitor callid='" + CALL + "' agentid='1009' number='13800138001' action='a'/>"))
                .isEqualTo(new TalkOperation.Monitor(CALL, new Whom.Agent("1009"), Supervision.LISTEN, "a"));
    }

    /** Flow protocol 8.3 Monitor. */
    @ParameterizedTest
    @CsvSource({"listen, LISTEN", "coach, COACH", "Barge, BARGE"})
    void modeSaysWhatTheSupervisorDoes(String mode, Supervision how) {
        assertThat(doneBy("<Monitor callid='" + CALL + "' number='1' mode='" + mode + "'/>"))
                .isEqualTo(new TalkOperation.Monitor(CALL, new Whom.Number("1"), how, ""));
    }

    @Test
    void modeOffHangsTheSupervisorUp() {
        assertThat(doneBy("<Monitor callid='" + CALL + "' agentid='1009' mode='off'/>"))
                .isEqualTo(new TalkOperation.StopMonitor(CALL, new Whom.Agent("1009")));
    }

    /** Flow protocol 8.3 AgentConsult. */
    @Test
    void anAgentConsultsAnAgentOrANumber() {
        assertThat(doneBy("<AgentConsult callid='" + CALL + "' agentid='1002'/>"))
                .isEqualTo(new TalkOperation.Consult(CALL, new Whom.Agent("1002"), ""));
        assertThat(doneBy("<AgentConsult callid='" + CALL + "' number='139' action='a'/>"))
                .isEqualTo(new TalkOperation.Consult(CALL, new Whom.Number("139"), "a"));
        assertThat(doneBy("<AgentConsultEnd callid='" + CALL + "' action='b'/>"))
                .isEqualTo(new TalkOperation.StopConsult(CALL, "b"));
    }

    /** Flow protocol 8.3 TripartiteTalk. */
    @Test
    void allThreeTalkByTheCallAlone() {
        assertThat(doneBy("<TripartiteTalk callid='" + CALL + "' action='a'/>"))
                .isEqualTo(new TalkOperation.ThreeWay(CALL, "a"));
    }

    @Test
    void theCallerIsHeldUnlessSaid() {
        assertThat(doneBy("<AgentHold callid='" + CALL + "'/>")).isEqualTo(new TalkOperation.Hold(CALL, true, ""));
        assertThat(doneBy("<AgentHold callid='" + CALL + "' state='false'/>"))
                .isEqualTo(new TalkOperation.Hold(CALL, false, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Monitor number='1'/>",
                "<Monitor callid='c'/>",
                "<Monitor callid='c' number='1@evil.example'/>",
                "<Monitor callid='c' number='1' mode='whisper'/>",
                "<AgentConsult callid='c'/>",
                "<TripartiteTalk/>",
                "<AgentHold callid='c' state='perhaps'/>"
            })
    void whatIsMissingOrWrongIsABadRequest(String operation) {
        assertThat(ask(operation).code()).isEqualTo("111400");
        assertThat(rest.done).isEmpty();
    }

    @Test
    void aCallThatIsNotThereIsToldByItsCode() {
        assertThat(ask("<TripartiteTalk callid='other'/>").code()).isEqualTo("107481");
    }
}
