package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.bench.load.AgentTemper;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CentreBookTest {

    private final CentreBook book = new CentreBook();
    private int requests;

    private boolean state(String agent, String state, String call) {
        return book.state(agent, state, call, "r" + requests++);
    }

    @Test
    void aCallerIsOpenUntilItsEndIsTold() {
        book.arrived("a");
        book.arrived("b");
        book.ended("a", "r1");
        assertThat(book.open()).isEqualTo(1);
        assertThat(book.callers()).isEqualTo(2);
    }

    @Test
    void theSameNotificationMayComeAgainAnotherMayNot() {
        book.arrived("a");
        book.ended("a", "r1");
        book.ended("a", "r1");
        assertThat(book.endedTwice()).isZero();
        book.ended("a", "r2");
        assertThat(book.endedTwice()).isEqualTo(1);
    }

    @Test
    void stepsThatTheProtocolDoesNotKnowAreCounted() {
        state("1001", "1", "");
        state("1001", "2", "a");
        state("1001", "3", "a");
        state("1001", "0", "a");
        assertThat(book.illegalSteps()).isEmpty();
        state("1001", "3", "b");
        assertThat(book.illegalSteps()).containsExactly(Map.entry("0 to 3", 1));
    }

    @Test
    void aStateThatIsToldAgainIsNoStep() {
        state("1001", "1", "");
        assertThat(book.state("1001", "2", "a", "same")).isTrue();
        assertThat(book.state("1001", "2", "a", "same")).isFalse();
        assertThat(book.illegalSteps()).isEmpty();
    }

    private void talk(String agent, AgentTemper temper, String call) {
        state(agent, "1", "");
        book.called(agent, temper, System.nanoTime());
        state(agent, "2", call);
        state(agent, "3", call);
        state(agent, "0", call);
    }

    @Test
    void aCallerWhomTwoAgentsAnsweredIsServedTwice() {
        talk("1001", AgentTemper.TALKS, "a");
        talk("1002", AgentTemper.TALKS, "a");
        assertThat(book.served()).isEqualTo(1);
        assertThat(book.servedTwice()).isEqualTo(1);
        assertThat(book.waitedOn()).isZero();
    }

    @Test
    void aCallerWhoseAgentHungUpAtOnceMayWaitOn() {
        talk("1001", AgentTemper.HANGS_UP, "a");
        talk("1002", AgentTemper.TALKS, "a");
        assertThat(book.servedTwice()).isZero();
        assertThat(book.waitedOn()).isEqualTo(1);
        talk("1001", AgentTemper.HANGS_UP, "a");
        assertThat(book.servedTwice()).isEqualTo(1);
    }

    private static long inFiveSeconds() {
        return System.nanoTime() + 5_000_000_000L;
    }

    private static void tookFiveSeconds(Histogram offers) {
        assertThat(offers.getTotalCount()).isEqualTo(1);
        assertThat(offers.getMaxValue()).isBetween(4_000_000_000L, 5_100_000_000L);
    }

    @Test
    void anOfferToAnIdleAgentIsTimedFromTheArrival() {
        book.ready("1001");
        state("1001", "1", "");
        book.arrived("a");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        state("1001", "2", "a");
        var offers = book.takeOffers();
        tookFiveSeconds(offers.met());
        assertThat(offers.fetched().getTotalCount()).isZero();
        assertThat(book.takeOffers().met().getTotalCount()).isZero();
    }

    @Test
    void anOfferToWhoWaitsIsTimedFromWhatTheAgentSaid() {
        book.arrived("a");
        book.ready("1001");
        state("1001", "1", "");
        state("1001", "2", "a");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        var offers = book.takeOffers();
        tookFiveSeconds(offers.fetched());
        assertThat(offers.met().getTotalCount()).isZero();
    }

    @Test
    void whoComesBetweenWhatTheAgentSaysAndItsBeingReadyIsNotTimed() {
        book.ready("1001");
        book.arrived("a");
        state("1001", "1", "");
        state("1001", "2", "a");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        var offers = book.takeOffers();
        assertThat(offers.met().getTotalCount()).isZero();
        assertThat(offers.fetched().getTotalCount()).isZero();
    }

    @Test
    void theSecondAgentOfACallerIsNotTimedFromItsArrival() {
        state("1001", "1", "");
        state("1002", "1", "");
        book.arrived("a");
        book.called("1001", AgentTemper.REFUSES, System.nanoTime());
        state("1001", "2", "a");
        state("1001", "4", "a");
        assertThat(book.takeOffers().met().getTotalCount()).isEqualTo(1);
        book.called("1002", AgentTemper.TALKS, inFiveSeconds());
        state("1002", "2", "a");
        assertThat(book.takeOffers().met().getTotalCount()).isZero();
    }

    @Test
    void anAgentWhoIsGivenBackIsNotTimedFromWhatItSaidLongAgo() {
        book.arrived("b");
        book.arrived("a");
        book.ready("1001");
        state("1001", "1", "");
        state("1001", "2", "a");
        state("1001", "1", "a");
        state("1001", "2", "b");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        assertThat(book.takeOffers().fetched().getTotalCount()).isZero();
        state("1001", "1", "b");
        book.arrived("c");
        state("1001", "2", "c");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        tookFiveSeconds(book.takeOffers().met());
    }

    @Test
    void aTelephoneMayRingBeforeItsAgentIsToldToBeReady() {
        book.arrived("a");
        book.ready("1001");
        book.called("1001", AgentTemper.TALKS, inFiveSeconds());
        state("1001", "1", "");
        state("1001", "2", "a");
        tookFiveSeconds(book.takeOffers().fetched());
    }

    @Test
    void aCallThatIsHeardOfAfterItsCallerHasGoneIsNotTheNextOnes() {
        book.ready("1001");
        book.arrived("a");
        state("1001", "2", "a");
        book.called("1001", AgentTemper.TALKS, System.nanoTime());
        book.called("1001", AgentTemper.TALKS, System.nanoTime());
        state("1001", "3", "a");
        state("1001", "0", "a");
        book.takeOffers();
        book.arrived("b");
        state("1001", "2", "b");
        assertThat(book.takeOffers().met().getTotalCount()).isZero();
    }

    @Test
    void aQuestionKnowsItsPlaceAndParameters() {
        var asked = new HttpAnswers.Question("/centre/agentstate?appid=x&agentid=1001&agentstate=2", "r1");
        assertThat(asked.place()).isEqualTo("/centre/agentstate");
        assertThat(asked.parameter("agentid")).isEqualTo("1001");
        assertThat(asked.parameter("id")).isEmpty();
    }

    @Test
    void theStatesOfAllAgentsAreFound() {
        assertThat(CentreRest.states("<agent><id>1</id><state>0</state></agent><agent><state>3</state></agent>"))
                .containsExactly("0", "3");
    }

    @Test
    void anAnswersStatusIsFound() {
        assertThat(CentreRest.status("<Response><statusCode>104001</statusCode></Response>"))
                .isEqualTo("104001");
        assertThat(CentreRest.status("")).isEqualTo("none");
    }
}
