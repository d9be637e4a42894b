package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.SupervisedTalk.AGENT;
import static io.ringflow.ivr.lab.SupervisedTalk.CALLER;
import static io.ringflow.ivr.lab.SupervisedTalk.EXPERT;
import static io.ringflow.ivr.lab.SupervisedTalk.MUSIC;
import static io.ringflow.ivr.lab.SupervisedTalk.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.ApiClient;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A talk over the JSON interface: who is called in, by sound. */
class TalkApiCallTest {

    @TempDir
    Path dir;

    private SupervisedTalk talk;
    private ApiClient client;

    @BeforeEach
    void start() {
        talk = new SupervisedTalk(dir, settings -> settings.with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign"));
        client = new ApiClient(talk.lab.server().restPort().orElseThrow());
        talk.begins();
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        talk.close();
    }

    private String at(String rest) {
        return "/v1/calls/" + talk.callId() + "/talk" + rest;
    }

    @Test
    void aSupervisorIsCalledChangedAndSentAway() {
        var called = client.post(at("/supervisors"), "{'number':'150'}");
        assertThat(called.status()).isEqualTo(200);
        var party = called.json().path("parties").path(0);
        assertThat(party.path("mode").asText()).isEqualTo("listen");
        assertThat(party.path("talking").asBoolean()).isFalse();
        var supervisor = talk.answers(talk.supervisor);
        talk.hearsExactly(talk.supervisor, CALLER, AGENT);
        client.post(at("/supervisors"), "{'number':'150','mode':'coach'}");
        talk.hearsExactly(talk.agent, CALLER, SUPERVISOR);
        assertThat(client.get(at("")).json().path("parties")).hasSize(1);
        assertThat(client.delete(at("/supervisors/150")).status()).isEqualTo(200);
        talk.isHungUp(supervisor);
        assertThat(client.delete(at("/supervisors/150")).text("code")).isEqualTo("104104");
        talk.caller.hangsUp();
    }

    @Test
    void anAgentConsultsThreeTalkAndTheCallerIsHeld() {
        assertThat(client.postNothing(at("/three-way"))).isEqualTo(409);
        assertThat(client.post(at("/consultation"), "{'number':'139'}")
                        .json()
                        .path("held")
                        .asBoolean())
                .isTrue();
        talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        talk.hearsExactly(talk.caller, MUSIC);
        assertThat(client.post(at("/consultation"), "{'number':'139'}").text("code"))
                .isEqualTo("104102");
        assertThat(client.postNothing(at("/three-way"))).isEqualTo(200);
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        assertThat(client.postNothing(at("/hold"))).isEqualTo(200);
        talk.hearsExactly(talk.caller, MUSIC);
        assertThat(client.delete(at("/hold")).json().path("held").asBoolean()).isFalse();
        talk.hearsExactly(talk.caller, AGENT, EXPERT);
        talk.caller.hangsUp();
    }

    @Test
    void aConsultationIsEndedAndWhatIsWrongIsTold() {
        assertThat(client.delete(at("/consultation")).text("code")).isEqualTo("104103");
        assertThat(client.post(at("/consultation"), "{}").text("code")).isEqualTo("111400");
        assertThat(client.post(at("/consultation"), "{'number':'139','agentId':'1001'}")
                        .text("code"))
                .isEqualTo("111400");
        client.post(at("/consultation"), "{'number':'139'}");
        var expert = talk.answers(talk.expert);
        talk.hearsExactly(talk.agent, EXPERT);
        assertThat(client.delete(at("/consultation")).json().path("held").asBoolean())
                .isFalse();
        talk.isHungUp(expert);
        talk.hearsExactly(talk.caller, AGENT);
        talk.caller.hangsUp();
    }

    @Test
    void aTalkOfAnotherApplicationDoesNotExist() {
        client.as(ApiClient.OTHER_KEY);
        assertThat(client.get(at("")).text("code")).isEqualTo("107481");
        assertThat(client.post(at("/supervisors"), "{'number':'150'}").status()).isEqualTo(404);
        client.as(ApiClient.KEY);
        talk.agentsCall().bye();
        talk.lab.hears(talk.caller, "goodbye.wav");
        assertThat(client.get(at("")).text("code")).isEqualTo("104101");
        talk.lab.isHungUp(talk.caller);
    }
}
