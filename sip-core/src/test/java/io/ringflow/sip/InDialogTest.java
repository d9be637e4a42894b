package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.stack.FakeRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests inside a dialog that change no session (RFC 3261 §12.2.2, RFC 6086). */
class InDialogTest {

    @ParameterizedTest
    @ValueSource(strings = {"application/dtmf-relay", "Application/DTMF-Relay; charset=x", "application/dtmf"})
    void keysInInfoAreHandedOver(String type) {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.events.clear();

            FakeRequest info = lab.receives(lab.inDialog("INFO").body(type, "Signal=5\r\nDuration=160\r\n"));

            assertThat(info.status()).isEqualTo(200);
            assertThat(lab.owner.events).singleElement().isInstanceOfSatisfying(LegEvent.Info.class, event -> {
                assertThat(event.contentType()).startsWith("application/dtmf");
                assertThat(new String(event.body(), StandardCharsets.US_ASCII)).startsWith("Signal=5");
            });
        }
    }

    @Test
    void anEmptyInfoIsAnsweredAndTellsNothing() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.events.clear();

            assertThat(lab.receives(lab.inDialog("INFO")).status()).isEqualTo(200);
            assertThat(lab.owner.events).isEmpty();
        }
    }

    @Test
    void anInfoOfAnotherTypeIsNotSupported() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest info = lab.receives(lab.inDialog("INFO").body("application/media_control+xml", "<x/>"));

            assertThat(info.status()).isEqualTo(415);
            assertThat(info.response().header("Accept")).hasValue("application/dtmf-relay, application/dtmf");
        }
    }

    @Test
    void optionsInsideADialogTellsWhatWeCanDo() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest options = lab.receives(lab.inDialog("OPTIONS"));

            assertThat(options.status()).isEqualTo(200);
            assertThat(options.response().header("Allow")).isPresent();
        }
    }

    @Test
    void referInsideADialogIsNotAllowed() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            assertThat(lab.receives(lab.inDialog("REFER")).status()).isEqualTo(405);
        }
    }

    @Test
    void aSequenceNumberThatGoesBackIsRefused() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.receives(lab.inDialog("OPTIONS").cseq(10));

            assertThat(lab.receives(lab.inDialog("INFO").cseq(9)).status()).isEqualTo(500);
            assertThat(lab.receives(lab.inDialog("INFO").cseq(11)).status()).isEqualTo(200);
        }
    }

    @Test
    void aByeThatAsksForAnUnknownExtensionStillEndsTheCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();

            FakeRequest bye = lab.receives(lab.inDialog("BYE").with("Require", "newfangled"));

            assertThat(bye.status()).isEqualTo(200);
            assertThat(lab.endpoint.activeLegs()).isZero();
        }
    }

    @Test
    void aRequestAfterTheEndIsUnknown() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            FakeRequest late = lab.inDialog("INFO");
            lab.receives(lab.inDialog("BYE"));

            assertThat(lab.receives(late).status()).isEqualTo(481);
        }
    }
}
