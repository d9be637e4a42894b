package io.ringflow.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.rtp.RtpPeer;
import io.ringflow.testkit.sip.SdpText;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The telephone in the terminal, with a peer in the server's place. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PhoneCommandCallTest {

    private static final String CHALLENGE = "Digest realm=\"here\", nonce=\"n1\", qop=\"auth\", algorithm=MD5";

    private final SipPeer server = SipPeer.udp("server");
    private final RtpPeer voice = RtpPeer.open();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PhoneCommand command =
            new PhoneCommand(new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

    @AfterEach
    void close() {
        server.close();
        voice.close();
    }

    private CompletableFuture<Integer> started(String... more) {
        var line = new CommandLine(command);
        var arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {"1001", "--password", "long and secret", "--server", server.uri()}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CompletableFuture.supplyAsync(
                () -> line.execute(arguments), task -> Thread.ofVirtual().start(task));
    }

    private String said() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private SipText register() {
        return server.expect(
                message -> message.isRequest() && message.method().equals("REGISTER"),
                "REGISTER",
                Duration.ofSeconds(20));
    }

    /** Asks for the password, and takes it. */
    private SipText registers() {
        var first = register();
        server.answer(first, SipText.answer(first, 401, "Unauthorized").plus("WWW-Authenticate", CHALLENGE));
        var second = register();
        server.answer(second, 200, "OK");
        return second;
    }

    @Test
    void itRegistersTakesACallAndLeaves() {
        var ended = started("--answer-after", "0");
        var registered = registers();
        assertThat(registered.header("Authorization")).contains("username=\"1001\"");
        assertThat(registered.header("Contact")).endsWith(";expires=60");
        var call = server.dial(
                registered.uriOf("Contact"), SdpText.audio(voice.address()).toString());
        var answer = call.answered();
        voice.sendTo(SdpText.parse(answer.bodyText()).audioAddress()).run();
        while (!voice.ears().hears(425)) LockSupport.parkNanos(1_000_000);
        assertThat(call.bye().status()).isEqualTo(200);
        Thread.ofVirtual().start(command::leave);
        assertThat(registers().header("Contact")).endsWith(";expires=0");
        assertThat(ended.join()).isZero();
        assertThat(said()).contains("registered as 1001").containsSubsequence("INVITE", "180", "200 OK", "BYE");
    }

    @Test
    void aServerThatDoesNotKnowItIsTold() {
        var ended = started();
        server.answer(register(), 403, "Forbidden");
        assertThat(ended.join()).isEqualTo(1);
        assertThat(said()).contains("The server refuses 1001: 403 Forbidden");
    }

    @Test
    void itHangsUpWhenItHasTalkedEnough() {
        var ended = started("--answer-after", "0", "--talk", "0");
        var registered = registers();
        var call = server.dial(
                registered.uriOf("Contact"), SdpText.audio(voice.address()).toString());
        call.answered();
        while (!call.farEndHungUp()) LockSupport.parkNanos(1_000_000);
        Thread.ofVirtual().start(command::leave);
        registers();
        assertThat(ended.join()).isZero();
    }
}
