package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.lab.ServerSettings;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to HTTP: paths, status, form of the answer. */
class RestServerSocketTest {

    @TempDir
    Path dir;

    private final Clockwork time = Clockwork.real();
    private Server server;
    private RestClient client;

    @BeforeEach
    void start() {
        var settings = new ServerSettings(dir, URI.create("http://127.0.0.1:9/"))
                .with("rest.port", 0)
                .with("rest.accounts", RestClient.ACCOUNTS);
        server = Server.start(settings.config(), time);
        client = new RestClient(server.restPort().orElseThrow(), time.clock());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        time.timers().shutdownNow();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.restPort().orElseThrow() + path));
    }

    private HttpResponse<String> dial(String kind, String authorization, String accept) {
        return client.send(to("/2013-12-26/" + kind + "/" + RestClient.SID + "/ivr/dial?sig=" + "0".repeat(32))
                .header("Authorization", authorization)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString("<Request><Dial number='1'/></Request>")));
    }

    /** Flow protocol 8.1 answer, headers. */
    @Test
    void clientsOfTheCloudGet200AndTheCodeInTheBody() {
        var answer = dial("Accounts", "nonsense", "application/xml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/xml;charset=utf-8");
        assertThat(RestClient.element(answer.body(), "statusCode")).isEqualTo("111401");
        assertThat(server.facts()).containsEntry("calls", 0);
    }

    /** Flow protocol 8.1 headers, json. */
    @Test
    void newClientsGetTheStatusTooAndJsonWhenTheyWantIt() {
        var wrong = dial("Accounts", "Bearer not-the-key", "application/json");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).startsWith("{\"statusCode\":\"111402\",\"statusMsg\":\"");
        var right = dial("Accounts", "Bearer a-key-of-a-new-client", "application/json");
        assertThat(right.statusCode()).isEqualTo(400);
        assertThat(right.body()).contains("\"111400\"").contains("no Appid");
    }

    /** Flow protocol 8.1 path. */
    @Test
    void aMainAccountIsNoSubAccount() {
        assertThat(RestClient.element(
                        dial("SubAccounts", "Bearer a-key-of-a-new-client", "").body(), "statusCode"))
                .isEqualTo("111411");
    }

    /** Flow protocol 8.1 base, path. */
    @Test
    void whatIsNotOfTheInterfaceIsNotFound() {
        for (String path : new String[] {"/", "/health", "/2013-12-26/", "/2013-12-26/Others/x/ivr/dial", "/metrics"}) {
            assertThat(client.send(to(path).GET()).statusCode()).as(path).isEqualTo(404);
        }
    }

    /** Flow protocol 8.6 MediaFileUpload. */
    @Test
    void anUploadedPromptIsFetchedByItsDownloadUrlAndByNoOther() throws IOException {
        Path file = dir.resolve("tone.wav");
        Wav.write(file, Tone.of(440).samples(800));
        byte[] tone = Files.readAllBytes(file);
        String appId = server.applications().all().getFirst().application().id();
        String answer = client.post(
                "Calls/MediaFileUpload", "&appid=" + appId + "&filename=%E8%8F%9C%E5%8D%95%201%2B1.wav", tone);
        String url = RestClient.element(answer, "downloadUrl").replace("&amp;", "&");

        var fetched =
                client.sendForBytes(HttpRequest.newBuilder(URI.create(url)).GET());
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body()).isEqualTo(tone);
        assertThat(fetched.headers().firstValue("content-type")).contains("audio/wav");
        assertThat(client.send(HttpRequest.newBuilder(URI.create(url.replace("expires=1", "expires=2"))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.send(HttpRequest.newBuilder(URI.create(url.replace(".wav", ".mp3"))))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void nobodyUnknownIsListenedToFor20Megabytes() {
        var answer = client.send(to("/2013-12-26/Accounts/" + RestClient.SID + "/Calls/MediaFileUpload?sig=x")
                .header("Authorization", "nonsense")
                .expectContinue(true)
                .POST(BodyPublishers.ofByteArray(new byte[20 << 20])));
        assertThat(RestClient.element(answer.body(), "statusCode")).isEqualTo("111401");
    }
}
