package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.lab.ServerSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both interfaces behind a proxy: who asks, and by which address. */
class ProxiesSocketTest {

    private static final String RIGHT = "Bearer a-key-of-a-new-client";

    @TempDir
    Path dir;

    private final Clockwork time = Clockwork.real();
    private Server server;
    private RestClient client;

    private void start(List<String> proxies, String header) {
        server = Server.start(
                new ServerSettings(dir, URI.create("http://127.0.0.1:9/"))
                        .with("rest.port", 0)
                        .with("rest.accounts", RestClient.ACCOUNTS)
                        .with("rest.proxies.networks", proxies)
                        .with("rest.proxies.header", header)
                        .config(),
                time);
        client = new RestClient(server.restPort().orElseThrow(), time.clock());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        time.timers().shutdownNow();
    }

    private HttpRequest.Builder to(String path, String authorization) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.restPort().orElseThrow() + path))
                .header("Authorization", authorization);
    }

    private int calls(String authorization, String header, String said) {
        return client.send(to("/v1/calls", authorization).header(header, said).GET())
                .statusCode();
    }

    private void guess(String header, String said) {
        for (int i = 0; i < FailureLimit.MOST_FAILURES; i++) {
            assertThat(calls("Bearer a-guess-of-somebody", header, said)).isEqualTo(401);
        }
    }

    /** Threat W16. */
    @Test
    void whoGuessesBehindATrustedProxyLocksOutHimselfAlone() {
        start(List.of("127.0.0.1"), "X-Forwarded-For");
        guess("X-Forwarded-For", "192.0.2.66");
        assertThat(calls(RIGHT, "X-Forwarded-For", "192.0.2.66")).isEqualTo(429);
        assertThat(calls(RIGHT, "X-Forwarded-For", "192.0.2.7, 192.0.2.66")).isEqualTo(429);
        assertThat(calls(RIGHT, "X-Forwarded-For", "192.0.2.7")).isEqualTo(200);
    }

    /** Threat W16. */
    @Test
    void nobodysWordIsTakenUnlessItIsSet() {
        start(List.of(), "X-Forwarded-For");
        for (int i = 0; i < FailureLimit.MOST_FAILURES; i++) {
            assertThat(calls("Bearer a-guess-of-somebody", "X-Forwarded-For", "192.0.2." + i))
                    .isEqualTo(401);
        }
        assertThat(calls(RIGHT, "X-Forwarded-For", "192.0.2.7")).isEqualTo(429);
    }

    @Test
    void theHeaderThatTheProxyDoesNotWriteIsNobodysWord() {
        start(List.of("127.0.0.1"), "Forwarded");
        guess("X-Forwarded-For", "192.0.2.66");
        assertThat(calls(RIGHT, "X-Forwarded-For", "192.0.2.7")).isEqualTo(429);
        assertThat(calls(RIGHT, "Forwarded", "for=192.0.2.7")).isEqualTo(200);
    }

    /** Flow protocol 8.6 BillRecords. */
    @Test
    void urlsInAnswersAreThoseByWhichTheClientReachesTheProxy() {
        start(List.of("127.0.0.0/8"), "X-Forwarded-For");
        String path = "/2013-12-26/Accounts/" + RestClient.SID + "/BillRecords";
        String answer = client.send(to(path, RIGHT)
                        .header("X-Forwarded-For", "192.0.2.7")
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "api.example")
                        .POST(BodyPublishers.ofString("<BillRecords><appId/><date>day</date></BillRecords>")))
                .body();
        assertThat(RestClient.element(answer, "downUrl")).startsWith("https://api.example/bill-records/");
    }
}
