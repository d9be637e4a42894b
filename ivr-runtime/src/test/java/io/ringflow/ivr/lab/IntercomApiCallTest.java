package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.ApiClient;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Push-to-talk groups over the JSON interface, with real calls in them. */
class IntercomApiCallTest {

    private static final int LOW = 1150;
    private static final int INVITED = 1750;
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path dir;

    private final Carrier carrier = new Carrier();
    private CallLab lab;
    private ApiClient client;
    private String all;

    @BeforeEach
    void start() {
        lab = new CallLab(dir, (self, base) -> carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                .with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign"));
        all = "/v1/applications/" + lab.application().id() + "/intercoms";
        client = new ApiClient(lab.server().restPort().orElseThrow());
        carrier.phone().rtp().speak(Tone.of(INVITED));
        lab.app()
                .handle(request -> FlowReply.response(
                        switch (request.name()) {
                            case "startservice" -> "<Play loop='-1'>menu.wav</Play>";
                            case "left", "gone" -> "<Play>goodbye.wav</Play><Hangup/>";
                            default -> "<CmdNone/>";
                        }));
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        lab.close();
    }

    private String made(String more) {
        var answer = client.post(all, "{'intercomId':'yard'" + more + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("location")).isEqualTo(all + "/yard");
        return all + "/yard";
    }

    private String callIn(Phone phone) {
        phone.rtp().speak(Tone.of(LOW));
        phone.calls(lab.uri("100"));
        lab.hears(phone, "menu.wav");
        return client.get("/v1/calls")
                .json()
                .path("items")
                .path(0)
                .path("callId")
                .asText();
    }

    @Test
    void callsAreBroughtInGivenTheFloorAndSentOut() {
        String one = made(",'queue':true,'quitUrl':'left','autoDelete':false");
        Phone caller = lab.phone("1001");
        String id = callIn(caller);
        assertThat(client.post(one + "/members/" + id, "{}").status()).isEqualTo(204);
        var invited = client.post(one + "/members", "{'numbers':['13800138000'],'priority':2,'quitUrl':'gone'}");
        assertThat(invited.status()).isEqualTo(202);
        String other = invited.json().path("items").path(0).path("callId").asText();
        carrier.answers();
        lab.until(
                "both are in",
                SOON,
                () -> client.get(one).json().path("members").size() == 2);

        assertThat(client.postNothing(one + "/members/" + other + "/floor")).isEqualTo(204);
        lab.until("the invited talks", SOON, () -> caller.hears(INVITED));
        assertThat(client.get(one).text("talker")).isEqualTo(other);
        assertThat(client.postNothing(one + "/members/" + id + "/floor")).isEqualTo(204);
        lab.until(
                "the caller waits",
                SOON,
                () -> client.get(one).json().path("waiting").path(0).asText().equals(id));
        assertThat(client.delete(one + "/members/" + other + "/floor").status()).isEqualTo(204);
        lab.until("now he talks", SOON, () -> carrier.phone().hears(LOW));

        assertThat(client.delete(one + "/members/" + id).status()).isEqualTo(204);
        lab.hears(caller, "goodbye.wav");
        lab.isHungUp(caller);
        assertThat(client.delete(one + "/members/" + other).status()).isEqualTo(204);
        lab.hears(carrier.phone(), "goodbye.wav");
        assertThat(lab.app().requests()).extracting(FlowRequest::name).containsOnlyOnce("left", "gone");
        assertThat(client.delete(one + "?hangUp=true").status()).isEqualTo(204);
        assertThat(client.get(one).text("code")).isEqualTo("105001");
        lab.until("all is over", SOON, () -> lab.server().activeCalls() == 0);
    }

    @Test
    void anIdIsItsApplicationsOwn() {
        String one = made("");
        assertThat(client.post(all, "{'intercomId':'yard'}").text("code")).isEqualTo("105015");
        assertThat(client.get(all).json().path("items").findValuesAsText("intercomId"))
                .containsExactly("yard");
        client.as(ApiClient.OTHER_KEY);
        assertThat(client.get(one).text("code")).isEqualTo("111412");
        client.as(ApiClient.KEY);
        assertThat(client.get(all + "/other").text("code")).isEqualTo("105001");
        assertThat(client.post(all, "{'grabKey':'**'}").status()).isEqualTo(400);
        assertThat(client.post(one + "/members/1", "{}").text("code")).isEqualTo("107481");
        assertThat(client.postNothing(one + "/members/1/floor")).isEqualTo(404);
        assertThat(client.delete(one).status()).isEqualTo(204);
    }

    @Test
    void whatIsSaidIsRecordedFromOneMomentToAnother() {
        String one = made("");
        Phone caller = lab.phone("1001");
        String id = callIn(caller);
        client.post(one + "/members/" + id, "{}");
        lab.until("he is in", SOON, () -> client.get(one).json().path("members").size() == 1);
        assertThat(client.post(one + "/recording", "{}").status()).isEqualTo(204);
        assertThat(client.post(one + "/recording", "{}").text("code")).isEqualTo("105010");
        client.postNothing(one + "/members/" + id + "/floor");
        lab.advance(Duration.ofSeconds(2));
        assertThat(client.delete(one + "/recording").status()).isEqualTo(204);
        lab.until("it is kept", SOON, () -> !client.get("/v1/recordings?call=yard")
                .json()
                .path("items")
                .isEmpty());
        caller.hangsUp();
    }
}
