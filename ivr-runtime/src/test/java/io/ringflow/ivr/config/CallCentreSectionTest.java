package io.ringflow.ivr.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.ivr.event.EventLimits;
import io.ringflow.ivr.queue.CentreSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCentreSectionTest {

    private static CallCentreConfig read(Map<String, ?> keys) {
        return ConfigReader.read(null, keys).callCentre();
    }

    @Test
    void theReferenceSaysWhatIsUsual() {
        var centre = read(Map.of());
        assertThat(centre.centres()).isEqualTo(CentreSettings.defaults(ZoneId.systemDefault()));
        assertThat(centre.events()).isEqualTo(EventLimits.STANDARD);
        assertThat(centre.serviceLevel()).isEqualTo(Duration.ofSeconds(20));
        assertThat(centre.standbyPrompt()).isEmpty();
    }

    @Test
    void eachKeyIsTaken() {
        var centre = read(Map.of(
                "call-centre.max-queues", 7,
                "call-centre.max-agents", 8,
                "call-centre.max-remembered", 9,
                "call-centre.keep-place", "90 minutes",
                "call-centre.service-level", "30 s",
                "call-centre.standby-prompt", "hold.wav",
                "call-centre.events.streams", 3,
                "call-centre.events.behind", 20,
                "rest.time-zone", "Asia/Shanghai"));
        assertThat(centre.centres())
                .isEqualTo(CentreSettings.of(7, 8, 9, Duration.ofMinutes(90), ZoneId.of("Asia/Shanghai")));
        assertThat(centre.serviceLevel()).isEqualTo(Duration.ofSeconds(30));
        assertThat(centre.standbyPrompt()).isEqualTo("hold.wav");
        assertThat(centre.events().watchers()).isEqualTo(3);
        assertThat(centre.events().waiting()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({
        "max-queues, 0",
        "max-agents, 0",
        "max-remembered, -1",
        "keep-place, 10 s",
        "service-level, 0 s",
        "events.streams, 0",
        "events.behind, 1",
        "events.remembered, -1",
        "events.heartbeat, 0 s"
    })
    void whatIsOutOfRangeIsTold(String key, String value) {
        assertThatThrownBy(() -> read(Map.of("call-centre." + key, value)))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("ringflow.call-centre." + key);
    }
}
