package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes to the door of the JSON interface and may not in, and what it is told. */
class DoorSocketTest {

    @TempDir
    Path dir;

    private ApiServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = new ApiServer(dir);
        client = server.client();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiClient.Answer conference(String json) {
        return client.post("/v1/conferences", json.replace("APP", server.application()));
    }

    private static void isProblem(ApiClient.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("type")).isEqualTo("urn:ringflow:error:" + code);
    }

    @Test
    void whoShowsNoKeyIsToldHow() {
        var answer = client.as("").get("/v1/calls");
        isProblem(answer, 401, "111401");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"ringflow\"");
    }

    @Test
    void aKeyThatIsNobodysOpensNothing() {
        isProblem(client.as("the-key-of-nobody-at-all").get("/v1/calls"), 401, "111402");
        isProblem(
                client.as("")
                        .send(client.request("/v1/calls")
                                .header("Authorization", "Basic eDp5")
                                .GET()),
                401,
                "111401");
    }

    @Test
    void nobodyUnknownLearnsWhichPathsThereAre() {
        isProblem(client.as("").get("/v1/nothing"), 401, "111401");
        isProblem(client.as("").delete("/v1/calls"), 401, "111401");
    }

    @Test
    void aPathThatIsNoneIsNotFound() {
        for (String path : new String[] {"/v1", "/v1/", "/v1/call", "/v1/calls/", "/v1/calls/x/y"}) {
            isProblem(client.get(path), 404, "111404");
        }
    }

    @Test
    void theWrongMethodIsToldTheRightOnes() {
        var answer = client.delete("/v1/calls");
        isProblem(answer, 405, "111405");
        assertThat(answer.header("allow")).isEqualTo("GET, POST");
    }

    @Test
    void aBodyOfTheWrongTypeIsNotRead() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        var answer = client.post("/v1/conferences", "text/plain", body);
        isProblem(answer, 415, "111415");
        assertThat(answer.text("detail")).contains("application/json");
        isProblem(client.send(client.request("/v1/conferences").POST(BodyPublishers.noBody())), 415, "111415");
    }

    @Test
    void aBodyOfAnOddCharsetParameterIsJsonAllTheSame() {
        byte[] body = ("{\"application\":\"" + server.application() + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(client.post("/v1/conferences", "Application/JSON; charset=utf-8", body)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadToItsEnd() {
        isProblem(conference("{'application':'" + "x".repeat(64 * 1024) + "'}"), 413, "111413");
    }

    @Test
    void jsonThatIsNoneIsToldWhere() {
        var answer = conference("{'application':\n  'APP',}");
        isProblem(answer, 400, "111400");
        assertThat(answer.text("detail")).contains("line 2, column");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                              | #                  | must be an object
            {}                                              | #/application      | is missing
            {'application':null}                            | #/application      | is missing
            {'application':7}                               | #/application      | must be a text of at most 256 characters
            {'application':'APP','maxMember':3}             | #/maxMember        | is no member of this object, did you mean maxMembers?
            {'application':'APP','maxMembers':2}            | #/maxMembers       | must be a whole number from 3 to 100000
            {'application':'APP','maxMembers':'8'}          | #/maxMembers       | must be a whole number from 3 to 100000
            {'application':'APP','maxMembers':3.5}          | #/maxMembers       | must be a whole number from 3 to 100000
            {'application':'APP','maxMembers':99999999999}  | #/maxMembers       | must be a whole number from 3 to 100000
            {'application':'APP','shortId':'true'}          | #/shortId          | must be true or false
            {'application':'APP','voiceMode':'ALL'}         | #/voiceMode        | must be one of background, all, nothing
            {'application':'APP','password':'12a'}          | #/password         | must be a text like [0-9]{1,16}
            {'application':'APP','quitUrl':'a b'}           | #/quitUrl          | must be a text like \\S+
            {'application':'APP','a/b~c':1}                 | #/a~1b~0c          | is no member of this object
            {'application':'APP','endPrompt':'a\\u0007'}     | #                  | must be a file name
            """)
    void everyFlawOfABodyIsToldWithItsPlace(String body, String pointer, String detail) {
        var answer = conference(body);
        isProblem(answer, 400, "111400");
        var flaw = answer.json().path("errors").path(0);
        assertThat(flaw.path("pointer").asText()).isEqualTo(pointer);
        assertThat(flaw.path("detail").asText()).contains(detail);
    }

    @Test
    void severalFlawsAreToldTogether() {
        var answer = conference("{'maxMembers':1,'autoHangup':true}");
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("#/application", "#/maxMembers", "#/autoHangup");
    }

    @Test
    void aMemberThatStandsTwiceIsAMistake() {
        isProblem(conference("{'application':'APP','application':'APP'}"), 400, "111400");
        isProblem(conference("{'application':'APP'} {}"), 400, "111400");
    }

    @Test
    void jsonThatIsNestedTooDeepIsRefused() {
        isProblem(conference("[".repeat(20_000)), 400, "111400");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        isProblem(
                client.post("/v1/conferences", "application/json", new byte[] {'{', (byte) 0xC3, '}'}), 400, "111400");
        isProblem(client.post("/v1/conferences", "application/json", new byte[0]), 400, "111400");
    }

    @ParameterizedTest
    @CsvSource({
        "limt=3, limt, did you mean limit?",
        "limit=0, limit, from 1 to 200",
        "limit=201, limit, from 1 to 200",
        "limit=x, limit, from 1 to 200",
        "limit=3&limit=4, limit, twice",
        "cursor=x, cursor, earlier page",
        "cursor=MSAy, cursor, earlier page",
    })
    void aWrongParameterIsToldByItsName(String query, String parameter, String detail) {
        var answer = client.get("/v1/calls?" + query);
        isProblem(answer, 400, "111400");
        var flaw = answer.json().path("errors").path(0);
        assertThat(flaw.path("parameter").asText()).isEqualTo(parameter);
        assertThat(flaw.path("detail").asText()).contains(detail);
    }

    @Test
    void whatBelongsToOthersDoesNotExist() {
        String mine = conference("{'application':'APP'}").text("confId");
        isProblem(conference("{'application':'" + server.foreign() + "'}"), 404, "111412");
        isProblem(conference("{'application':'no-such-application'}"), 404, "111412");
        client.as(ApiClient.OTHER_KEY);
        isProblem(client.get("/v1/conferences/" + mine), 404, "105001");
        isProblem(client.delete("/v1/conferences/" + mine), 404, "105001");
        isProblem(client.post("/v1/conferences/" + mine + "/play", "{'file':'a.wav'}"), 404, "105001");
        isProblem(client.get("/v1/applications/" + server.application()), 404, "111412");
        isProblem(client.get("/v1/applications/" + server.application() + "/prompts"), 404, "111412");
        isProblem(client.get("/v1/calls?application=" + server.application()), 404, "111412");
        assertThat(client.get("/v1/conferences").json().path("items")).isEmpty();
        client.as(ApiClient.KEY);
        assertThat(client.get("/v1/conferences/" + mine).status()).isEqualTo(200);
    }

    @Test
    void anAccountThatOnlyAsksChangesNothing() {
        String mine = conference("{'application':'APP'}").text("confId");
        client.as(ApiClient.READING_KEY);
        assertThat(client.get("/v1/conferences/" + mine).status()).isEqualTo(200);
        isProblem(conference("{'application':'APP'}"), 403, "111403");
        isProblem(client.delete("/v1/conferences/" + mine), 403, "111403");
        String prompts = "/v1/applications/" + server.application() + "/prompts?name=a.wav";
        isProblem(client.post(prompts, "audio/wav", new byte[1]), 403, "111403");
    }

    @Test
    void whoGuessesKeysIsHeldOffAtBothInterfacesAndWorkingClientsAreNot() {
        assertThat(client.get("/v1/calls").status()).isEqualTo(200);
        client.as("a-guess");
        for (int i = 0; i < 20; i++) isProblem(client.get("/v1/calls"), 401, "111402");
        var heldOff = client.get("/v1/calls");
        isProblem(heldOff, 429, "111429");
        assertThat(heldOff.header("retry-after")).isEqualTo("60");
        isProblem(client.as(ApiClient.OTHER_KEY).get("/v1/calls"), 429, "111429");
        assertThat(client.as(ApiClient.KEY).get("/v1/calls").status())
                .as("was right from here before")
                .isEqualTo(200);
    }
}
