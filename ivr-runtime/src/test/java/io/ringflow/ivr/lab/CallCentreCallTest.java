package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.queue.AgentState;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The call centres of the examples, in Java and JavaScript: a caller is greeted, waits with music, talks with an agent and
 * gives a mark; another finds nobody and leaves a message.
 */
class CallCentreCallTest {

    @TempDir
    Path dir;

    @Test
    void theCallCentreInJavaLeadsCallersToAgents() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        drives("call-centre-java", List.of(java, "-XX:TieredStopAtLevel=1", "CallCentre.java"));
    }

    @Test
    void theCallCentreInJavaScriptLeadsCallersToAgents() throws IOException {
        drives("call-centre-node", List.of("node", "app.js"));
    }

    private void drives(String directory, List<String> command) throws IOException {
        try (var example = new CallCentreExample(dir, directory, command, "1001=13800138001")) {
            try {
                talksAndGivesAMark(example);
                findsNobody(example);
            } catch (AssertionError failure) {
                throw new AssertionError(failure.getMessage() + example.app().printed(), failure);
            }
        }
    }

    private static void talksAndGivesAMark(CallCentreExample example) {
        Phone caller = example.calls("13900139000");
        example.hears(caller, "Welcome");
        Callee agent = example.agentIsCalled();
        assertThat(agent.number()).isEqualTo("13800138001");
        example.hearsMusic(caller);
        example.agentAnswers(agent);
        var lab = example.lab();
        lab.until("hears the agent", CallCentreExample.SOON, () -> caller.hears(CallCentreExample.AGENT));
        lab.until("is heard", CallCentreExample.SOON, () -> example.agentPhone().hears(CallCentreExample.CALLER));
        agent.bye();
        example.hears(caller, "How was it");
        caller.presses("5");
        example.hears(caller, "Thank you for your call");
        lab.until("is hung up", CallCentreExample.SOON, () -> caller.call().farEndHungUp());
        assertThat(example.app().printed()).contains("mark of ").contains(": 5");
        // It was made ready again by the answer to agentstate 0, and may be called anew.
        Eventually.within(
                CallCentreExample.PATIENCE,
                () -> example.afterAStep("") && state(example) == AgentState.READY,
                "the agent is ready again");
    }

    private static AgentState state(CallCentreExample example) {
        return example.centre().agent("1001").orElseThrow().state();
    }

    private static void findsNobody(CallCentreExample example) {
        example.centre().agentOffWork("1001", Optional.empty(), Set.of());
        Phone caller = example.calls("13900139001");
        example.hearsMusic(caller);
        example.lab().advance(Duration.ofSeconds(61));
        example.hears(caller, "leave a message");
        example.lab().advance(Duration.ofSeconds(5));
        caller.presses("#");
        example.prints("message from ");
        example.hears(caller, "We will call you back");
        example.lab()
                .until("is hung up", CallCentreExample.SOON, () -> caller.call().farEndHungUp());
    }
}
