package io.ringflow.ivr.lab;

import static io.ringflow.ivr.lab.Talkers.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.Caller;
import io.ringflow.testkit.sip.SipText;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow protocol 2 CallTransfer; D2: a caller is transferred, through the server or by its own side (RFC 3515), with sound. */
class CallTransferCallTest {

    private static final int RING_BACK = 450;

    @TempDir
    Path dir;

    private Talkers talkers;

    @BeforeEach
    void start() {
        talkers = new Talkers(dir);
        talkers.answers("moved", "<Play>menu.wav</Play>");
    }

    @AfterEach
    void nothingIsLeft() {
        talkers.close();
    }

    private void transfer(String attributes) {
        talkers.answers(
                "startservice",
                "<CallTransfer number='13800138000' action='moved' " + attributes
                        + "/><Play>timeout.wav</Play><Hangup/>");
    }

    /** The caller's side waits for a REFER, and does with it what the test says. */
    private Caller callsAndIsReferred() {
        var call = talkers.caller.dials(talkers.lab.uri(Talkers.NUMBER));
        call.answerByHand();
        talkers.caller.connect(call.answered());
        return call;
    }

    private SipText accepted(Caller call) {
        var refer = call.expect("REFER");
        talkers.caller.sip().answer(refer, 202, "Accepted");
        return refer;
    }

    private void tells(Caller call, String fragment, String state) {
        var notice = call.request("NOTIFY").plus("Event", "refer").plus("Subscription-State", state);
        assertThat(call.ask(notice.withBody("message/sipfrag;version=2.0", fragment))
                        .status())
                .isEqualTo(200);
    }

    private void isHungUpByHand(Caller call) {
        talkers.caller.sip().answer(call.hungUp(), 200, "OK");
    }

    private void theEndIsToldOnce(String mode) {
        var id = talkers.request("startservice").param("callid");
        var told = talkers.request("moved");
        assertThat(told.params()).containsEntry("number", "13800138000").containsEntry("mode", mode);
        var stop = talkers.end(id);
        assertThat(stop.param("errorcode")).isEqualTo("000000");
        assertThat(talkers.lab.app().requests().getLast()).isEqualTo(stop);
        assertThat(talkers.requests("moved")).hasSize(1);
    }

    @Test
    void theCallerHearsItRingThenTheyTalkAndWhoHangsUpHangsUpTheOther() {
        transfer("");
        talkers.calls();
        Callee callee = talkers.callee.isCalled().rings();
        talkers.lab.until("hears our tone", Duration.ofSeconds(6), () -> talkers.caller.hears(RING_BACK));
        talkers.carrier.answers(callee);
        talkers.eachHearsTheOtherAndNotItself();
        assertThat(talkers.caller.hears(RING_BACK)).isFalse();
        talkers.lab.advance(Duration.ofSeconds(2));
        callee.bye();
        talkers.lab.isHungUp(talkers.caller);
        theEndIsToldOnce("bridge");
        var stop = talkers.request("stopservice");
        assertThat(stop.params()).containsKeys("starttime", "sstime", "setime");
        assertThat(stop.param("seccallduration")).isIn("2", "3", "4");
    }

    @Test
    void aTransferredCallerWhoHangsUpHangsUpTheOther() {
        transfer("");
        talkers.calls();
        Callee callee = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
        talkers.caller.hangsUp();
        talkers.lab.until("the callee is hung up", LATE, callee::farEndHungUp);
        theEndIsToldOnce("bridge");
    }

    @Test
    void whoIsBusyLetsWhatFollowsRun() {
        transfer("");
        talkers.calls();
        talkers.callee.isCalled().refuses(486, "Busy Here");
        talkers.lab.hears(talkers.caller, "timeout.wav");
        talkers.lab.isHungUp(talkers.caller);
        assertThat(talkers.requests("moved")).isEmpty();
    }

    @Test
    void theCallersSideIsAskedToCallAndHungUpWhenItHasReachedTheTarget() {
        transfer("mode='refer'");
        var call = callsAndIsReferred();
        var refer = accepted(call);
        var peer = talkers.caller.sip().address();
        assertThat(refer.header("Refer-To")).isEqualTo("<sip:13800138000@127.0.0.1:" + peer.getPort() + ">");
        assertThat(refer.header("Referred-By")).startsWith("<sip:" + Talkers.NUMBER + "@127.0.0.1");
        assertThat(refer.header("Contact")).isNotEmpty();
        tells(call, "SIP/2.0 100 Trying\r\n", "active;expires=60");
        tells(call, "SIP/2.0 180 Ringing\r\n", "active;expires=60");
        assertThat(talkers.requests("moved")).isEmpty();
        tells(call, "SIP/2.0 200 OK\r\n", "terminated;reason=noresource");
        isHungUpByHand(call);
        theEndIsToldOnce("refer");
        assertThat(talkers.request("stopservice").params()).doesNotContainKey("sstime");
    }

    @Test
    void aSideThatDoesNotDoSuchAThingIsBridged() {
        transfer("mode='refer'");
        talkers.calls();
        Callee callee = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
        callee.bye();
        talkers.lab.isHungUp(talkers.caller);
        theEndIsToldOnce("bridge");
    }

    @Test
    void aSideThatTakesItAndSaysNothingMoreIsBridgedWhenTheTimeIsOver() {
        transfer("mode='refer' timeout='5'");
        var call = callsAndIsReferred();
        accepted(call);
        talkers.lab.advance(Duration.ofSeconds(6));
        Callee callee = talkers.carrier.answers();
        talkers.eachHearsTheOtherAndNotItself();
        callee.bye();
        isHungUpByHand(call);
        theEndIsToldOnce("bridge");
    }

    @Test
    void whomItDoesNotReachLetsWhatFollowsRun() {
        transfer("mode='refer'");
        var call = callsAndIsReferred();
        accepted(call);
        tells(call, "SIP/2.0 486 Busy Here\r\n", "terminated;reason=noresource");
        talkers.lab.hears(talkers.caller, "timeout.wav");
        talkers.lab.until("is hung up", LATE, call::farEndHungUp);
        isHungUpByHand(call);
        assertThat(talkers.requests("moved")).isEmpty();
    }

    @Test
    void aSideThatPutsTheCallOnHoldMeanwhileIsAnswered() {
        transfer("mode='refer'");
        var call = callsAndIsReferred();
        accepted(call);
        assertThat(call.hold().status()).isEqualTo(200);
        tells(call, "SIP/2.0 200 OK\r\n", "terminated;reason=noresource");
        isHungUpByHand(call);
        theEndIsToldOnce("refer");
    }

    @Test
    void aByeThatCrossesTheReferEndsTheCall() {
        transfer("mode='refer'");
        var call = callsAndIsReferred();
        var refer = call.expect("REFER");
        call.bye();
        talkers.caller.sip().answer(refer, 481, "Call/Transaction Does Not Exist");
        talkers.end(talkers.request("startservice").param("callid"));
        assertThat(talkers.requests("moved")).isEmpty();
    }
}
