package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call answers its leg on the leg's lane, without its script. */
class CallTest {

    private final CallBench bench = new CallBench();

    CallTest() {
        bench.app.answers("startservice", "<Pause length='100'/>");
        bench.dial();
    }

    @Test
    void aLaterOfferIsAnsweredByMediaAnewWhileTheScriptWaits() {
        var answer = bench.leg.listener().onOffer(SessionDescription.sdp("hold"));
        assertThat(answer.text()).isEqualTo("answer to hold");
        assertThat(answer.contentType()).isEqualTo("application/sdp");
    }

    @Test
    void aReinviteWithoutAnOfferGetsOurs() {
        assertThat(bench.leg.listener().onOfferWanted().text()).isEqualTo("our offer");
    }

    @ParameterizedTest
    @CsvSource({"video only, application/sdp, 488", "broken, application/sdp, 400", "offer, text/plain, 415"})
    void anOfferThatCanNotBeTakenIsRefusedAndTheCallGoesOn(String offer, String type, int status) {
        var description = new SessionDescription(type, offer.getBytes(StandardCharsets.UTF_8));
        var refused = catchThrowableOfType(
                OfferRejected.class, () -> bench.leg.listener().onOffer(description));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(bench.over()).isFalse();
    }

    @Test
    void anAnswerToOurOfferThatCanNotBeTakenIsRefused() {
        var answer = SessionDescription.sdp("video only");
        var refused = catchThrowableOfType(
                OfferRejected.class, () -> bench.leg.listener().onAnswer(answer));
        assertThat(refused.status()).isEqualTo(488);
    }

    @Test
    void theRegistryFindsACallByItsIdUntilItIsOver() {
        var id = bench.app.asked.getFirst().callId();
        assertThat(bench.registry.find(id)).isPresent();
        assertThat(bench.registry.idle()).isTrue();
        bench.leg.callerHangsUp();
        bench.settle();
        assertThat(bench.registry.find(id)).isEmpty();
    }

    @Test
    void aCallThatWaitsForItsApplicationIsNotIdle() {
        var other = new CallBench();
        other.app.holdsEveryAnswer();
        other.dial();
        assertThat(other.registry.idle()).isFalse();
        assertThat(other.registry.idleOrAsking()).isTrue();
        other.leg.callerHangsUp();
        other.settle();
    }
}
