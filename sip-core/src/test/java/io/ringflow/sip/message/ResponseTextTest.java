package io.ringflow.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.transport.PreParser;
import io.ringflow.sip.transport.PreParser.Verdict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseTextTest {
    private static final InetSocketAddress SOURCE = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5062);
    private static final String REQUEST = """
            INVITE sip:a@b SIP/2.0
            Via: SIP/2.0/UDP c;branch=z9hG4bK1;rport, SIP/2.0/UDP d;branch=z9hG4bK2
            v: SIP/2.0/UDP e;branch=z9hG4bK3
            Record-Route: <sip:p;lr>
            Max-Forwards: 70
            f: "Zo\u00eb \\"Z\\"" <sip:b@c>;tag=1
            To: sip:a@b
            i: x
            Timestamp: 54
            CSeq: 1 INVITE

            """.replace("\n", "\r\n");

    @Test
    void whatIsCopiedStandsAsThePeerWroteItAndTheTopViaTellsWhereItCameFrom() {
        assertThat(written(200, "ours"))
                .startsWith("SIP/2.0 200 OK\r\n"
                        + "Via: SIP/2.0/UDP c;branch=z9hG4bK1;received=192.0.2.1;rport=5062,"
                        + " SIP/2.0/UDP d;branch=z9hG4bK2\r\n"
                        + "Via: SIP/2.0/UDP e;branch=z9hG4bK3\r\nRecord-Route: <sip:p;lr>\r\n"
                        + "From: \"Zo\u00eb \\\"Z\\\"\" <sip:b@c>;tag=1\r\nTo: sip:a@b;tag=ours\r\nCall-ID: x\r\n"
                        + "CSeq: 1 INVITE\r\n")
                .endsWith("Content-Length: 4\r\n\r\nbody");
    }

    @Test
    void tryingTellsTheTimestampAndMakesNoDialog() {
        assertThat(written(100, ""))
                .contains("Timestamp: 54\r\n", "To: sip:a@b\r\n")
                .doesNotContain("Record-Route");
    }

    @Test
    void aRefusalHasNoRouteSet() {
        assertThat(written(486, "ours")).doesNotContain("Record-Route", "Timestamp");
    }

    @Test
    void aValueOfOursCantAddALine() {
        assertThat(written(200, "ours")).contains("Reason: caf\u00e9  X: y\r\n").doesNotContain("\r\nX: y");
    }

    private static String written(int status, String tag) {
        byte[] octets = REQUEST.getBytes(StandardCharsets.UTF_8);
        var request = (Verdict.Accepted) new PreParser(Limits.defaults()).judge(octets, octets.length, false);
        byte[] response = new ResponseText(request.head(), request.via(), SOURCE, status, "OK", tag)
                .line("Reason", "caf\u00e9\r\nX: y")
                .with("body".getBytes(StandardCharsets.US_ASCII));
        return new String(response, StandardCharsets.UTF_8);
    }
}
