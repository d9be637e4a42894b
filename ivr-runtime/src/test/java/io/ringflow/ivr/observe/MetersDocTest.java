package io.ringflow.ivr.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringflow.ivr.call.CallRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetersDocTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    @Test
    void thePageIsPrintedFromTheList() throws IOException {
        if (Boolean.getBoolean("golden.update")) Files.writeString(PAGE, Meters.page());
        assertThat(PAGE).as("run ./ringflow docs").hasContent(Meters.page());
    }

    @Test
    void everyMeterThatIsRegisteredIsInTheList() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new SipMeters(registry);
        new MediaMeters(registry);
        new FlowMeters(registry);
        new CallMeters(registry, new CallRegistry());
        new QueueMeters(registry, id -> id, Duration.ZERO);
        new EventMeters(registry);
        var listed = Arrays.stream(Meters.values()).map(Meters::meterName).toList();
        assertThat(registry.getMeters())
                .map(Meter::getId)
                .map(Meter.Id::getName)
                .isSubsetOf(listed);
    }
}
