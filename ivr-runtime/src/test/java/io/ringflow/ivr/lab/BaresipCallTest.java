package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A telephone that others wrote (baresip) calls a whole server: dials, hears, speaks, presses a key, is hung up. */
class BaresipCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What baresip prints in a call: the bits per second it sends and gets. */
    private static final Pattern SOUND_BOTH_WAYS = Pattern.compile("audio=[1-9]\\d*/[1-9]\\d*");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"udp, PCMA/8000", "tcp, PCMA/8000", "udp, G722/16000", "udp, opus/48000/2"})
    void hearsTheMenuPressesAKeyAndIsHungUp(String transport, String codec) throws IOException, InterruptedException {
        Wav.write(dir.resolve("beep.wav"), Tone.of(1_000).samples(8_000));
        speech(codec.split("/"));
        var time = Clockwork.real();
        try (var app = FlowServer.start().handle(BaresipCallTest::answer);
                var server = Server.start(settings(app).config(), time)) {
            calls(app, server, transport, codec);
        } finally {
            time.timers().shutdownNow();
        }
    }

    /** What baresip says, in the rate and the channels of its codec: it converts nothing. */
    private void speech(String[] codec) throws IOException {
        int rate = Integer.parseInt(codec[1]);
        int channels = codec.length > 2 ? Integer.parseInt(codec[2]) : 1;
        Path file = dir.resolve("speech.wav");
        Wav.write(file, Tone.of(440).samples(rate * channels * 30));
        byte[] wav = Files.readAllBytes(file);
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(22, (short) channels)
                .putInt(24, rate)
                .putInt(28, 2 * channels * rate)
                .putShort(32, (short) (2 * channels));
        Files.write(file, wav);
    }

    private void calls(FlowServer app, Server server, String transport, String codec)
            throws IOException, InterruptedException {
        var address = server.sipAddresses().stream()
                .filter(a -> a.transport().parameter().equals(transport))
                .findFirst()
                .orElseThrow();
        var baresip = baresip(codec);
        try {
            screenShows("baresip is ready");
            // A letter is a command of its menu: d dials, q quits; in a call a digit is a key pressed.
            type(baresip, "dsip:100@127.0.0.1:" + address.port() + ";transport=" + transport + "\n");
            var asked = app.takeRequest(PATIENCE);
            assertThat(asked.name()).isEqualTo("startservice");
            assertThat(asked.param("to")).isEqualTo("100");
            Eventually.within(PATIENCE, () -> SOUND_BOTH_WAYS.matcher(screen()).find(), "sound goes both ways");
            type(baresip, "1");
            var key = app.takeRequest(PATIENCE);
            assertThat(key.name() + " " + key.param("digits")).isEqualTo("key 1");
            screenShows("terminated (duration");
            var over = app.takeRequest(PATIENCE);
            assertThat(over.name() + " " + over.param("errorcode")).isEqualTo("stopservice 000000");
            assertThat(story(server, asked.param("callid")))
                    .contains("← BYE")
                    .contains("sound: " + codec.split("/")[0].toUpperCase(Locale.ROOT))
                    .containsPattern("sent [1-9]\\d* packets")
                    .containsPattern("received [1-9]");
            type(baresip, "q");
            assertThat(baresip.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            baresip.destroyForcibly();
        }
    }

    private ServerSettings settings(FlowServer app) {
        return new ServerSettings(dir.resolve("data"), app.uri()).with("prompt-dirs", List.of(dir.toString()));
    }

    private static FlowReply answer(FlowRequest request) {
        return switch (request.name()) {
            case "startservice" ->
                FlowReply.response(
                        "<Get action=\"key\" numdigits=\"1\" timeout=\"30\"><Play loop=\"-1\">beep.wav</Play></Get>");
            case "key" -> FlowReply.response("<Play>beep.wav</Play><Hangup/>");
            default -> FlowReply.response("<CmdNone/>");
        };
    }

    /** Starts baresip without sound card and screen: it speaks from a file and hears into nothing. */
    private Process baresip(String codec) throws IOException {
        var home = Files.createDirectories(dir.resolve("baresip"));
        Files.writeString(home.resolve("accounts"), "<sip:caller@127.0.0.1>;regint=0;audio_codecs=" + codec + "\n");
        Files.writeString(home.resolve("contacts"), "");
        Files.writeString(home.resolve("config"), """
                poll_method epoll
                sip_listen 127.0.0.1:0
                net_interface 127.0.0.1
                audio_source aufile,%s
                audio_player aubridge,ear
                audio_alert aubridge,alert
                module_path /usr/lib/baresip/modules
                module stdio.so
                module g711.so
                module g722.so
                module opus.so
                module aufile.so
                module aubridge.so
                module_tmp account.so
                module_app menu.so
                """.formatted(dir.resolve("speech.wav")));
        return new ProcessBuilder("baresip", "-4", "-f", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("screen").toFile())
                .start();
    }

    private static void type(Process baresip, String keys) throws IOException {
        var terminal = baresip.outputWriter();
        terminal.write(keys);
        terminal.flush();
    }

    private void screenShows(String text) {
        Eventually.within(PATIENCE, () -> screen().contains(text), text);
    }

    private String screen() {
        try {
            return Files.readString(dir.resolve("screen"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String story(Server server, String callId) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/calls/" + callId);
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
