package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of RFC 4475 and RFC 5118, over UDP and TCP, with the answer the manifest wants; none left out. */
class TortureSocketTest {
    private static final int PATIENCE_MILLIS = 5_000;
    /** It declares octets that never come: on a stream that is for the server's own deadline to end. */
    private static final String NEVER_COMPLETE = "rfc4475/clerr.dat";

    private static final AtomicInteger PROBES = new AtomicInteger();
    private static EndpointUnderTest server;

    @BeforeAll
    static void start() {
        server = new EndpointUnderTest();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<TortureCase> all() {
        return TortureCase.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAnsweredAsExpectedOverUdp(TortureCase torture) throws IOException {
        InetSocketAddress address = server.address(Transport.UDP);
        String probe = "probe-u" + PROBES.incrementAndGet();
        List<RawAnswer> answers = new ArrayList<>();
        boolean probed = false;
        try (var socket = new DatagramSocket(0, client())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            send(socket, torture.octets(), address);
            send(socket, EndpointUnderTest.probe(Transport.UDP, probe), address);
            while (!probed || (finalOf(answers).isEmpty() && !torture.acceptsSilence())) {
                RawAnswer answer = receive(socket);
                if (answer.header("Call-ID").equals(probe)) {
                    probed = true;
                } else {
                    answers.add(answer);
                }
            }
        }
        judge(torture, answers);
        if (!torture.inviteAllowed()) {
            assertThat(answers).noneMatch(answer -> answer.header("CSeq").contains("INVITE"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAnsweredAsExpectedOverTcp(TortureCase torture) throws IOException {
        InetSocketAddress address = server.address(Transport.TCP);
        String probe = "probe-t" + PROBES.incrementAndGet();
        List<RawAnswer> answers = new ArrayList<>();
        try (var socket = new Socket(address.getAddress(), address.getPort(), client(), 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(torture.octets());
            socket.getOutputStream().write(EndpointUnderTest.probe(Transport.TCP, probe));
            boolean probed = false;
            boolean open = true;
            while (open && !(probed && (!finalOf(answers).isEmpty() || torture.acceptsSilence()))) {
                Optional<RawAnswer> answer = read(socket.getInputStream());
                open = answer.isPresent();
                if (answer.map(a -> a.header("Call-ID").equals(probe)).orElse(false)) {
                    probed = true;
                } else {
                    // on a stream the octets behind the counted body are another message with an answer of its own
                    answer.filter(a ->
                                    torture.inviteAllowed() || !a.header("CSeq").contains("INVITE"))
                            .ifPresent(answers::add);
                }
            }
        }
        if (torture.file().equals(NEVER_COMPLETE)) {
            assertThat(answers).isEmpty();
        } else {
            judge(torture, answers);
        }
        assertThat(isAlive(address))
                .as("answers an OPTIONS on another connection")
                .isTrue();
    }

    /** Another host for each message: some of them are one transaction but for where they come from. */
    private static InetAddress client() throws IOException {
        int host = PROBES.get();
        return InetAddress.getByAddress(new byte[] {127, 0, (byte) (1 + host / 200), (byte) (1 + host % 200)});
    }

    private static void judge(TortureCase torture, List<RawAnswer> answers) {
        List<RawAnswer> last = finalOf(answers);
        if (last.isEmpty()) {
            assertThat(torture.acceptsSilence()).as("silence is right").isTrue();
        }
        last.stream().limit(1).forEach(answer -> assertThat(torture.accepts(answer.status()))
                .as("one of %s:%n%s", torture.accept(), answer.text())
                .isTrue());
        assertThat(answers).noneMatch(answer -> answer.text().contains("Exception"));
        if (torture.accept().contains("420")) {
            assertThat(last.getFirst().header("Unsupported"))
                    .contains("nothingSupportsThis")
                    .contains("nothingSupportsThisEither");
        }
        if (torture.accept().contains("415") && torture.accept().size() == 1) {
            assertThat(last.getFirst().header("Accept")).contains("application/sdp");
        }
    }

    private static List<RawAnswer> finalOf(List<RawAnswer> answers) {
        return answers.stream().filter(answer -> answer.status() >= 200).toList();
    }

    private static void send(DatagramSocket socket, byte[] octets, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    private static RawAnswer receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return RawAnswer.of(packet.getData(), packet.getLength());
    }

    private static boolean isAlive(InetSocketAddress address) throws IOException {
        try (var socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String probe = "probe-a" + PROBES.incrementAndGet();
            socket.getOutputStream().write(EndpointUnderTest.probe(Transport.TCP, probe));
            return read(socket.getInputStream()).orElseThrow().status() == 200;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** One response; empty at the end of the stream. */
    private static Optional<RawAnswer> read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                return Optional.empty();
            }
            head.append((char) octet);
        }
        RawAnswer answer = new RawAnswer(head.toString());
        byte[] body = in.readNBytes(Integer.parseInt(answer.header("Content-Length")));
        return Optional.of(new RawAnswer(head + new String(body, StandardCharsets.ISO_8859_1)));
    }
}
