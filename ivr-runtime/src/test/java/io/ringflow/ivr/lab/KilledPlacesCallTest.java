package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flow protocol 4.3 queuetype: callers who have hung up and keep their places are called back after {@code kill -9}, in
 * their order, and again when the server is killed while they are being called.
 */
class KilledPlacesCallTest {

    private static final String APPLICATION = "0123456789abcdef0123456789abcdef";
    private static final String AGENT = "80";

    @TempDir
    Path dir;

    @Test
    void whoKeepsItsPlaceIsCalledBackByTheNextServerUntilItAnswers() throws IOException {
        try (var ground = new BatchGround(dir)) {
            ground.app()
                    .handle(asked -> FlowReply.response(
                            asked.name().equals("startservice") ? "<EnterCCS callbackkey='1'/>" : "<CmdNone/>"));
            try (var server = ground.server("first");
                    var rest = new RestClient(server.restPort(), InstantSource.system())) {
                for (int n = 0; n < 2; n++) keepsItsPlace(ground, server, rest, n);
                server.kill();
            }
            try (var second = ground.server("second");
                    var rest = new RestClient(second.restPort(), InstantSource.system())) {
                assertThat(queue(rest)).containsSubsequence(held(0), held(1));
                done(rest, "agentonwork", "<AgentOnWork number='" + AGENT + "' agentid='1001' agentstate='1'/>");
                assertThat(ground.callees().next().number()).isEqualTo(Callees.number(0));
                second.kill();
            }
            try (var third = ground.server("third");
                    var rest = new RestClient(third.restPort(), InstantSource.system())) {
                // The agent was ready, and is.
                var back = ground.callees().next();
                assertThat(back.number()).isEqualTo(Callees.number(0));
                ground.callees().answer(back);
                var agent = ground.callees().next();
                assertThat(agent.number()).isEqualTo(AGENT);
                ground.callees().answer(agent);
                assertThat(queue(rest)).contains(held(1)).doesNotContain(held(0));
                third.until("they talk", () -> agents(rest).contains("<state>3</state>"));
                agent.bye();
                third.until("it is over", () -> third.fact("calls") == 0);
            }
            assertThat(ground.app().requests())
                    .filteredOn(asked -> asked.name().equals("startservice"))
                    .as("a call back brings its flow")
                    .hasSize(2);
        }
    }

    private static void keepsItsPlace(BatchGround ground, RealServer server, RestClient rest, int n) {
        BatchGround.dial(rest, n);
        Callee callee = ground.callees().answer();
        server.until("it waits", () -> queue(rest).contains("<number>" + Callees.number(n) + "</number>"));
        callee.info('1');
        server.until("it is hung up", callee::farEndHungUp);
    }

    private static String held(int n) {
        return "<number>" + Callees.number(n) + "</number>";
    }

    private static String queue(RestClient rest) {
        return rest.operation("ivr/queryqueueinfo", APPLICATION, "<QueryQueueInfo/>");
    }

    private static String agents(RestClient rest) {
        return rest.operation("ivr/queryagentstate", APPLICATION, "<QueryAgentState/>");
    }

    private static void done(RestClient rest, String function, String operation) {
        assertThat(RestClient.element(rest.operation("ivr/" + function, APPLICATION, operation), "statusCode"))
                .isEqualTo("000000");
    }
}
