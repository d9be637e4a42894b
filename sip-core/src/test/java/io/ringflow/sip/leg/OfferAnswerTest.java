package io.ringflow.sip.leg;

import static io.ringflow.sip.leg.OfferAnswer.Owed.NOTHING;
import static io.ringflow.sip.leg.OfferAnswer.Owed.THEIR_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfferAnswerTest {
    private final OfferAnswer exchange = new OfferAnswer();

    @Test
    void anOfferInTheInviteIsAnsweredByTheDescriptionOfThe2xx() {
        exchange.offerReceived();
        assertThat(exchange.refusalOfOffer()).hasValue(500);

        exchange.describedIn2xx();

        assertThat(exchange.owed()).isEqualTo(NOTHING);
        assertThat(exchange.refusalOfOffer()).isEmpty();
    }

    @Test
    void withoutAnOfferTheDescriptionOfThe2xxIsOne() {
        exchange.describedIn2xx();

        assertThat(exchange.owed()).isEqualTo(THEIR_ANSWER);
        assertThat(exchange.refusalOfOffer()).hasValue(491);
    }

    @Test
    void afterAnEarlyAnswerThe2xxRepeatsItAndOffersNothing() {
        exchange.offerReceived();
        exchange.answered();

        exchange.describedIn2xx();

        assertThat(exchange.settled()).isTrue();
    }

    @Test
    void aRefusedFirstOfferLeavesNothing() {
        exchange.offerReceived();

        exchange.refused();

        assertThat(exchange.owed()).isEqualTo(OfferAnswer.Owed.OFFER);
    }

    @Test
    void aRefusedOfferLeavesWhatWasAgreed() {
        exchange.offerReceived();
        exchange.answered();
        exchange.offerSent();

        exchange.refused();

        assertThat(exchange.settled()).isTrue();
    }
}
