package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flow protocol 8.4 AgentOnWork, AgentReady, CreateQueue: what was answered with 000000 is so after {@code kill -9}, by
 * requests to whole servers; 7 agentstate: and the application is told how each agent stands, whatever it had heard before.
 */
class KilledAgentsCallTest {

    private static final String APPLICATION = "0123456789abcdef0123456789abcdef";
    private static final int AGENTS = 20;
    private static final Pattern AGENT = Pattern.compile(
            "<agent><id>(\\d{4})</id><state>(\\d)</state><number>(\\d+)</number><agenttype>5</agenttype>");

    @TempDir
    Path dir;

    @Test
    void agentsOnDutyAreOnDutyAndQueuesAreAsTheyWereDefined() throws IOException {
        try (var ground = new BatchGround(dir)) {
            ground.app().on("agentstate", FlowReply.response("<CmdNone/>"));
            try (var server = ground.server("first");
                    var rest = new RestClient(server.restPort(), InstantSource.system())) {
                done(rest, "createqueue", "<CreateQueue queuetype='5' typedes='sales' strategy='ringall'/>");
                for (int n = 0; n < AGENTS; n++) {
                    done(
                            rest,
                            "agentonwork",
                            "<AgentOnWork number='80" + n + "' agentid='" + id(n) + "' agenttype='5'/>");
                    if (ready(n)) done(rest, "agentready", "<AgentReady agentid='" + id(n) + "' state='true'/>");
                }
                server.kill();
            }
            int before = ground.app().requests().size();
            try (var next = ground.server("next");
                    var rest = new RestClient(next.restPort(), InstantSource.system())) {
                var agents = AGENT.matcher(rest.operation("ivr/queryagentstate", APPLICATION, "<QueryAgentState/>"));
                for (int n = 0; n < AGENTS; n++) {
                    assertThat(agents.find()).as("agent " + n).isTrue();
                    assertThat(agents.group(1)).isEqualTo(id(n));
                    assertThat(agents.group(2)).as("agent " + n).isEqualTo(ready(n) ? "1" : "0");
                    assertThat(agents.group(3)).isEqualTo("80" + n);
                }
                assertThat(rest.operation("ivr/queryqueueinfo", APPLICATION, "<QueryQueueInfo queuetype='5'/>"))
                        .contains("<typedes>sales</typedes>", "<strategy>ringall</strategy>", "<ready>10</ready>");
                // What waited before the kill comes first.
                next.until("all are told how they stand", () -> told(ground, before)
                        .equals(asTheyStand()));
            }
        }
    }

    private static Map<String, String> asTheyStand() {
        var states = new HashMap<String, String>();
        for (int n = 0; n < AGENTS; n++) states.put(id(n), ready(n) ? "1" : "0");
        return states;
    }

    /** What the application was told last of each agent since then. */
    private static Map<String, String> told(BatchGround ground, int since) {
        var told = new HashMap<String, String>();
        for (var asked :
                ground.app().requests().subList(since, ground.app().requests().size())) {
            if (asked.name().equals("agentstate")) told.put(asked.param("agentid"), asked.param("agentstate"));
        }
        return told;
    }

    private static void done(RestClient rest, String function, String operation) {
        assertThat(RestClient.element(rest.operation("ivr/" + function, APPLICATION, operation), "statusCode"))
                .isEqualTo("000000");
    }

    private static String id(int n) {
        return Integer.toString(1001 + n);
    }

    private static boolean ready(int n) {
        return n % 2 == 0;
    }
}
