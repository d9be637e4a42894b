package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.digest.DigestServer;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.sip.registrar.BindingStore;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.registrar.RegistrarObserver;
import io.ringflow.sip.registrar.RegistrarSettings;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The REGISTERs of RFC 4475 and RFC 5118 at a registrar: as they are, and with the password of whom they are for. */
class RegistrarTortureSocketTest {
    private static final String REALM = "ringflow";
    private static final String PASSWORD = "a good password";
    private static final int PATIENCE_MILLIS = 10_000;

    private static final AtomicInteger HOSTS = new AtomicInteger();

    private static Registrar registrar;
    private static EndpointUnderTest server;

    @BeforeAll
    static void start() {
        server = new EndpointUnderTest((timers, clock) -> {
            registrar = new Registrar(
                    RegistrarSettings.defaults(),
                    (user, algorithm) -> Optional.of(DigestServer.secret(algorithm, user, REALM, PASSWORD)),
                    (from, dialled, source) -> false,
                    BindingStore.NONE,
                    timers,
                    clock,
                    RegistrarObserver.NONE);
            return Optional.of(registrar);
        });
    }

    @AfterAll
    static void stop() {
        server.close();
        registrar.close();
    }

    static Stream<TortureCase> registers() {
        return TortureCase.all().filter(torture -> text(torture).startsWith("REGISTER "));
    }

    private static String text(TortureCase torture) {
        return new String(torture.octets(), StandardCharsets.ISO_8859_1);
    }

    private static TortureCase named(String file) {
        return registers()
                .filter(torture -> torture.file().endsWith(file + ".dat"))
                .findFirst()
                .orElseThrow();
    }

    private static RawAnswer answer(String message) throws IOException {
        // Another host for each: some of them are one transaction but for where they come from.
        int host = HOSTS.incrementAndGet();
        var client = InetAddress.getByAddress(new byte[] {127, 0, 9, (byte) host});
        try (var socket = new DatagramSocket(0, client)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
            socket.send(new DatagramPacket(octets, octets.length, server.address(Transport.UDP)));
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            return RawAnswer.of(packet.getData(), packet.getLength());
        }
    }

    @ParameterizedTest
    @MethodSource("registers")
    void whatProvesNothingBindsNothing(TortureCase torture) throws IOException {
        int before = registrar.size();
        RawAnswer answer = answer(text(torture));
        assertThat(torture.accepts(answer.status())).as(answer.text()).isTrue();
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(registrar.size()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "cparam01, watson, 200, sip:+19725552222@gw1.example.net",
        "cparam02, watson, 200, sip:+19725552222@gw1.example.net;unknownparam",
        "dblreq, j.user, 200, sip:j.user@host.example.com",
        "regaut01, j.user, 200, ''",
        "regescrt, user, 200, sip:user@example.com?Route=%3Csip:sip.example.com%3E",
        "ipv6-good, user, 200, sip:caller@[2001:db8::1]",
        "regbadct, user, 400, ''",
        "escnull, null-%00-null, 403, ''",
        "unksm2, user, 403, ''"
    })
    void whoProvesTheAccountIsBoundToTheContactAsItStands(String file, String user, int status, String contact)
            throws IOException {
        String plain = text(named(file)).replaceFirst("branch=", "branch=z9hG4bKproved");
        int before = registrar.size();
        String anew = plain.replaceFirst("branch=z9hG4bKproved", "branch=z9hG4bKasked");
        RawAnswer asked = answer(anew);
        RawAnswer answer = asked.status() == 401 ? answer(proving(plain, user, asked)) : asked;
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        List<String> bound =
                registrar.bindings(user).stream().map(Binding::contact).toList();
        if (contact.isEmpty()) {
            assertThat(registrar.size()).as("nothing more is bound").isEqualTo(before);
        } else {
            assertThat(bound).contains(contact);
            assertThat(registrar.bindings(user))
                    .noneMatch(binding -> binding.requestUri().contains("?"));
        }
    }

    private static String proving(String message, String user, RawAnswer asked) {
        String line = message.substring(0, message.indexOf("\r\n") + 2);
        var question = new DigestClient.Question(
                "REGISTER", line.split(" ")[1], new byte[0], List.of(asked.header("WWW-Authenticate")), List.of());
        String credentials = new DigestClient(Credentials.of(user, PASSWORD))
                .attempts()
                .answer(question)
                .orElseThrow()
                .getFirst()
                .value();
        return line + "Authorization: " + credentials + "\r\n" + message.substring(line.length());
    }
}
