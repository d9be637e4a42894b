package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** INFO that we send. */
class SendInfoTest {
    private static final byte[] KEY = "Signal=5\r\nDuration=160\r\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void aKeyIsSentInTheDialog() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.leg().info("application/dtmf-relay", KEY);
            lab.time.settle();
            assertThat(lab.stack.sent("INFO")).singleElement().satisfies(sent -> {
                var body = sent.request().body().orElseThrow();
                assertThat(body.contentType()).isEqualTo("application/dtmf-relay");
                assertThat(body.bytes()).isEqualTo(KEY);
            });
        }
    }

    @Test
    void aPeerThatRefusesItKeepsItsCall() {
        try (var lab = new LegLab()) {
            lab.confirmed();
            lab.owner.leg().info("application/dtmf-relay", KEY);
            lab.time.settle();
            lab.stack.sent("INFO").getFirst().answeredWith(415);
            lab.time.settle();
            assertThat(lab.owner.leg().state()).isEqualTo(LegState.CONFIRMED);
        }
    }
}
