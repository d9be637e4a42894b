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
        drives("call-centre-java", ExampleLab.Example.java("CallCentre.java"));
    }

    @Test
    void theCallCentreInJavaScriptLeadsCallersToAgents() throws IOException {
        drives("call-centre-node", ExampleLab.Example.node());
    }

    private void drives(String directory, List<String> command) throws IOException {
        try (var centre = new CallCentreExample(dir, directory, command, "1001=13800138001")) {
            centre.example().tells(() -> {
                talksAndGivesAMark(centre);
                findsNobody(centre);
            });
        }
    }

    private static void talksAndGivesAMark(CallCentreExample centre) {
        var example = centre.example();
        Phone caller = centre.calls("13900139000");
        example.hears(caller, "Welcome");
        Callee agent = centre.agentIsCalled("1001");
        assertThat(agent.number()).isEqualTo("13800138001");
        centre.hearsMusic(caller);
        centre.agentAnswers(agent);
        centre.hears(caller, CallCentreExample.AGENT);
        centre.hears(centre.agentPhone(), CallCentreExample.CALLER);
        agent.bye();
        example.hears(caller, "How was it");
        caller.presses("5");
        example.hears(caller, "Thank you for your call");
        example.lab().isHungUp(caller);
        assertThat(example.app().printed()).contains("mark of ").contains(": 5");
        // It was made ready again by the answer to agentstate 0, and may be called anew.
        example.eventually("the agent is ready again", () -> centre.state("1001") == AgentState.READY);
    }

    private static void findsNobody(CallCentreExample centre) {
        var example = centre.example();
        centre.centre().agentOffWork("1001", Optional.empty(), Set.of());
        Phone caller = centre.calls("13900139001");
        centre.hearsMusic(caller);
        example.lab().advance(Duration.ofSeconds(61));
        example.hears(caller, "leave a message");
        example.lab().advance(Duration.ofSeconds(5));
        caller.presses("#");
        example.prints("message from ");
        example.hears(caller, "We will call you back");
        example.lab().isHungUp(caller);
    }
}
