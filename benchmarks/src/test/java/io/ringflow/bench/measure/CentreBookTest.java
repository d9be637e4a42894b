package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    @Test
    void aCallerWhomTwoAgentsAnsweredIsServedTwice() {
        for (String agent : new String[] {"1001", "1002"}) {
            state(agent, "1", "");
            state(agent, "2", "a");
            state(agent, "3", "a");
        }
        assertThat(book.served()).isEqualTo(1);
        assertThat(book.servedTwice()).isEqualTo(1);
    }

    @Test
    void anOfferIsTimedFromWhenBothWereThere() {
        book.ready("1001");
        book.arrived("a");
        long rings = System.nanoTime() + 5_000_000_000L;
        book.called("1001", rings);
        state("1001", "1", "");
        state("1001", "2", "a");
        var offers = book.takeOffers();
        assertThat(offers.getTotalCount()).isEqualTo(1);
        assertThat(offers.getMaxValue()).isBetween(4_000_000_000L, 5_100_000_000L);
        assertThat(book.takeOffers().getTotalCount()).isZero();
    }

    @Test
    void aQuestionKnowsItsPlaceAndParameters() {
        var asked = new HttpAnswers.Question("/centre/agentstate?appid=x&agentid=1001&agentstate=2", "r1");
        assertThat(asked.place()).isEqualTo("/centre/agentstate");
        assertThat(asked.parameter("agentid")).isEqualTo("1001");
        assertThat(asked.parameter("id")).isEmpty();
    }

    @Test
    void anAnswersStatusIsFound() {
        assertThat(CentreRest.status("<Response><statusCode>104001</statusCode></Response>"))
                .isEqualTo("104001");
        assertThat(CentreRest.status("")).isEqualTo("none");
    }
}
