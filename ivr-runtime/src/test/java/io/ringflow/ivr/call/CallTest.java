package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.sip.LegEvent;
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

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=5\r\nDuration=160', 5, 160",
        "application/dtmf-relay, 'Signal= *\r\nDuration= 250\r\n', *, 250",
        "Application/DTMF-Relay;x=y, 'signal=a', A, 160",
        "application/dtmf-relay, 'Signal=10\r\nDuration=100', *, 100",
        "application/dtmf, 11, #, 160",
        "application/dtmf, ' 0 ', 0, 160",
        "application/dtmf-relay, 'Signal=1\r\nDuration=999999', 1, 10000"
    })
    void aKeyInAnInfoIsRead(String type, String body, char key, int millis) {
        assertThat(InfoDigit.of(info(type, body))).contains(new InfoDigit(key, millis));
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, 'Signal=X'",
        "application/dtmf-relay, ''",
        "application/dtmf, 123",
        "text/plain, 5",
        "application/media_control+xml, 'Signal=5'"
    })
    void whatIsNoKeyInAnInfoIsPassedOver(String type, String body) {
        assertThat(InfoDigit.of(info(type, body))).isEmpty();
    }

    private static LegEvent.Info info(String type, String body) {
        return new LegEvent.Info(type, body.getBytes(StandardCharsets.UTF_8));
    }
}
