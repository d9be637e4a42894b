package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.CentreCalls.AgentOrder;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.builtin.Play;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests want of calls with the call centre (flow-protocol 8.3, 8.4). */
class CentreRequestTest {

    @TempDir
    Path dir;

    private SampleRest rest;

    @BeforeEach
    void start() throws IOException {
        rest = new SampleRest(dir);
    }

    private Answer ask(String path, String operation) {
        return rest.ask(path)
                .body("<Request><Appid>" + SampleRest.APP + "</Appid>" + operation + "</Request>")
                .answer();
    }

    /** Flow protocol 8.3 Transfer. */
    @Test
    void aTransferMayNestWhatTheCallerHears() {
        var answer = ask(
                "ivr/call",
                "<Transfer callid='" + SampleRest.CALL
                        + "' agentid='1001' number='2'><Play loop='-1'> x.wav </Play></Transfer>");
        assertThat(answer.statusCode()).isEqualTo("000000");
        assertThat(rest.done).singleElement().isInstanceOfSatisfying(CallOrder.Transfer.class, wish -> {
            assertThat(wish.agentId()).contains("1001");
            assertThat(wish.number()).contains("2");
            assertThat(wish.prompt()).get().isInstanceOfSatisfying(Play.class, play -> {
                assertThat(play.file()).isEqualTo("x.wav");
                assertThat(play.loop()).isEqualTo(-1);
            });
        });
    }

    /** Flow protocol 8.3 NoAnswerTransfer, AgentServiceEnd. */
    @Test
    void theOthersComeWithTheirAttributes() {
        ask("ivr/call", "<NoAnswerTransfer callid='" + SampleRest.CALL + "' number='13800138000'/>");
        ask("ivr/call", "<AgentServiceEnd callid='" + SampleRest.CALL + "' agentid='1001' action='rate'/>");
        ask("ivr/call", "<AgentServiceEnd callid='" + SampleRest.CALL + "'/>");
        assertThat(rest.done)
                .containsExactly(
                        new CallOrder.NoAnswerTransfer("13800138000"),
                        new CallOrder.ServiceEnd(Optional.of("1001"), Optional.of("rate")),
                        new CallOrder.ServiceEnd(Optional.empty(), Optional.empty()));
    }

    /** Flow protocol 8.4 AgentMakeCall. */
    @Test
    void anAgentCallsACustomer() {
        var answer = ask(
                "ivr/agentmakecall",
                "<AgentMakeCall agentid='1001' number='138' disnumber='400' answerurl='up' agenthangupurl='rate'/>");
        assertThat(SampleRest.text(answer)).contains("<callSid>" + SampleRest.CALL + "</callSid>");
        assertThat(rest.done).containsExactly(new AgentOrder("1001", "138", Optional.of("400"), "up", "rate"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ivr/call | <Transfer callid='other' number='1'/> | 107481",
                "ivr/call | <Transfer callid='idle'/> | 111400",
                "ivr/call | <Transfer number='1'/> | 111400",
                "ivr/call | <Transfer callid='1' agentid='alice'/> | 111400",
                "ivr/call | <NoAnswerTransfer callid='1'/> | 111400",
                "ivr/call | <AgentServiceEnd callid='idle'/> | 108039",
                "ivr/agentmakecall | <AgentMakeCall agentid='9999' number='1'/> | 108027",
                "ivr/agentmakecall | <AgentMakeCall agentid='1001'/> | 111400",
                "ivr/call | <AgentMakeCall agentid='1001' number='1'/> | 111404"
            })
    void whatCanNotBeDoneIsToldByItsCode(String path, String operation, String code) {
        assertThat(ask(path, operation).statusCode()).isEqualTo(code);
    }
}
