package io.ringflow.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.dtmf.InfoDigits.Press;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoDigitsTest {
    private static Optional<Press> parse(String type, String body) {
        String written = body.replace("|", "\r\n").replace("_", " ");
        return InfoDigits.parse(type, written.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "application/dtmf-relay, Signal=5|Duration=160, 5, 160",
        "application/dtmf-relay, Signal=_5|Duration=_160|, 5, 160",
        "application/dtmf-relay, Signal_=_*|Duration_=_250, *, 250",
        "application/dtmf-relay, signal=10|duration=100, *, 100",
        "application/dtmf-relay, Signal=11|Duration=100, '#', 100",
        "application/dtmf-relay, Signal=#, '#', 250",
        "application/dtmf-relay, Signal=c|Duration=70, C, 70",
        "application/dtmf-relay, Signal=15|Duration=70, D, 70",
        "application/dtmf-relay, Duration=160|Signal=0, 0, 160",
        "application/dtmf-relay, Signal=5|Duration=abc, 5, 250",
        "application/dtmf-relay, Signal=5|Duration=999999, 5, 10000",
        "Application/DTMF-Relay;charset=x, Signal=5|Duration=160, 5, 160",
        "application/dtmf-relay, Signal:_5|Duration:_90, 5, 90",
        "application/dtmf-relay, 5, 5, 250",
        "application/dtmf, 7, 7, 250",
        "application/dtmf, 11|, '#', 250",
        "application/dtmf, Signal=7|Duration=80, 7, 80",
    })
    void bodiesOfManySendersAreUnderstood(String type, String body, char digit, int millis) {
        assertThat(parse(type, body)).contains(new Press(digit, millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Signal=", "Signal=16", "Signal=!", "Signal=hf", "Signal=123", "Duration=100", "="})
    void whatIsNoKeyGivesNothing(String body) {
        assertThat(parse("application/dtmf-relay", body)).isEmpty();
    }

    @Test
    void anotherTypeOrAHugeBodyGivesNothing() {
        assertThat(parse("application/sdp", "Signal=5")).isEmpty();
        assertThat(parse("application/dtmf", " ".repeat(600) + "5")).isEmpty();
    }
}
