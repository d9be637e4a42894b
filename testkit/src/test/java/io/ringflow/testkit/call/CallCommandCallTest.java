package io.ringflow.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.RtpPeer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.sip.SdpText;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import io.ringflow.testkit.sip.SipUri;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallCommandCallTest {
    private final SipPeer server = SipPeer.udp("100");
    private final RtpPeer voice = RtpPeer.open();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        server.close();
        voice.close();
    }

    @Test
    void theServerIsHeardTheKeyIsPressedTheServerHangsUp() throws Exception {
        Thread.ofVirtual().start(() -> {
            var invite = server.expect("INVITE");
            var ok = answer(invite);
            server.expect("ACK");
            voice.sendTo(SdpText.parse(invite.bodyText()).audioAddress())
                    .speak(Tone.of(440))
                    .run();
            while (voice.keysHeard().isEmpty()) {
                LockSupport.parkNanos(5_000_000);
            }
            server.send(contactOf(invite), byeTo(invite, ok));
        });
        var file = directory.resolve("heard.wav");
        assertThat(call("--press", "5", "--record", file.toString(), server.uri()))
                .isZero();
        assertThat(voice.keysHeard()).isEqualTo("5");
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("──▶  INVITE sip:100@127.0.0.1")
                .contains("◀──  200 OK (INVITE)")
                .contains("tone 440 Hz  −10 dBm0")
                .contains("pressed 5")
                .contains("◀──  BYE")
                .contains("The server hung up after")
                .doesNotContain("\u001b");
        assertThat(Wav.read(file)).hasSizeGreaterThan(4_000);
    }

    @Test
    void aRefusalIsToldAndFails() {
        Thread.ofVirtual().start(() -> server.answer(server.expect("INVITE"), 486, "Busy Here"));
        assertThat(call(server.uri())).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("The call was refused: 486 Busy Here.");
    }

    @Test
    void nobodyThereIsToldWithWhatToDo() {
        String uri = server.uri();
        server.close();
        assertThat(call(uri)).isEqualTo(1);
        assertThat(call(uri, "--transport", "tcp")).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .containsSubsequence("Nobody listens at 127.0.0.1:", "./ringflow run", "Nobody listens at");
    }

    @Test
    void afterItsSecondsTheCallerHangsUp() {
        Thread.ofVirtual().start(() -> {
            answer(server.expect("INVITE"));
            server.answer(server.expect("BYE"), 200, "OK");
        });
        assertThat(call("--seconds", "0", server.uri())).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("You hung up after")
                .contains("no RTP at all");
    }

    @Test
    void wrongKeysAreRefusedBeforeDialling() {
        var line = new CommandLine(new CallCommand(screen()));
        line.setErr(new PrintWriter(shown, true, StandardCharsets.UTF_8));
        assertThat(line.execute("--press", "1x", server.uri())).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("not 'x'");
        assertThat(server.poll(message -> true, Duration.ZERO)).isEmpty();
    }

    private int call(String... arguments) {
        return new CommandLine(new CallCommand(screen())).execute(arguments);
    }

    private Screen screen() {
        return new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    }

    private SipText answer(SipText invite) {
        var ok = SipText.answer(invite, 200, "OK");
        ok = ok.with("To", ok.header("To") + ";tag=s1")
                .plus("Contact", "<" + server.uri() + ">")
                .withBody("application/sdp", SdpText.audio(voice.address()).toString());
        server.answer(invite, ok);
        return ok;
    }

    private static InetSocketAddress contactOf(SipText invite) {
        return SipUri.address(invite.uriOf("Contact"));
    }

    private static SipText byeTo(SipText invite, SipText ok) {
        return SipText.request("BYE", invite.uriOf("Contact"))
                .plus("From", ok.header("To"))
                .plus("To", ok.header("From"))
                .plus("Call-ID", invite.callId())
                .plus("CSeq", "1 BYE");
    }
}
