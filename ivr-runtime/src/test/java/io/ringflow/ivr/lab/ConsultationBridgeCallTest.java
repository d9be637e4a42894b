package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.Talkers.CALLEE;
import static io.ringflow.ivr.lab.Talkers.CALLER;
import static io.ringflow.ivr.lab.Talkers.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.sip.Callee;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 2 ConsultationBridge; D1: a party is consulted alone by a flow of its own, then joined with the caller, with sound. */
class ConsultationBridgeCallTest {

    private static final String ASKED = "<Get action='choice' numdigits='1'><Play>menu.wav</Play></Get><Hangup/>";

    @TempDir
    Path dir;

    private Talkers talkers;

    @BeforeEach
    void start() {
        talkers = new Talkers(dir);
    }

    @AfterEach
    void nothingIsLeft() {
        talkers.close();
    }

    /** The caller waits with music; the party is asked by a menu whether it takes the call. */
    private Callee consult(String attributes, String choice) {
        talkers.answers(
                        "startservice",
                        "<ConsultationCall number='13800138000' action='operator' " + attributes
                                + "><Play loop='-1'>thanks.wav</Play></ConsultationCall>"
                                + "<Play>timeout.wav</Play><Hangup/>")
                .answers("operator", ASKED)
                .answers("choice", choice)
                .calls();
        return talkers.carrier.answers();
    }

    private void partyPresses(String keys) {
        talkers.lab.hears(talkers.callee, "menu.wav");
        talkers.callee.presses(keys);
    }

    /** Flow protocol 5.6 relatedcallid: of either leg, the other one. */
    @Test
    void thePartyHearsItsOwnFlowAndTheCallerThePromptUntilTheyAreJoined() {
        var callee = consult("hangupurl='rate'", "<ConsultationBridge/>");
        talkers.answers("rate", "<Play>goodbye.wav</Play><Hangup/>");
        talkers.lab.hears(talkers.callee, "menu.wav");
        talkers.lab.hears(talkers.caller, "thanks.wav");
        assertThat(talkers.caller.hears(CALLEE)).isFalse();
        assertThat(talkers.callee.hears(CALLER)).isFalse();

        talkers.callee.presses("1");
        talkers.eachHearsTheOtherAndNotItself();
        assertThat(talkers.caller.hears(CallLab.PROMPTS.get("thanks.wav"))).isFalse();

        talkers.lab.advance(Duration.ofSeconds(3));
        callee.bye();
        talkers.lab.hears(talkers.caller, "goodbye.wav");
        var told = talkers.request("rate");
        assertThat(told.param("reason")).isEqualTo("0");
        assertThat(told.param("callduration")).isIn("3", "4", "5");
        var main = told.param("callid");
        var party = talkers.request("operator").param("callid");
        assertThat(talkers.request("operator").param("maincallid")).isEqualTo(main);
        talkers.lab.isHungUp(talkers.caller);
        assertThat(talkers.end(main).param("relatedcallid")).isEqualTo(party);
        assertThat(talkers.end(main).params()).containsKeys("sstime", "setime", "seccallduration");
        assertThat(talkers.end(party).param("relatedcallid")).isEqualTo(main);
    }

    @Test
    void termsOfTheBridgeTakeThePlaceOfThoseOfTheCall() {
        consult(
                "hangupurl='rate' calltime='600' calltimeoverurl='wrong'",
                "<ConsultationBridge calltime='3' calltimeoverurl='over'/>");
        talkers.answers("over", "<Play>goodbye.wav</Play><Hangup/>");
        partyPresses("1");
        talkers.eachHearsTheOtherAndNotItself();
        talkers.lab.until(
                "hears goodbye.wav",
                Duration.ofSeconds(6),
                () -> talkers.caller.hears(CallLab.PROMPTS.get("goodbye.wav")));
        assertThat(talkers.request("over").param("callid"))
                .isEqualTo(talkers.request("startservice").param("callid"));
        talkers.end(talkers.request("operator").param("callid"));
        talkers.lab.isHungUp(talkers.caller);
    }

    @Test
    void aPartyThatDeclinesLetsWhatFollowsRunForTheCaller() {
        var callee = consult("", "<Hangup/>");
        partyPresses("2");
        talkers.lab.hears(talkers.caller, "timeout.wav");
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.lab.isHungUp(talkers.caller);
    }

    @Test
    void aDocumentErrorInThePartysFlowEndsThePartyAloneAfterTheApology() {
        var callee = consult("noanswerurl='alone'", "<Bridge/>");
        talkers.answers("alone", "<Play>goodbye.wav</Play><Hangup/>");
        partyPresses("1");
        talkers.lab.hears(talkers.callee, "sorry.wav");
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.lab.hears(talkers.caller, "goodbye.wav");
        talkers.lab.isHungUp(talkers.caller);
        assertThat(talkers.request("alone").param("reason")).startsWith("107");
    }

    @Test
    void aCallerWhoHangsUpDuringThePartysFlowHangsThePartyUp() {
        var callee = consult("hangupurl='rate'", "<ConsultationBridge/>");
        talkers.lab.hears(talkers.callee, "menu.wav");
        talkers.caller.hangsUp();
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        assertThat(talkers.requests("rate")).isEmpty();
    }

    @Test
    void aCallerWhoHangsUpDuringTheConversationHangsThePartyUp() {
        var callee = consult("hangupurl='rate'", "<ConsultationBridge/><Play>menu.wav</Play>");
        partyPresses("1");
        talkers.eachHearsTheOtherAndNotItself();
        talkers.caller.hangsUp();
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.end(talkers.request("operator").param("callid"));
        talkers.end(talkers.request("startservice").param("callid"));
        assertThat(talkers.requests("rate")).isEmpty();
    }

    @Test
    void whenBothHangUpAtOnceEachIsReportedOnce() {
        var callee = consult("", "<ConsultationBridge/>");
        partyPresses("1");
        talkers.eachHearsTheOtherAndNotItself();
        callee.sendBye();
        talkers.caller.hangsUp();
        talkers.end(talkers.request("operator").param("callid"));
        talkers.end(talkers.request("startservice").param("callid"));
    }

    @Test
    void whenTheServerStopsBothAreHungUpAndEachIsReportedOnce() {
        var callee = consult("hangupurl='rate'", "<ConsultationBridge/>");
        partyPresses("1");
        talkers.eachHearsTheOtherAndNotItself();
        talkers.lab.server().endCalls();
        talkers.lab.until("the party is hung up", LATE, callee::farEndHungUp);
        talkers.lab.isHungUp(talkers.caller);
        talkers.end(talkers.request("operator").param("callid"));
        talkers.end(talkers.request("startservice").param("callid"));
        assertThat(talkers.requests("rate")).isEmpty();
    }

    @Test
    void keysOfEitherSideArePressedForTheOtherOnceTheyAreJoined() {
        var callee = consult("", "<ConsultationBridge/>");
        partyPresses("1");
        talkers.eachHearsTheOtherAndNotItself();
        talkers.caller.presses("12#");
        talkers.lab.until(
                "the party has the keys",
                LATE,
                () -> talkers.callee.rtp().keysHeard().equals("12#"));
        talkers.callee.presses("9");
        talkers.lab.until(
                "the caller has the key",
                LATE,
                () -> talkers.caller.rtp().keysHeard().equals("9"));
        callee.bye();
        talkers.lab.isHungUp(talkers.caller);
    }

    /** Flow protocol D3. */
    @Test
    void theFlowOfThePartyPressesKeysForTheCaller() {
        var callee = consult("", "<SendDTMF target='peer'>4w2#</SendDTMF><Redirect>join</Redirect>");
        talkers.answers("join", "<ConsultationBridge/>");
        partyPresses("1");
        talkers.lab.until(
                "the caller has the keys",
                LATE,
                () -> talkers.caller.rtp().keysHeard().equals("42#"));
        assertThat(talkers.callee.rtp().keysHeard()).isEmpty();
        callee.bye();
        talkers.lab.isHungUp(talkers.caller);
    }
}
