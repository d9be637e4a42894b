package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.command.CommandCatalog;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.sip.EndReason.Cause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Flow protocol D1: a consulted party with a flow of its own, up to the moment when it would be joined. */
class ConsultedCallTest {

    private final CallBench bench = new CallBench();

    @AfterEach
    void nothingIsLeft() {
        bench.seconds(120);
        assertThat(bench.over()).isTrue();
        assertThat(bench.trunks.calls("carrier")).isZero();
        assertThat(bench.media.closed.get()).isGreaterThanOrEqualTo(bench.media.opened.get());
    }

    private void consult(String attributes) {
        bench.app.answers(
                "startservice",
                "<ConsultationCall number='138' action='operator' " + attributes + "/><Redirect>after</Redirect>");
        bench.app.answers("after", "<Hangup/>");
        bench.dial();
    }

    private void partyAnswers(String flow) {
        bench.app.answers("operator", flow);
        bench.carrier.leg().acknowledge();
        bench.settle();
    }

    private Notification question(String target) {
        return bench.app.asked.stream()
                .filter(asked -> asked.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private List<Notification> stops() {
        return bench.notified.stream()
                .filter(told -> told.target().equals("stopservice"))
                .toList();
    }

    private Notification stopOf(String callId) {
        return stops().stream()
                .filter(stop -> stop.callId().equals(callId))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whenItAnswersItsFlowIsAskedWithItsOwnIdAndThatOfTheCallerAndNothingElse() {
        consult("");
        assertThat(bench.app.targets()).containsExactly("startservice");
        partyAnswers("<Pause length='5'/>");
        var main = question("startservice").callId();
        var asked = question("operator");
        assertThat(asked.parameters()).containsOnlyKeys("appid", "callid", "maincallid");
        assertThat(asked.parameters()).containsEntry("maincallid", main).containsEntry("callid", asked.callId());
        assertThat(asked.callId()).hasSize(32).isNotEqualTo(main);
        assertThat(bench.registry.size()).isEqualTo(2);
    }

    @Test
    void aFlowThatEndsWithoutJoiningEndsThePartyAndLetsTheCallersGoOn() {
        consult("");
        partyAnswers("<Hangup/>");
        assertThat(bench.carrier.leg().said).containsExactly("BYE");
        assertThat(bench.app.targets()).endsWith("after");
        assertThat(stops()).hasSize(2);
        var party = stopOf(question("operator").callId());
        var caller = stopOf(question("startservice").callId());
        assertThat(party.parameters())
                .containsEntry("relatedcallid", caller.callId())
                .containsEntry("number", "138");
        assertThat(caller.parameters())
                .containsEntry("relatedcallid", party.callId())
                .containsKey("sstime");
    }

    @Test
    void aPartyThatIsNotJoinedHasNotAnsweredForTheCallersFlow() {
        consult("noanswerurl='alone' hangupurl='rate'");
        bench.app.answers("alone", "<Hangup/>");
        partyAnswers("<Pause length='5'/><Hangup/>");
        bench.carrier.leg().ends(Cause.CALLEE_HUNG_UP);
        bench.settle();
        assertThat(question("alone").parameters()).containsEntry("reason", "107487");
        assertThat(bench.app.targets()).doesNotContain("rate");
    }

    @Test
    void aPartyThatDoesNotAnswerIsNeverHeardOfByTheApplication() {
        consult("noanswerurl='alone'");
        bench.app.answers("alone", "<Hangup/>");
        bench.carrier.leg().ends(Cause.CALLEE_BUSY);
        bench.settle();
        assertThat(question("alone").parameters()).containsEntry("reason", "107486");
        assertThat(bench.app.targets()).doesNotContain("operator");
        assertThat(stops()).hasSize(1);
        assertThat(stops().getFirst().parameters()).doesNotContainKey("sstime");
    }

    @Test
    void aCallerWhoHangsUpWhileItRingsTakesItBack() {
        consult("");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.carrier.leg().reasons).singleElement().satisfies(reason -> assertThat(reason.cause())
                .isEqualTo(Cause.CALLER_HUNG_UP));
        assertThat(stops()).hasSize(1);
    }

    @Test
    void aCallerWhoHangsUpDuringThePartysFlowHangsItUp() {
        consult("");
        partyAnswers("<Pause length='30'/>");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.carrier.leg().reasons.getFirst().cause()).isEqualTo(Cause.CALLER_HUNG_UP);
        assertThat(stops()).hasSize(2);
        assertThat(bench.app.targets()).doesNotContain("after");
    }

    @Test
    void aCallerWhoHangsUpWhileThePartysFlowIsAskedForGivesThatUp() {
        consult("");
        bench.app.holdsEveryAnswer();
        partyAnswers("<Pause length='30'/>");
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.over()).isTrue();
        assertThat(stops()).hasSize(2);
    }

    @Test
    void aPartyThatHangsUpWhileItsFlowIsAskedForLetsTheCallersGoOn() {
        consult("");
        bench.app.holdsEveryAnswer();
        partyAnswers("<Pause length='30'/>");
        bench.carrier.leg().ends(Cause.CALLEE_HUNG_UP);
        bench.app.letsGo();
        bench.settle();
        assertThat(bench.app.targets()).endsWith("after");
    }

    private void isSent(String callId, String commands) {
        var document = new FlowReader(CommandCatalog.standard())
                .read(("<Response>" + commands + "</Response>").getBytes(StandardCharsets.UTF_8), "text/xml");
        assertThat(bench.registry.find(callId).orElseThrow().send(document, "desk"))
                .isTrue();
        bench.settle();
    }

    @Test
    void aDocumentThatIsSentToTheCallerEndsTheConsultation() {
        consult("");
        partyAnswers("<Pause length='30'/>");
        isSent(question("startservice").callId(), "<Pause length='9'/>");
        assertThat(bench.carrier.leg().said).containsExactly("BYE");
        assertThat(stops()).hasSize(1);
        bench.seconds(9);
        assertThat(bench.over()).isTrue();
        assertThat(bench.app.targets()).doesNotContain("after");
    }

    @Test
    void aDocumentThatIsSentToThePartyTakesThePlaceOfItsFlow() {
        consult("");
        partyAnswers("<Pause length='30'/>");
        isSent(question("operator").callId(), "<Hangup/>");
        assertThat(bench.carrier.leg().said).containsExactly("BYE");
        assertThat(bench.app.targets()).endsWith("after");
    }

    @Test
    void whatNoTrunkServesIsNotCalled() {
        bench.app.answers("startservice", "<ConsultationCall number='99' action='operator'/><Hangup/>");
        bench.dial();
        assertThat(bench.carrier.called).isEmpty();
        assertThat(stops()).hasSize(1);
    }

    @Test
    void aBridgeToAnotherCallThanTheOneThatConsultsIsNotBuilt() {
        consult("");
        partyAnswers("<ConsultationBridge callid='another'/><Pause length='3'/>");
        assertThat(bench.facts.told).contains("ran ConsultationBridge").doesNotContain("ran Pause");
        bench.seconds(3);
        assertThat(bench.facts.told).contains("ran Pause");
    }

    @Test
    void inACallThatNobodyConsultsABridgeLetsWhatFollowsRun() {
        bench.app.answers("startservice", "<ConsultationBridge/><Pause length='1'/>");
        bench.dial();
        bench.seconds(1);
        assertThat(bench.facts.told).contains("ran ConsultationBridge", "ran Pause");
    }
}
