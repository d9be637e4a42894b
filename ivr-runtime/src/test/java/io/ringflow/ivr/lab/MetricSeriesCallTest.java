package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threat W15: who calls whom, and at which URLs, makes no more series of metrics. */
class MetricSeriesCallTest {

    @TempDir
    Path dir;

    @Test
    void otherCallersNumbersAndUrlsMakeNoOtherSeries() throws IOException, InterruptedException {
        try (var lab = new CallLab(dir)) {
            lab.app().handle(request -> switch (request.name()) {
                case "startservice" -> FlowReply.response("<Redirect>at" + request.param("from") + "</Redirect>");
                case "stopservice" -> FlowReply.response("<CmdNone/>");
                default -> FlowReply.response("<Play>menu.wav</Play><Hangup/>");
            });
            calls(lab, "1001", "100");
            Set<String> before = series(lab);
            for (int i = 2; i < 7; i++) calls(lab, "100" + i, "40081230" + i);
            assertThat(series(lab)).isEqualTo(before);
            assertThat(before).hasSizeLessThan(2_000).noneMatch(name -> name.contains("1001"));
        }
    }

    private static void calls(CallLab lab, String from, String to) {
        Phone caller = lab.phone(from);
        caller.calls(lab.uri(to));
        lab.isHungUp(caller);
        lab.until("the call is over", Duration.ofSeconds(40), () -> lab.server().activeCalls() == 0);
        lab.until("the end is told", Duration.ofSeconds(40), () -> lab.app().requests().stream()
                .anyMatch(request -> request.name().equals("stopservice")
                        && from.equals(request.params().get("number"))));
        lab.advance(Duration.ofSeconds(1));
    }

    private static Set<String> series(CallLab lab) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + lab.server().httpPort() + "/metrics");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("jvm_"))
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .collect(Collectors.toSet());
        }
    }
}
