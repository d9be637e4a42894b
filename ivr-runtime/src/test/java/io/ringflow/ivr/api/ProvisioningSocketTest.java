package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications and access numbers are made, changed and taken away, over real HTTP. */
class ProvisioningSocketTest {

    private static final String NEW = "{'name':'new','url':'http://127.0.0.1:9/ivr/'}";

    @TempDir
    Path dir;

    private ApiServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = new ApiServer(dir);
        client = server.client().as(ApiClient.OPERATOR_KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anApplicationIsMadeChangedInPartAndDeleted() {
        var made = client.post(
                "/v1/applications",
                "{'name':'new','url':'http://127.0.0.1:9/ivr/','secret':'of the signature','errorUrl':'http://127.0.0.1:9/e',"
                        + "'allowedHosts':['cdn.example.com'],'survivalFlow':'<Response><Hangup/></Response>'}");
        assertThat(made.status()).isEqualTo(201);
        String path = made.header("location");
        assertThat(path).isEqualTo("/v1/applications/" + made.text("applicationId"));
        assertThat(made.json().path("signed").asBoolean()).isTrue();
        assertThat(made.body()).doesNotContain("of the signature");
        assertThat(made.json().path("connectTimeoutMillis").asInt()).isEqualTo(3_000);

        var changed = client.patch(path, "{'ttsEnabled':false,'errorUrl':'','answerTimeoutMillis':9000}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("ttsEnabled").asBoolean()).isFalse();
        assertThat(changed.json().has("errorUrl")).isFalse();
        assertThat(changed.json().path("answerTimeoutMillis").asInt()).isEqualTo(9_000);
        assertThat(changed.text("name")).isEqualTo("new");
        assertThat(changed.json().path("signed").asBoolean()).isTrue();
        assertThat(changed.json().path("allowedHosts").toString()).contains("cdn.example.com");
        assertThat(client.get(path).body()).isEqualTo(changed.body());

        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).text("code")).isEqualTo("111412");
        assertThat(client.patch(path, "{}").text("code")).isEqualTo("111412");
    }

    @Test
    void whatWouldNotDoIsRefusedWithTheReason() {
        assertThat(client.post("/v1/applications", "{'name':'new','url':'ftp://x'}")
                        .text("detail"))
                .contains("url must be a URL like");
        assertThat(client.post(
                                "/v1/applications",
                                "{'name':'new','url':'http://x/','survivalFlow':'<Response><Plya/></Response>'}")
                        .text("detail"))
                .contains("line 1, column")
                .contains("Plya");
        String taken = NEW.replace("{", "{'applicationId':'" + server.application() + "',");
        assertThat(client.post("/v1/applications", taken).text("code")).isEqualTo("111424");
    }

    @Test
    void whatStandsInApplicationsConfIsChangedThereOnly() {
        String path = "/v1/applications/" + server.application();
        assertThat(client.get(path).json().path("fixed").asBoolean()).isTrue();
        assertThat(client.patch(path, "{'name':'other'}").text("code")).isEqualTo("111425");
        assertThat(client.delete(path).text("code")).isEqualTo("111425");
        assertThat(client.delete("/v1/numbers/*").text("code")).isEqualTo("111425");
    }

    @Test
    void anAccountOfSomeApplicationsSeesThoseAndMakesNone() {
        client.as(ApiClient.KEY);
        var items = client.get("/v1/applications").json().path("items");
        assertThat(items.findValuesAsText("applicationId")).containsExactly(server.application());
        assertThat(client.post("/v1/applications", NEW).text("code")).isEqualTo("111403");
        assertThat(client.post("/v1/numbers", "{'number':'4001234567'}").text("code"))
                .isEqualTo("111403");
        assertThat(client.get("/v1/numbers").json().path("items").findValuesAsText("number"))
                .containsExactly("*");
        assertThat(client.post("/v1/numbers/*/allocate", "{'application':'" + server.application() + "'}")
                        .text("code"))
                .isEqualTo("111403");
    }

    @Test
    void aNumberGoesFromTheInventoryToAnApplicationAndBack() {
        var added = client.post("/v1/numbers", "{'number':'400-123-4567'}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("number")).isEqualTo("4001234567");
        assertThat(added.text("kind")).isEqualTo("toll-free");
        assertThat(added.json().has("application")).isFalse();
        assertThat(client.post("/v1/numbers", "{'number':'4001234567'}").text("code"))
                .isEqualTo("111424");
        String path = added.header("location");
        String to = "{'application':'" + server.foreign() + "'}";
        assertThat(client.as(ApiClient.KEY).get(path).text("code")).isEqualTo("111414");
        client.as(ApiClient.OPERATOR_KEY);

        assertThat(client.post(path + "/allocate", to).text("application")).isEqualTo(server.foreign());
        assertThat(client.get("/v1/applications/" + server.foreign())
                        .json()
                        .path("numbers")
                        .toString())
                .isEqualTo("[\"4001234567\"]");
        assertThat(client.post(path + "/allocate", to.replace(server.foreign(), server.application()))
                        .text("code"))
                .isEqualTo("111424");
        assertThat(client.delete(path).text("code")).isEqualTo("111426");
        assertThat(client.as(ApiClient.OTHER_KEY).get(path).status()).isEqualTo(200);
        client.as(ApiClient.OPERATOR_KEY);

        assertThat(client.postNothing(path + "/release")).isEqualTo(200);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.delete(path).text("code")).isEqualTo("111414");
        assertThat(client.post("/v1/numbers", "{'number':'+8657188886666','application':'" + server.foreign() + "'}")
                        .text("kind"))
                .isEqualTo("fixed-line");
        assertThat(client.get("/v1/numbers/+86%20571%208888%206666").status()).isEqualTo(200);
    }

    @Test
    void aListInPagesHasEachOnceThoughOthersComeAndGo() {
        for (int i = 1; i <= 5; i++) client.post("/v1/numbers", "{'number':'400000000" + i + "'}");
        var seen = new ArrayList<String>();
        var page = client.get("/v1/numbers?limit=2");
        seen.addAll(page.json().path("items").findValuesAsText("number"));
        client.delete("/v1/numbers/4000000001");
        client.post("/v1/numbers", "{'number':'3000000000'}");
        while (page.json().has("next")) {
            page = client.get("/v1/numbers?limit=2&cursor=" + page.text("next"));
            seen.addAll(page.json().path("items").findValuesAsText("number"));
        }
        assertThat(seen).containsExactly("*", "4000000001", "4000000002", "4000000003", "4000000004", "4000000005");
    }

    @Test
    void everythingIsThereAfterARestartAndWhatWasDoneIsNotDoneAgain() {
        var made = client.post("/v1/applications", "order-1", NEW);
        server.close();
        server = new ApiServer(dir);
        client = server.client().as(ApiClient.OPERATOR_KEY);
        var again = client.post("/v1/applications", "order-1", NEW);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(again.header("location")).isEqualTo(made.header("location"));
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(client.get("/v1/applications").json().path("items")).hasSize(3);
        assertThat(client.post("/v1/applications", "order-1", NEW.replace("new", "other"))
                        .text("code"))
                .isEqualTo("111422");
        assertThat(client.post("/v1/applications", "x".repeat(256), NEW).text("code"))
                .isEqualTo("111400");
        assertThat(client.as(ApiClient.KEY)
                        .post("/v1/applications", "order-1", NEW)
                        .text("code"))
                .as("another account's key is another key")
                .isEqualTo("111403");
    }
}
