package io.ringflow.ivr.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoApplicationTest {

    @Test
    void asksForAKeyFirstAndAgainAfterATimeout() {
        assertThat(DemoApplication.commandsFor("startservice", Map.of("to", "100")))
                .contains("<Play>en/welcome.wav</Play>")
                .contains("<Redirect>gettimeout?language=en</Redirect>");
        assertThat(DemoApplication.commandsFor("gettimeout", Map.of("language", "en")))
                .contains("en/again.wav")
                .endsWith("<Hangup/>");
    }

    @Test
    void speaksChineseAtNumber101AndKeepsToIt() {
        assertThat(DemoApplication.commandsFor("startservice", Map.of("to", "101")))
                .contains("zh/welcome.wav");
        assertThat(DemoApplication.commandsFor("menu", Map.of("language", "zh", "digits", "1")))
                .contains("zh/thanks.wav");
    }

    @Test
    void thanksForAnyKeyButTheOneThatRepeats() {
        assertThat(DemoApplication.commandsFor("menu", Map.of("language", "en", "digits", "1")))
                .contains("thanks.wav");
        assertThat(DemoApplication.commandsFor("menu", Map.of("language", "en", "digits", "2")))
                .contains("<Redirect>again");
    }

    @Test
    void answersNotificationsWithNothingToDo() throws IOException, InterruptedException {
        try (var demo = DemoApplication.start();
                var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(demo.url().resolve("/stopservice?callid=1"))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("<CmdNone/>");
        }
    }
}
