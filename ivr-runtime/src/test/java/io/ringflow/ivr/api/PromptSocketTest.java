package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts come, are listed and go, over real HTTP. */
class PromptSocketTest {

    @TempDir
    Path dir;

    private ApiServer server;
    private ApiClient client;
    private String path;
    private byte[] sound;

    @BeforeEach
    void start() throws IOException {
        server = new ApiServer(dir.resolve("data"));
        client = server.client();
        path = "/v1/applications/" + server.application() + "/prompts";
        Wav.write(dir.resolve("a.wav"), Tone.of(440).samples(800));
        sound = Files.readAllBytes(dir.resolve("a.wav"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String files() {
        return client.get(path).json().path("files").toString();
    }

    @Test
    void aFileIsThereUntilItIsDeleted() {
        assertThat(files()).isEqualTo("[]");
        assertThat(client.post(path + "?name=%E6%AC%A2%E8%BF%8E.wav", "audio/wav", sound)
                        .status())
                .isEqualTo(201);
        assertThat(client.post(path + "?name=b.wav", "application/octet-stream", sound)
                        .status())
                .isEqualTo(201);
        assertThat(files()).isEqualTo("[\"b.wav\",\"欢迎.wav\"]");
        assertThat(client.delete(path + "/%E6%AC%A2%E8%BF%8E.wav").status()).isEqualTo(204);
        assertThat(client.delete(path + "/%E6%AC%A2%E8%BF%8E.wav").text("code")).isEqualTo("106404");
        assertThat(files()).isEqualTo("[\"b.wav\"]");
    }

    @Test
    void aPromptComesBackAsItWasSent() {
        client.post(path + "?name=%E6%AC%A2%E8%BF%8E.wav", "audio/wav", sound);
        var answer = client.get(path + "/%E6%AC%A2%E8%BF%8E.wav");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(new String(sound, StandardCharsets.UTF_8));
        assertThat(client.get(path + "/b.wav").text("code")).isEqualTo("106404");
        assertThat(client.get(path + "/..%2F..%2Fringflow.db").text("code")).isEqualTo("106404");
    }

    @Test
    void aZipIsSeveralFiles() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            for (String name : new String[] {"x.wav", "y.wav"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(sound);
            }
        }
        var answer = client.post(path + "?name=all.zip", "application/zip", zip.toByteArray());
        assertThat(answer.json().path("files").toString()).isEqualTo("[\"x.wav\",\"y.wav\"]");
        assertThat(files()).isEqualTo("[\"x.wav\",\"y.wav\"]");
    }

    @Test
    void whatIsNoSoundOrHasNoNameForOneIsRefused() {
        assertThat(client.post(path + "?name=c.wav", "audio/wav", new byte[100]).text("code"))
                .isEqualTo("106400");
        assertThat(client.post(path + "?name=c.txt", "audio/wav", sound).text("code"))
                .isEqualTo("106401");
        assertThat(client.post(path + "?name=..%2Fc.wav", "audio/wav", sound).text("code"))
                .isEqualTo("106401");
        assertThat(client.post(path + "?name=c.zip", "audio/wav", sound).text("code"))
                .isEqualTo("106402");
        assertThat(client.post(path, "audio/wav", sound).json().path("errors").toString())
                .contains("\"parameter\":\"name\"");
        assertThat(client.post(path + "?name=c.wav", "application/json", sound).text("code"))
                .isEqualTo("111415");
        assertThat(files()).isEqualTo("[]");
    }

    @Test
    void moreThan20MegabytesAreNotTaken() {
        var answer = client.post(path + "?name=c.wav", "audio/wav", new byte[(20 << 20) + 1]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("code")).isEqualTo("106413");
    }

    @Test
    void othersNeitherSeeNorTouchThem() {
        client.post(path + "?name=a.wav", "audio/wav", sound);
        client.as(ApiClient.OTHER_KEY);
        assertThat(client.get(path).text("code")).isEqualTo("111412");
        assertThat(client.get(path + "/a.wav").text("code")).isEqualTo("111412");
        assertThat(client.delete(path + "/a.wav").text("code")).isEqualTo("111412");
        assertThat(client.post(path + "?name=a.wav", "audio/wav", sound).text("code"))
                .isEqualTo("111412");
        assertThat(client.get("/v1/applications/" + server.foreign() + "/prompts")
                        .json()
                        .path("files"))
                .isEmpty();
    }
}
