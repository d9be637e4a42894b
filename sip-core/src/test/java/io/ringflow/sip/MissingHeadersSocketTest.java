package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that bear no more than every request must: some methods ask for more. */
class MissingHeadersSocketTest {

    @ParameterizedTest
    @CsvSource({
        // RFC 3261 §8.1.1.8, RFC 6665 §8.2, RFC 3515 §2.4.2: without these they are malformed, served or not
        "INVITE,    '',                           400",
        "SUBSCRIBE, '',                           400",
        "REFER,     '',                           400",
        "NOTIFY,    '',                           400",
        "NOTIFY,    'Event: presence',            400",
        "NOTIFY,    'Subscription-State: active', 481",
        "INVITE,    'Contact: <sip:b@127.0.0.1>', 486",
        "MESSAGE,   '',                           405",
        "UPDATE,    '',                           481",
        "INFO,      '',                           481",
        "BYE,       '',                           481",
        "OPTIONS,   '',                           200"
    })
    void aRequestIsRefusedForWhatItLacksOrAnsweredByItsMethod(String method, String line, int status)
            throws IOException {
        try (var server = new EndpointUnderTest();
                var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(10_000);
            byte[] octets = ("%s sip:a@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bKm\r\n"
                            + "Max-Forwards: 70\r\nFrom: <sip:b@127.0.0.1>;tag=1\r\nTo: <sip:a@127.0.0.1>\r\n"
                            + "Call-ID: missing\r\nCSeq: 1 %s\r\n%sContent-Length: 0\r\n\r\n")
                    .formatted(method, method, line.isEmpty() ? "" : line + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

            socket.send(new DatagramPacket(octets, octets.length, server.address(Transport.UDP)));

            assertThat(finalStatus(socket)).isEqualTo(status);
        }
    }

    private static int finalStatus(DatagramSocket socket) throws IOException {
        while (true) {
            var packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            String answer = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
            if (!answer.startsWith("SIP/2.0 1")) {
                return Integer.parseInt(answer.substring(8, 11));
            }
        }
    }
}
