package io.ringflow.ivr.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to a queue of agents, without a phone: what the agents do is told as a server tells it. */
class SimCentreSocketTest {

    private static final FlowReply NOTHING = FlowReply.response("<CmdNone/>");

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

    private List<String> states() {
        return app.requests().stream()
                .filter(told -> told.name().equals("agentstate"))
                .map(told -> told.param("agentid") + " " + told.param("agentstate"))
                .toList();
    }

    /** Flow protocol 7 agentstate. */
    @Test
    void theApplicationIsToldWhatItsAgentsDo() {
        app.handle(request ->
                request.name().equals("startservice") ? FlowReply.response("<EnterCCS queuetype='7'/>") : NOTHING);
        var run = sim();
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "agentid=1001 agentstate=1",
                        "agentid=1001 agentstate=2",
                        "13800131001 answers",
                        "agentid=1001 agentstate=3",
                        "13800131001 hangs up",
                        "agentid=1001 agentstate=0");
        assertThat(states()).containsExactly("1001 1", "1001 2", "1001 3", "1001 0");
    }

    /** Flow protocol 1.3 operation: AgentReady in the answer to agentstate. */
    @Test
    void anAgentIsReadyAgainWhenTheAnswerSaysSo() {
        app.handle(SimCentreSocketTest::readyAgain);
        var run = sim("--party", "busy", "--hangup-after", "4s");
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(states())
                .startsWith("1001 1", "1001 2", "1001 4", "1001 0", "1001 1", "1001 2", "1001 4", "1001 0", "1001 1");
    }

    private static FlowReply readyAgain(FlowRequest request) {
        if (request.name().equals("startservice")) return FlowReply.response("<EnterCCS queuetype='7'/>");
        boolean preparing = request.name().equals("agentstate")
                && request.param("agentstate").equals("0");
        return preparing ? FlowReply.response("<AgentReady agentid='1001' state='true'/>") : NOTHING;
    }

    @Test
    void anApplicationThatDoesNotTakeItIsTold() {
        app.handle(request -> switch (request.name()) {
            case "startservice" -> FlowReply.response("<EnterCCS queuetype='7'/>");
            case "agentstate" -> FlowReply.status(404);
            default -> NOTHING;
        });
        var run = sim();
        assertThat(run.code()).as(run.out()).isEqualTo(1);
        assertThat(run.out()).contains("agentstate was not taken");
    }
}
