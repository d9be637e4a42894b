package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.call.CentreCalls.AgentOrder;
import io.ringflow.ivr.flow.FlowReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flow protocol 1.3 operation: in what an application says to a notification. */
class NotifiedOperationsTest {

    @TempDir
    Path dir;

    private SampleRest rest;
    private NotifiedOperations answers;

    @BeforeEach
    void start() throws IOException {
        rest = new SampleRest(dir);
        answers = new NotifiedOperations(new FlowReader(AnswerOperations.catalog(rest::services)));
    }

    private void said(String body) {
        answers.heard(rest.application(), "agent-1001", body.getBytes(StandardCharsets.UTF_8), "text/xml");
    }

    @Test
    void theOperationIsDoneForTheApplication() {
        said("<?xml version='1.0'?><Response><Appid>x</Appid><AgentMakeCall agentid='1001' number='138'/></Response>");
        assertThat(rest.done).containsExactly(new AgentOrder("1001", "138", Optional.empty(), "", ""));
    }

    @Test
    void oneThatIsRefusedHurtsNobody() {
        said("<Response><AgentMakeCall agentid='9999' number='138'/></Response>");
        assertThat(rest.done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Response><CmdNone/></Response>",
                "<response><cmdnone></cmdnone></response>",
                "<Response/>",
                "<Response><Play>a.wav</Play></Response>",
                "<Response><AgentMakeCall agentid='alice' number='138'/></Response>",
                "<Response><Unknown/></Response>",
                "ok",
                "{\"code\":0}",
                "<html><body>It works!</body></html>",
                "<Response><AgentMakeCall"
            })
    void whateverElseItSaysIsPassedOver(String body) {
        said(body);
        assertThat(rest.done).isEmpty();
    }
}
