package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.ApiClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JSON interface and real calls: what is asked over HTTP is heard on the telephone. */
class ApiCallTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private ApiClient client;
    private String application;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                .with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign"));
        application = lab.application().id();
        client = new ApiClient(lab.server().restPort().orElseThrow());
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<Play loop='-1'>menu.wav</Play>").body());
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private Phone caller() {
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        lab.hears(caller, "menu.wav");
        return caller;
    }

    private String onlyCall() {
        var items = client.get("/v1/calls").json().path("items");
        assertThat(items).hasSize(1);
        return items.path(0).path("callId").asText();
    }

    private ApiClient.Answer flow(String callId, String document) {
        return client.post(
                "/v1/calls/" + callId + "/flow", "application/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCallIsListedShownAndHungUp() {
        Phone caller = caller();
        String id = onlyCall();
        var call = client.get("/v1/calls/" + id);
        assertThat(call.text("state")).isEqualTo("talking");
        assertThat(call.text("direction")).isEqualTo("inbound");
        assertThat(call.text("application")).isEqualTo(application);
        assertThat(call.text("from")).isEqualTo("1001");
        assertThat(call.text("to")).isEqualTo("100");
        assertThat(client.get("/v1/calls/" + id + "/story").body())
                .contains("invited by 1001")
                .contains("INVITE");

        client.as(ApiClient.OTHER_KEY);
        assertThat(client.get("/v1/calls").json().path("items")).isEmpty();
        assertThat(client.get("/v1/calls/" + id).text("code")).isEqualTo("107481");
        assertThat(client.get("/v1/calls/" + id + "/story").status()).isEqualTo(404);
        assertThat(client.delete("/v1/calls/" + id).status()).isEqualTo(404);
        assertThat(flow(id, "<Response/>").status()).isEqualTo(404);
        client.as(ApiClient.KEY);

        assertThat(client.delete("/v1/calls/" + id).status()).isEqualTo(204);
        lab.isHungUp(caller);
        lab.until("it is over", SOON, () -> lab.server().activeCalls() == 0);
        assertThat(client.get("/v1/calls/" + id).text("state")).isEqualTo("ended");
        assertThat(client.get("/v1/calls/" + id).text("errorCode")).isEqualTo("000000");
        assertThat(client.delete("/v1/calls/" + id).text("code")).isEqualTo("107481");
        assertThat(flow(id, "<Response><Hangup/></Response>").status()).isEqualTo(404);
    }

    @Test
    void whatIsSentToACallIsHeardAtOnceInPlaceOfWhatWasHeard() {
        Phone caller = caller();
        String id = onlyCall();
        var taken = flow(id, "<Response><Play loop='-1'>thanks.wav</Play></Response>");
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().path("commands").path(0).asText()).isEqualTo("Play");
        lab.hears(caller, "thanks.wav");
        lab.until("the menu is silent", SOON, () -> !caller.hears(CallLab.PROMPTS.get("menu.wav")));
        assertThat(client.get("/v1/calls/" + id + "/story").body()).contains("shop sent Play");
        flow(id, "<Response><Play>goodbye.wav</Play><Hangup/></Response>");
        lab.hears(caller, "goodbye.wav");
        lab.isHungUp(caller);
        assertThat(lab.app().requests())
                .as("nothing but the beginning and the end was asked")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void ofADocumentWithErrorsNothingRunsAndEachIsToldWithItsPlace() {
        Phone caller = caller();
        String id = onlyCall();
        var refused = flow(id, "<Response>\n  <Play>thanks.wav</Play>\n  <Plya>x</Plya>\n  <Hangup/></Response>");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("111421");
        var flaw = refused.json().path("errors").path(0);
        assertThat(flaw.path("line").asInt()).isEqualTo(3);
        assertThat(flaw.path("column").asInt()).isPositive();
        assertThat(flaw.path("detail").asText()).contains("Plya");
        for (String bad : List.of("", "no xml", "<Response>", "<!DOCTYPE x><Response/>", "{}")) {
            assertThat(flow(id, bad).text("code")).as(bad).isEqualTo("111421");
        }
        lab.advance(Duration.ofSeconds(1));
        lab.hears(caller, "menu.wav");
        caller.hangsUp();
    }

    @Test
    void aCallIsDialledOnceHoweverOftenItIsAskedForWithOneKey() {
        String order = "{'application':'" + application + "','number':'138 0013 8000','userData':'MTIz'}";
        var dialled = client.post("/v1/calls", "order-1", order);
        assertThat(dialled.status()).isEqualTo(201);
        String id = dialled.text("callId");
        assertThat(dialled.header("location")).isEqualTo("/v1/calls/" + id);
        assertThat(dialled.text("direction")).isEqualTo("outbound");
        var again = client.post("/v1/calls", "order-1", order);
        assertThat(again.body()).isEqualTo(dialled.body());
        assertThat(again.header("idempotency-replayed")).isEqualTo("true");
        assertThat(client.post("/v1/calls", "order-1", order.replace("8000", "8001"))
                        .text("code"))
                .isEqualTo("111422");
        assertThat(lab.server().activeCalls()).isEqualTo(1);

        Callee callee = carrier.phone().isCalled().rings();
        lab.until(
                "rings", SOON, () -> client.get("/v1/calls/" + id).text("state").equals("ringing"));
        carrier.answers(callee);
        lab.hears(carrier.phone(), "menu.wav");
        assertThat(lab.app().requests().getFirst().params()).containsEntry("userdata", "MTIz");
        callee.bye();
        lab.until(
                "ended", SOON, () -> client.get("/v1/calls/" + id).text("state").equals("ended"));
    }

    @Test
    void whatIsSentToACallThatRingsRunsWhenItIsAnsweredInPlaceOfStartservice() {
        String order = "{'application':'" + application + "','number':'13800138000'}";
        String id = client.post("/v1/calls", order).text("callId");
        assertThat(flow(id, "<Response><Play loop='-1'>thanks.wav</Play></Response>")
                        .status())
                .isEqualTo(202);
        Callee callee = carrier.phone().isCalled().rings();
        carrier.answers(callee);
        lab.hears(carrier.phone(), "thanks.wav");
        assertThat(lab.app().requests()).isEmpty();
        callee.bye();
        lab.until("ended", SOON, () -> lab.server().activeCalls() == 0);
    }

    @Test
    void whatCanNotBeDialledIsAProblemAndMayBeTriedAgainWithTheSameKey() {
        String order = "{'application':'" + application + "','number':'99'}";
        for (int i = 0; i < 2; i++) {
            var refused = client.post("/v1/calls", "order-2", order);
            assertThat(refused.text("code")).isEqualTo("107404");
            assertThat(refused.text("detail")).contains("no trunk serves this number");
            assertThat(refused.header("idempotency-replayed")).isEmpty();
        }
    }

    @Test
    void aConferenceIsMadeFilledMutedPlayedIntoAndDismissed() {
        String conf = client.post("/v1/conferences", "{'application':'" + application + "','maxMembers':8}")
                .text("confId");
        String path = "/v1/conferences/" + conf;
        Phone caller = caller();
        String id = onlyCall();
        flow(id, "<Response><JoinConf confid='" + conf + "'/></Response>");
        lab.until("is in", SOON, () -> client.get(path).json().path("members").size() == 1);
        assertThat(client.get("/v1/calls/" + id).text("conference")).isEqualTo(conf);
        assertThat(client.get("/v1/calls")
                        .json()
                        .path("items")
                        .path(0)
                        .path("conference")
                        .asText())
                .isEqualTo(conf);

        String member = path + "/members/" + id;
        assertThat(client.postNothing(member + "/mute")).isEqualTo(204);
        assertThat(memberOf(path, "speaks")).isFalse();
        assertThat(client.postNothing(member + "/unmute")).isEqualTo(204);
        assertThat(memberOf(path, "speaks")).isTrue();
        assertThat(client.postNothing(member + "/pause")).isEqualTo(204);
        assertThat(memberOf(path, "hears")).isFalse();
        assertThat(client.post(member + "/resume", "{'speak':true}").status()).isEqualTo(204);
        assertThat(memberOf(path, "hears")).isTrue();
        assertThat(client.postNothing(path + "/members/" + "0".repeat(32) + "/mute"))
                .isEqualTo(404);

        assertThat(client.post(path + "/play", "{'file':'goodbye.wav','loop':-1}")
                        .status())
                .isEqualTo(204);
        lab.hears(caller, "goodbye.wav");
        assertThat(client.get(path).json().path("playing").asBoolean()).isTrue();
        assertThat(client.delete(path + "/play").status()).isEqualTo(204);
        assertThat(client.delete(path + "/play").text("code")).isEqualTo("105008");
        assertThat(client.post(path + "/play", "{'file':'none.wav'}").text("code"))
                .isEqualTo("105009");
        assertThat(client.post(path + "/volume", "{'change':'louder'}").status())
                .isEqualTo(204);
        assertThat(client.get(path).json().path("volume").asInt()).isEqualTo(1);

        assertThat(client.delete(path + "?hangUp=true").status()).isEqualTo(204);
        lab.isHungUp(caller);
        assertThat(client.get(path).text("code")).isEqualTo("105001");
    }

    private boolean memberOf(String conference, String what) {
        return client.get(conference).json().path("members").path(0).path(what).asBoolean();
    }

    @Test
    void numbersAreInvitedRunningCallsPutInAndAllOfItRecorded() {
        String conf = client.post("/v1/conferences", "{'application':'" + application + "'}")
                .text("confId");
        String path = "/v1/conferences/" + conf;
        var invited = client.post(path + "/members", "{'numbers':['13800138000','99'],'chair':true}");
        assertThat(invited.status()).isEqualTo(202);
        var items = invited.json().path("items");
        assertThat(items.path(0).path("callId").asText()).hasSize(32);
        assertThat(items.path(1).has("callId")).as("no trunk serves 99").isFalse();
        assertThat(client.post(path + "/members", "{'numbers':['99']}").text("code"))
                .isEqualTo("107404");
        assertThat(client.post(path + "/members", "{'numbers':[]}").text("code"))
                .isEqualTo("111400");
        carrier.answers(carrier.phone().isCalled().rings());
        lab.until("is in", SOON, () -> client.get(path).json().path("members").size() == 1);
        assertThat(client.get(path).json().path("members").path(0).path("chair").asBoolean())
                .isTrue();

        Phone caller = caller();
        caller.rtp().speak(Tone.of(700));
        var calls = client.get("/v1/calls").json().path("items").findValuesAsText("callId");
        calls.remove(items.path(0).path("callId").asText());
        assertThat(client.post(path + "/members/" + calls.getFirst(), "{}").status())
                .isEqualTo(204);
        lab.until("they hear each other", SOON, () -> carrier.phone().hears(700));

        assertThat(client.post(path + "/recording", "{}").status()).isEqualTo(204);
        assertThat(client.post(path + "/recording", "{}").text("code")).isEqualTo("105010");
        lab.advance(Duration.ofSeconds(2));
        assertThat(client.delete(path + "/recording").status()).isEqualTo(204);
        assertThat(client.delete(path + "/recording").text("code")).isEqualTo("105011");
        String kept = "/v1/recordings?call=" + conf;
        lab.until(
                "it is kept", SOON, () -> client.get(kept).json().path("items").size() == 1);
        client.delete(path + "?hangUp=true");
        lab.until("all is over", SOON, () -> lab.server().activeCalls() == 0);
    }

    @Test
    void aCallThatIsDialledWithADocumentRunsThatAndNothingIsAsked() {
        String order = "{'application':'" + application + "','number':'13800138000','document':"
                + "'<Response><Play>thanks.wav</Play><Hangup/></Response>'}";
        assertThat(client.post("/v1/calls", order.replace("Hangup", "Hangupp")).text("code"))
                .isEqualTo("111421");
        assertThat(lab.server().activeCalls()).isZero();
        client.post("/v1/calls", order);
        carrier.answers(carrier.phone().isCalled().rings());
        lab.hears(carrier.phone(), "thanks.wav");
        lab.until("it is over", SOON, () -> lab.server().activeCalls() == 0);
        assertThat(lab.app().requests()).extracting(FlowRequest::name).doesNotContain("startservice");
    }

    @Test
    void whoIsPutOutOfAConferenceGoesOnWithTheFlow() {
        String conf = client.post("/v1/conferences", "{'application':'" + application + "'}")
                .text("confId");
        Phone caller = caller();
        String id = onlyCall();
        flow(id, "<Response><JoinConf confid='" + conf + "'/><Play loop='-1'>thanks.wav</Play></Response>");
        String path = "/v1/conferences/" + conf;
        lab.until("is in", SOON, () -> client.get(path).json().path("members").size() == 1);
        assertThat(client.delete(path + "/members/" + id).status()).isEqualTo(204);
        lab.hears(caller, "thanks.wav");
        assertThat(client.delete(path + "/members/" + id).status()).isEqualTo(404);
        caller.hangsUp();
    }

    @Test
    void whatARecordingHoldsIsListedFetchedAndDeleted() {
        lab.app()
                .on(
                        "over",
                        FlowReply.response("<Play loop='-1'>thanks.wav</Play>").body());
        Phone caller = caller();
        String id = onlyCall();
        flow(id, "<Response><Record action='over' maxlength='2'/></Response>");
        caller.rtp().speak(Tone.of(600));
        lab.until("it is told", SOON, () -> !client.get("/v1/recordings?call=" + id)
                .json()
                .path("items")
                .isEmpty());
        var kept = client.get("/v1/recordings?call=" + id).json().path("items").path(0);
        assertThat(kept.path("durationMillis").asInt()).isBetween(1_900, 2_100);
        assertThat(kept.path("application").asText()).isEqualTo(application);
        String path = "/v1/recordings/" + kept.path("recordingId").asText();
        assertThat(client.get(path).text("sha256")).hasSize(64);
        assertThat(client.as(ApiClient.OTHER_KEY).get(path).text("code")).isEqualTo("106404");
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.get("/v1/recordings").json().path("items")).isEmpty();
        client.as(ApiClient.KEY);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.get("/v1/recordings").json().path("items")).isEmpty();
        caller.hangsUp();
    }

    @Test
    void whoIsConsultedIsHungUpWhenTheCallerIsSentElsewhere() {
        lab.app()
                .on(
                        "startservice",
                        FlowReply.response("<ConsultationCall number='13800138000'/>")
                                .body());
        Phone caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(700));
        caller.calls(lab.uri("100"));
        Callee callee = carrier.phone().isCalled().rings();
        carrier.answers(callee);
        lab.until("they talk", SOON, () -> carrier.phone().hears(700));
        flow(onlyCall(), "<Response><Play loop='-1'>thanks.wav</Play></Response>");
        lab.hears(caller, "thanks.wav");
        lab.until("the party is hung up", SOON, callee::farEndHungUp);
        caller.hangsUp();
    }

    @Test
    void anAccountThatIsMadeRegistersAndIsCalled() {
        String all = "/v1/applications/" + application + "/voip-accounts";
        var made = client.post(all, "{'account':'8001','password':'a good password','name':'desk'}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).doesNotContain("password");
        assertThat(client.post(all, "{'account':'8001','password':'another one'}")
                        .text("code"))
                .isEqualTo("111424");
        assertThat(client.post(all, "{'account':'8002','password':'short'}").text("code"))
                .isEqualTo("111400");
        String path = made.header("location");
        assertThat(client.get(path).json().path("telephones").asInt()).isZero();
        assertThat(client.as(ApiClient.OTHER_KEY).get(path).text("code")).isEqualTo("111412");
        client.as(ApiClient.KEY);

        var telephone = new Telephone(lab, "8001").registers(3_600);
        assertThat(client.get(all)
                        .json()
                        .path("items")
                        .path(0)
                        .path("telephones")
                        .asInt())
                .isEqualTo(1);
        client.post("/v1/calls", "{'application':'" + application + "','number':'8001'}");
        Callee callee = telephone.answers(telephone.isCalled().rings());
        lab.hears(telephone.phone(), "menu.wav");
        callee.bye();
        lab.until("it is over", SOON, () -> lab.server().activeCalls() == 0);

        assertThat(client.patch(path, "{'enabled':false}")
                        .json()
                        .path("telephones")
                        .asInt())
                .isZero();
        assertThat(client.post("/v1/calls", "{'application':'" + application + "','number':'8001'}")
                        .text("code"))
                .isEqualTo("107480");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).text("code")).isEqualTo("111416");
    }

    @Test
    void aCallThatIsOverIsARecordAndALineOfCsv() {
        Phone caller = caller();
        String id = onlyCall();
        lab.advance(Duration.ofSeconds(3));
        caller.hangsUp();
        lab.until("it is kept", SOON, () -> client.get("/v1/call-records/" + id).status() == 200);
        var record = client.get("/v1/call-records/" + id);
        assertThat(record.text("caller")).isEqualTo("1001");
        assertThat(record.json().path("durationSeconds").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(record.text("errorCode")).isEqualTo("000000");
        assertThat(client.get("/v1/call-records?number=1001&answered=true&direction=inbound&errorCode=000000")
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(client.get("/v1/call-records?answered=false").json().path("items"))
                .isEmpty();
        assertThat(client.get("/v1/call-records?before=2000-01-01T00:00:00Z")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(client.get("/v1/call-records.csv").body().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(id + "," + application);
        client.as(ApiClient.OTHER_KEY);
        assertThat(client.get("/v1/call-records").json().path("items")).isEmpty();
        assertThat(client.get("/v1/call-records.csv").body().lines()).hasSize(1);
        assertThat(client.get("/v1/call-records/" + id).text("code")).isEqualTo("107481");
        assertThat(client.get("/v1/call-records?application=" + application).text("code"))
                .isEqualTo("111412");
    }
}
