package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.rtp.Mouth;
import io.ringflow.testkit.rtp.Tone;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What calls of a trunk sound like, as the operator sees it at {@code /metrics}. */
class TrunkQualityCallTest {

    @TempDir
    Path dir;

    private static String metrics(CallLab lab) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + lab.server().httpPort() + "/metrics");
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " is not in\n" + metrics));
    }

    @Test
    void theQualityOfATrunksCallsIsToldByItsName() throws IOException, InterruptedException {
        var trunk = Map.of("name", "carrier", "networks", List.of("127.0.0.0/8"));
        try (var lab = new CallLab(dir, settings -> settings.with("trunks", List.of(trunk)))) {
            lab.app()
                    .on(
                            "startservice",
                            FlowReply.response("<Play>menu.wav</Play><Hangup/>").body());
            Phone caller = lab.phone("1001");
            caller.rtp().speak(Mouth.of(Tone.of(500).samples(8_000 * 5)));
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            lab.advance(Duration.ofSeconds(2));
            lab.isHungUp(caller);
            lab.until(
                    "the call is over",
                    Duration.ofSeconds(40),
                    () -> lab.server().activeCalls() == 0);
            lab.advance(Duration.ofSeconds(1));
            String metrics = metrics(lab);
            String in = "{direction=\"in\",trunk=\"carrier\"}";
            assertThat(value(metrics, "ringflow_call_mos_count" + in)).isEqualTo(1);
            assertThat(value(metrics, "ringflow_call_mos_sum" + in)).isBetween(4.0, 4.5);
            assertThat(value(metrics, "ringflow_call_missing_sum{trunk=\"carrier\"}"))
                    .isZero();
            assertThat(value(metrics, "ringflow_call_concealed_count{trunk=\"carrier\"}"))
                    .isEqualTo(1);
            // Nobody listened.
            assertThat(value(metrics, "ringflow_call_buffer_count{trunk=\"carrier\"}"))
                    .isZero();
            assertThat(metrics).doesNotContain("trunk=\"none\"").contains("ringflow_recordings_ended_total");
        }
    }
}
