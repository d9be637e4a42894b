package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.Talkers.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.api.ApiClient;
import io.ringflow.testkit.sip.Callee;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A document is sent to a consulted party while it talks with the caller: it leaves the talk, and both calls go on. */
class PartyFlowCallTest {

    @TempDir
    Path dir;

    private Talkers talkers;
    private ApiClient client;
    private Callee callee;

    @BeforeEach
    void theTwoTalk() {
        talkers = new Talkers(dir, settings -> settings.with("rest.port", 0)
                .with("rest.accounts", ApiClient.ACCOUNTS)
                .another("foreign"));
        client = new ApiClient(talkers.lab.server().restPort().orElseThrow());
        talkers.answers("startservice", "<ConsultationCall number='13800138000' action='operator' hangupurl='rate'/>")
                .answers("operator", "<ConsultationBridge/>")
                .answers("rate", "<Play>goodbye.wav</Play><Hangup/>")
                .calls();
        callee = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
    }

    @AfterEach
    void nothingIsLeft() {
        client.close();
        talkers.close();
    }

    private String send(String to, String commands) {
        var id = talkers.request(to).param("callid");
        var document = "<Response>" + commands + "</Response>";
        var path = "/v1/calls/" + id + "/flow";
        var answer = client.post(path, "application/xml", document.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).isEqualTo(202);
        return id;
    }

    /** D1: nothing is left to be bridged with, so that a bridge in the new document is passed over. */
    @Test
    void thePartyHearsItsNewFlowAndTheCallersFlowGoesOnWithoutIt() {
        var party = send("operator", "<ConsultationBridge/><Play loop='-1'>timeout.wav</Play>");
        talkers.lab.hears(talkers.caller, "goodbye.wav");
        talkers.lab.isHungUp(talkers.caller);
        talkers.lab.hears(talkers.callee, "timeout.wav");
        assertThat(callee.farEndHungUp()).as("the party is hung up").isFalse();
        assertThat(talkers.callee.hears(Talkers.CALLER)).isFalse();
        callee.bye();
        talkers.end(party);
        assertThat(talkers.request("rate").params()).containsKeys("reason", "callduration");
    }

    @Test
    void aDocumentForTheCallerEndsTheTalkAndHangsThePartyUp() {
        send("startservice", "<Play>thanks.wav</Play><Hangup/>");
        talkers.lab.hears(talkers.caller, "thanks.wav");
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.lab.isHungUp(talkers.caller);
        assertThat(talkers.requests("rate")).isEmpty();
    }
}
