package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringflow.ivr.lab.Eventually;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueueTicket;
import io.ringflow.ivr.queue.QueueWish;
import io.ringflow.ivr.queue.SampleCaller;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues and agents by the JSON interface of a whole server; every answer is as it is described. */
class CallCentreSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    private ApiServer server;
    private ApiClient client;
    private String root;

    @BeforeEach
    void start() {
        server = new ApiServer(dir);
        client = server.client();
        root = "/v1/applications/" + server.application();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static SampleCaller caller(String callId) {
        return new SampleCaller(callId, "139" + callId);
    }

    /** The first that it is offered. */
    private static AgentLease offered(SampleCaller caller) {
        Eventually.within(PATIENCE, () -> !caller.offers.isEmpty(), caller.callId() + " is offered an agent");
        return caller.offers.getFirst();
    }

    private CallCentre centre() {
        return server.centre();
    }

    private QueueTicket waits(SampleCaller caller, String queue) {
        return centre().enter(QueueWish.of(queue), caller);
    }

    private void queue(String id) {
        assertThat(client.post(root + "/queues", "{'queue':'" + id + "'}").status())
                .isEqualTo(201);
    }

    private void onDuty(String agent, String queue) {
        var answer = client.post(
                root + "/agents",
                "{'agentId':'%s','number':'13800138%s','queues':[{'queue':'%s'}],'ready':true}"
                        .formatted(agent, agent.substring(1), queue));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private static void isProblem(ApiClient.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }

    @Test
    void aQueueIsMadeLookedAtChangedAndDeleted() {
        var made = client.post(root + "/queues", """
                {'queue':'007','settings':{'name':'Sales','workTime':'08:00-12:00;13:00-18:00','offWorkDays':'Sat#Sun',
                 'strategy':'fewest-calls','ringSeconds':15,'wrapUpSeconds':20,'overflowTo':'0','overflowAfterSeconds':60}}""");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("location")).isEqualTo(root + "/queues/7");
        assertThat(made.text("name")).isEqualTo("Sales");
        assertThat(made.json().path("settings").path("strategy").asText()).isEqualTo("fewest-calls");
        assertThat(made.json().path("settings").path("offWorkDays").asText()).isEqualTo("Sat#Sun");

        var changed = client.patch(root + "/queues/7", "{'wrapUpSeconds':5,'overflowTo':''}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        var settings = client.get(root + "/queues/7").json().path("settings");
        assertThat(settings.path("wrapUpSeconds").asInt()).isEqualTo(5);
        assertThat(settings.path("overflowTo").asText()).isEmpty();
        assertThat(settings.path("ringSeconds").asInt()).isEqualTo(15);
        assertThat(settings.path("workTime").asText()).isEqualTo("08:00-12:00;13:00-18:00");

        assertThat(client.delete(root + "/queues/7").status()).isEqualTo(204);
        isProblem(client.get(root + "/queues/7"), 404, "108028");
    }

    @Test
    void whatIsWrongWithAQueueIsToldByItsCodeOrItsPlace() {
        queue("7");
        isProblem(client.post(root + "/queues", "{'queue':'7'}"), 409, "108029");
        isProblem(client.post(root + "/queues", "{'queue':'8','settings':{'overflowTo':'99'}}"), 404, "108028");
        isProblem(client.delete(root + "/queues/0"), 409, "108030");
        isProblem(client.delete(root + "/queues/nothing"), 404, "108028");
        isProblem(client.post(root + "/queues", "{'queue':'1234567890'}"), 400, "111400");
        var flawed = client.post(root + "/queues", "{'queue':'9','settings':{'workTime':'25:00-26:00'}}");
        isProblem(flawed, 400, "111400");
        assertThat(flawed.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("#/settings");
        assertThat(flawed.text("detail")).contains("25:00-26:00");
    }

    @Test
    void queuesComeInPagesInTheOrderOfTheirNumbers() {
        for (String id : new String[] {"20", "3", "100"}) queue(id);
        var first = client.get(root + "/queues?limit=2").json();
        assertThat(first.path("items").findValuesAsText("queue")).containsExactly("0", "3");
        var second = client.get(
                        root + "/queues?limit=2&cursor=" + first.path("next").asText())
                .json();
        assertThat(second.path("items").findValuesAsText("queue")).containsExactly("20", "100");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void anAgentComesOnDutyIsMadeReadyAndGoesOffDuty() {
        queue("7");
        queue("8");
        var made = client.post(
                root + "/agents",
                "{'agentId':'1001','number':'13800138001','queues':[{'queue':'7','level':9},{'queue':'08'}]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("state")).isEqualTo("preparing");
        assertThat(made.json().path("queues").toString())
                .isEqualTo("[{\"queue\":\"7\",\"level\":9},{\"queue\":\"8\",\"level\":5}]");
        isProblem(client.post(root + "/agents", "{'agentId':'1001','number':'1'}"), 409, "108026");

        assertThat(client.post(root + "/agents/1001/ready", "{'ready':true}").text("state"))
                .isEqualTo("ready");
        isProblem(client.post(root + "/agents/1001/ready", "{'ready':true}"), 409, "104024");
        assertThat(client.get(root + "/agents?queue=8&state=ready").json().path("items"))
                .hasSize(1);
        assertThat(client.get(root + "/agents?state=talking").json().path("items"))
                .isEmpty();

        assertThat(client.delete(root + "/agents/1001?queue=7").status()).isEqualTo(204);
        assertThat(client.get(root + "/agents/1001").json().path("queues")).hasSize(1);
        isProblem(client.delete(root + "/agents/1001?queue=7"), 409, "108033");
        assertThat(client.delete(root + "/agents/1001").status()).isEqualTo(204);
        isProblem(client.get(root + "/agents/1001"), 404, "108027");
        isProblem(
                client.post(root + "/agents", "{'agentId':'1001','number':'1','queues':[{'queue':'9'}]}"),
                404,
                "108028");
    }

    @Test
    void whoWaitsIsListedWithItsPlaceAndMayBeGivenAnother() {
        queue("7");
        queue("8");
        var first = caller("first");
        var second = caller("second");
        var third = caller("third");
        try (var one = waits(first, "7");
                var two = waits(second, "7");
                var three = waits(third, "7")) {
            assertThat(calls("7")).containsExactly("first", "second", "third");
            var waiting = client.get(root + "/queues/7").json();
            assertThat(waiting.path("waiting").asInt()).isEqualTo(3);

            var page = client.get(root + "/queues/7/callers?limit=2").json();
            assertThat(page.path("items").path(1).path("position").asInt()).isEqualTo(2);
            assertThat(page.path("items").path(1).path("number").asText()).isEqualTo("139second");
            assertThat(client.get(root + "/queues/7/callers?limit=2&cursor="
                                    + page.path("next").asText())
                            .json()
                            .path("items")
                            .findValuesAsText("callId"))
                    .containsExactly("third");

            assertThat(client.patch(root + "/queues/7/callers/third", "{'priority':5}")
                            .status())
                    .isEqualTo(204);
            assertThat(calls("7")).containsExactly("third", "first", "second");
            assertThat(client.patch(root + "/queues/7/callers/first", "{'queue':'8'}")
                            .status())
                    .isEqualTo(204);
            assertThat(calls("7")).containsExactly("third", "second");
            assertThat(calls("8")).containsExactly("first");
            assertThat(first.moves).containsExactly("8");

            assertThat(client.delete(root + "/queues/7/callers/second").status())
                    .isEqualTo(204);
            assertThat(second.ends).containsExactly(QueueEnd.REMOVED);
            assertThat(calls("7")).containsExactly("third");
            isProblem(client.delete(root + "/queues/7/callers/second"), 404, "107481");
            isProblem(client.patch(root + "/queues/7/callers/first", "{'priority':1}"), 404, "107481");
            isProblem(client.patch(root + "/queues/7/callers/third", "{'queue':'99'}"), 404, "108028");
        }
        assertThat(calls("7")).isEmpty();
    }

    private List<String> calls(String queue) {
        return client.get(root + "/queues/" + queue + "/callers")
                .json()
                .path("items")
                .findValuesAsText("callId");
    }

    @Test
    void whoIsMovedWhileAnAgentIsCalledForItGoesWhenThatIsOver() {
        queue("7");
        queue("8");
        onDuty("1001", "7");
        var caller = caller("caller");
        try (var ticket = waits(caller, "7")) {
            var lease = offered(caller);
            assertThat(client.patch(root + "/queues/7/callers/caller", "{'queue':'8'}")
                            .status())
                    .isEqualTo(204);
            assertThat(calls("7")).containsExactly("caller");
            lease.giveBack();
            assertThat(calls("7")).isEmpty();
            assertThat(calls("8")).containsExactly("caller");
            ticket.leave(QueueLeave.KEY);
        }
    }

    @Test
    void aTalkIsSeenInAgentsQueuesMetricsAndReports() {
        queue("7");
        onDuty("1001", "7");
        var caller = caller("caller");
        try (var ticket = waits(caller, "7")) {
            var lease = offered(caller);
            assertThat(agents().path("locked").asInt()).isEqualTo(1);
            assertThat(client.get(root + "/queues/7/callers")
                            .json()
                            .path("items")
                            .path(0)
                            .path("offered")
                            .path(0)
                            .asText())
                    .isEqualTo("1001");
            assertThat(lease.answered()).isTrue();
            var agent = client.get(root + "/agents/1001");
            assertThat(agent.text("state")).isEqualTo("talking");
            assertThat(agent.text("callId")).isEqualTo("caller");
            assertThat(agent.text("customer")).isEqualTo("139caller");
            assertThat(agent.text("queue")).isEqualTo("7");
            assertThat(agents().path("talking").asInt()).isEqualTo(1);
            assertThat(server.metrics())
                    .contains(
                            "ringflow_agents_talking{application=\"test\",queue=\"7\"} 1.0",
                            "ringflow_queue_waiting{application=\"test\",queue=\"7\"} 0.0",
                            "ringflow_queue_handled_total{application=\"test\",queue=\"7\"} 1.0",
                            "ringflow_queue_handled_in_time_total{application=\"test\",queue=\"7\"} 1.0");
            lease.talkOver();
        }
        // Written every ten seconds.
        Eventually.within(
                PATIENCE,
                () -> report("/queue-report?by=day").path("answered").asInt() == 1,
                "the talk is in the report");
        var line = report("/queue-report?by=hour&of=7");
        assertThat(line.path("queue").asText()).isEqualTo("7");
        assertThat(line.path("serviceLevelPercent").asInt()).isEqualTo(100);
        assertThat(report("/agent-report").path("answered").asInt()).isEqualTo(1);
        var csv = client.get(root + "/queue-report.csv");
        assertThat(csv.body()).startsWith("from,localtime,queuetype,entered,").contains(",7,1,0,0,1,1,");
        isProblem(client.get(root + "/queue-report?zone=Nowhere/Land"), 400, "111400");
        isProblem(client.get(root + "/queue-report?from=2020-01-01T00:00:00Z"), 400, "111400");
    }

    private JsonNode agents() {
        return client.get(root + "/queues/7").json().path("agents");
    }

    private JsonNode report(String query) {
        return client.get(root + query).json().path("items").path(0);
    }

    @Test
    void whatIsDoneUnderAKeyIsDoneOnce() {
        String order = "{'queue':'7'}";
        assertThat(client.post(root + "/queues", "make-7", order).status()).isEqualTo(201);
        var again = client.post(root + "/queues", "make-7", order);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    }

    @Test
    void ordersAboutCallsThatAreNotThereAreToldSo() {
        String nobody = "/v1/calls/0123456789abcdef0123456789abcdef";
        isProblem(client.post(nobody + "/transfer", "{'agentId':'1001'}"), 404, "107481");
        isProblem(client.post(nobody + "/service-end", "{}"), 404, "107481");
        isProblem(client.post(nobody + "/no-answer-transfer", "{'number':'138'}"), 404, "107481");
        isProblem(client.post(nobody + "/transfer", "{}"), 400, "111400");
        isProblem(client.post(root + "/agents/1001/calls", "{'number':'13800138000'}"), 404, "107404");
    }

    @Test
    void nothingOfOthersIsThereAndWhoOnlyAsksChangesNothing() {
        queue("7");
        String others = "/v1/applications/" + server.foreign();
        isProblem(client.get(others + "/queues"), 404, "111412");
        isProblem(client.post(others + "/agents", "{'agentId':'1001','number':'1'}"), 404, "111412");
        client.as(ApiClient.READING_KEY);
        assertThat(client.get(root + "/queues").status()).isEqualTo(200);
        isProblem(client.post(root + "/queues", "{'queue':'8'}"), 403, "111403");
        isProblem(client.delete(root + "/queues/7"), 403, "111403");
        client.as("");
        isProblem(client.get(root + "/queues"), 401, "111401");
    }
}
