package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.room.FloorTerms;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomKind;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomPlan;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A telephone that others wrote (baresip) registers with its password, calls, is called, and is still known after a restart. */
class BaresipAccountCallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void registersCallsIsCalledAndIsKnownAfterARestart(String transport) throws IOException, InterruptedException {
        Wav.write(dir.resolve("beep.wav"), Tone.of(1_000).samples(1_600));
        Wav.write(dir.resolve("speech.wav"), Tone.of(440).samples(8_000 * 30));
        var time = Clockwork.real();
        try (var app = FlowServer.start().handle(BaresipAccountCallTest::answer)) {
            int port;
            Process baresip;
            try (var server = Server.start(settings(app, 0).config(), time)) {
                port = port(server, transport);
                baresip = baresip(port, transport);
                try {
                    registered(server);
                    calls(app, baresip, port);
                    isCalled(app, server);
                } catch (RuntimeException | Error failed) {
                    baresip.destroyForcibly();
                    throw new AssertionError(screen(), failed);
                }
            }
            try (var restarted = Server.start(settings(app, port).config(), time)) {
                assertThat(restarted.facts()).containsEntry("registrations", 1);
                isCalled(app, restarted);
                Eventually.within(PATIENCE, () -> changed(restarted) > 0, "registers again");
            } finally {
                baresip.destroyForcibly();
                baresip.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            time.timers().shutdownNow();
        }
    }

    /** Flow protocol D7 InviteJoinIntercom, grabkey, releasekey. */
    @Test
    void isCalledIntoAGroupAndTalksByItsKeys() throws IOException, InterruptedException {
        Wav.write(dir.resolve("speech.wav"), Tone.of(440).samples(8_000 * 30));
        var time = Clockwork.real();
        try (var app = FlowServer.start().handle(BaresipAccountCallTest::answer);
                var server = Server.start(settings(app, 0).config(), time)) {
            var baresip = baresip(port(server, "udp"), "udp");
            try {
                registered(server);
                talksByItsKeys(app, server, baresip);
            } catch (RuntimeException | Error failed) {
                throw new AssertionError(screen(), failed);
            } finally {
                baresip.destroyForcibly();
                baresip.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } finally {
            time.timers().shutdownNow();
        }
    }

    private void talksByItsKeys(FlowServer app, Server server, Process baresip) throws IOException {
        var application = settings(app, 0).config().applications().getFirst();
        var intercoms = server.conferences().intercoms();
        var terms = new FloorTerms("yard", Duration.ofMinutes(1), false, '*', '#', "floor");
        var urls = new RoomPlan.Urls("", "", "", "in", "", "", "");
        intercoms.create(application, RoomPlan.intercom(50, false, true, terms, urls));
        var invited = new ConferenceCalls.Invited(RoomKind.INTERCOM, "yard", List.of("8001"), JoinWish.MEMBER, "");
        server.conferenceCalls().invite(application, invited);
        assertThat(app.takeRequest(PATIENCE).params())
                .containsEntry("intercomid", "yard")
                .containsEntry("number", "8001");
        assertThat(pressed("*", baresip, app)).isEqualTo("floor granted");
        assertThat(intercoms
                        .query(application, "yard", "")
                        .floor()
                        .orElseThrow()
                        .holder())
                .isPresent();
        assertThat(pressed("#", baresip, app)).isEqualTo("floor released");
        intercoms.run(application, new RoomOperation.Dismiss("yard", "", "", true, "", ""));
        assertThat(app.takeRequest(PATIENCE).param("errorcode")).isEqualTo("000000");
    }

    private static String pressed(String key, Process baresip, FlowServer app) throws IOException {
        var terminal = baresip.outputWriter();
        terminal.write(key);
        terminal.flush();
        var told = app.takeRequest(PATIENCE);
        return told.name() + " " + told.param("floor");
    }

    private void registered(Server server) {
        Eventually.within(PATIENCE, () -> server.facts().get("registrations").equals(1), "baresip has registered");
    }

    /** A letter is a command of its menu: d dials. */
    private static void calls(FlowServer app, Process baresip, int port) throws IOException {
        var terminal = baresip.outputWriter();
        terminal.write("dsip:100@127.0.0.1:" + port + "\n");
        terminal.flush();
        var asked = app.takeRequest(PATIENCE);
        assertThat(asked.params()).containsEntry("from", "8001").containsEntry("to", "100");
        assertThat(app.takeRequest(PATIENCE).param("errorcode")).isEqualTo("000000");
    }

    /** It answers by itself. */
    private void isCalled(FlowServer app, Server server) {
        var application = settings(app, 0).config().applications().getFirst();
        server.dialer().dial(application, new Dialer.Order("8001", Optional.empty(), Optional.empty()));
        var asked = app.takeRequest(PATIENCE);
        assertThat(asked.params()).containsEntry("direction", "1").containsEntry("to", "8001");
        var over = app.takeRequest(PATIENCE);
        assertThat(over.name() + " " + over.param("errorcode")).isEqualTo("stopservice 000000");
    }

    private static double changed(Server server) {
        var line = Pattern.compile("ringflow_registrations_total\\{outcome=\"changed\"} ([0-9.]+)")
                .matcher(metrics(server));
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    private static String metrics(Server server) {
        try (var http = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + server.httpPort() + "/metrics");
            return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FlowReply answer(FlowRequest request) {
        return request.name().equals("startservice")
                ? FlowReply.response("<Play>beep.wav</Play><Hangup/>")
                : FlowReply.response("<CmdNone/>");
    }

    private ServerSettings settings(FlowServer app, int port) {
        return new ServerSettings(dir.resolve("data"), app.uri())
                .with("prompt-dirs", List.of(dir.toString()))
                .with("sip.port", port)
                .with("registrar.min-expires", "5 s")
                .application("accounts", List.of(Map.of("name", "8001", "password", "a-good-password")));
    }

    private static int port(Server server, String transport) {
        return server.sipAddresses().stream()
                .filter(address -> address.transport().parameter().equals(transport))
                .findFirst()
                .orElseThrow()
                .port();
    }

    private Process baresip(int port, String transport) throws IOException {
        var home = Files.createDirectories(dir.resolve("baresip"));
        Files.writeString(
                home.resolve("accounts"),
                "<sip:8001@127.0.0.1:" + port + ";transport=" + transport
                        + ">;auth_user=8001;auth_pass=a-good-password;regint=10;answermode=auto;audio_codecs=PCMA/8000\n");
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
                module aufile.so
                module aubridge.so
                module_tmp account.so
                module_app menu.so
                """.formatted(dir.resolve("speech.wav")));
        return new ProcessBuilder("baresip", "-4", "-v", "-f", home.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("screen").toFile())
                .start();
    }

    private String screen() {
        try {
            return Files.readString(dir.resolve("screen"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
