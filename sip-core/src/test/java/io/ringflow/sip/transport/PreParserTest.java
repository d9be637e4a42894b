package io.ringflow.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.SipConfig.Limits;
import io.ringflow.sip.transport.PreParser.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreParserTest {
    private static final String GOOD = """
            OPTIONS sip:a@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKx
            Max-Forwards: 70
            From: <sip:b@192.0.2.9>;tag=1
            To: <sip:a@192.0.2.1>
            Call-ID: c1
            CSeq: 7 OPTIONS
            Content-Length: 0

            """.replace("\n", "\r\n");

    private final PreParser parser = new PreParser(Limits.defaults());

    @Test
    void acceptsAPlainRequest() {
        assertThat(judge(GOOD)).isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'SIP/2.0\r\nVia', 'SIP/7.0\r\nVia', 505",
        "'SIP/2.0\r\nVia', 'SIP/2.0 \r\nVia', 400",
        "'OPTIONS sip', 'OPTIONS  sip', 400",
        "'sip:a@192.0.2.1 S', '<sip:a@192.0.2.1> S', 400",
        "'sip:a@192.0.2.1 S', 'sip:a; b@192.0.2.1 S', 400",
        "'sip:a@192.0.2.1 S', 'sip:2001:db8::10 S', 400",
        "'sip:a@192.0.2.1 S', 'sip:a@192.0.2.1?Route=x S', 400",
        "'sip:a@192.0.2.1 S', 'sip:a@192.0.2.1:123456 S', 400",
        "'7 OPTIONS', '7 INVITE', 400",
        "'7 OPTIONS', '2147483648 OPTIONS', 400",
        "'7 OPTIONS', '-1 OPTIONS', 400",
        "'Max-Forwards: 70', 'Max-Forwards: 300', 400",
        "'Max-Forwards: 70\r\n', '', 400",
        "'Call-ID: c1', 'Call-ID: c1\r\ni: c2', 400",
        "'CSeq: 7 OPTIONS', 'CSeq: 7 OPTIONS\r\nCSeq: 8 OPTIONS', 400",
        "'From: <', 'f: <sip:x@y>;tag=2\r\nFrom: <', 400",
        "'To: <', 't: <sip:x@y>\r\nTo: <', 400",
        "'Content-Length: 0', 'Content-Length: 0\r\nl: 0', 400",
        "'Content-Length: 0', 'Content-Length: -1', 400",
        "'Content-Length: 0', 'Content-Length: 1', 400",
        "'Content-Length: 0', 'Content-Length: two', 400",
        "'Via: SIP/2.0/UDP 192.0.2.9:5060', 'Via: SIP/2.0/UDP 192.0.2.9:5060;;,;,,', 400",
        "'Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKx\r\n', '', 400",
        "'Call-ID: c1', 'Call-ID: c1\nX: y', 400",
        "'Call-ID: c1', 'Call-ID: c1 c2', 400",
        "'Call-ID: c1', 'Call-ID: c1\tc2', 400",
        "'Call-ID: c1', 'No colon here', 400",
    })
    void refuses(String what, String by, int status) {
        assertThat(GOOD).contains(what);
        assertThat(judge(GOOD.replace(what, by)))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"'SIP/2.0 099 Low'", "'SIP/2.0 700 High'", "'SIP/2.0 4294967301 better'", "'SIP/3.0 200 OK'"})
    void dropsAResponseWithoutAStatusOfSip(String line) {
        assertThat(judge(GOOD.replace("OPTIONS sip:a@192.0.2.1 SIP/2.0", line))).isInstanceOf(Verdict.Dropped.class);
    }

    @Test
    void dropsAResponseWhoseMethodIsTwoWords() {
        String response = GOOD.replace("OPTIONS sip:a@192.0.2.1 SIP/2.0", "SIP/2.0 200 OK");
        assertThat(judge(response)).isInstanceOf(Verdict.Accepted.class);
        assertThat(judge(response.replace("7 OPTIONS", "7 OPTIONS x"))).isInstanceOf(Verdict.Dropped.class);
    }

    @Test
    void aUriBeyondTheLimitIs414() {
        String uri = "sip:" + "a".repeat(Limits.defaults().uriBytes()) + "@192.0.2.1";
        assertThat(judge(GOOD.replace("sip:a@192.0.2.1 S", uri + " S")))
                .isInstanceOfSatisfying(Verdict.Refused.class, refused -> assertThat(refused.status())
                        .isEqualTo(414));
    }

    @Test
    void moreHeadersThanAllowedAreRefused() {
        String many = "X: y\r\n".repeat(Limits.defaults().headers());
        assertThat(judge(GOOD.replace("Max-Forwards", many + "Max-Forwards"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aHeaderBeyondTheLimitIsRefused() {
        String one = "X: " + "y".repeat(Limits.defaults().headerLineBytes()) + "\r\n";
        assertThat(judge(GOOD.replace("Max-Forwards", one + "Max-Forwards"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void moreThanSeventyViasAreRefused() {
        String vias = "Via: SIP/2.0/UDP h;branch=z9hG4bK1".concat(", SIP/2.0/UDP h;branch=z9hG4bK2".repeat(70));
        assertThat(judge(GOOD.replace("Max-Forwards", vias + "\r\nMax-Forwards")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void octetsBehindTheCountedBodyAreNotPartOfIt() {
        String counted = GOOD.replace("Content-Length: 0", "Content-Length: 3") + "abcdef";
        assertThat(judge(counted)).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(
                        new String(accepted.head().body(), StandardCharsets.US_ASCII))
                .isEqualTo("abc"));
    }

    @Test
    void aStreamNeedsAContentLength() {
        byte[] octets = GOOD.replace("Content-Length: 0\r\n", "").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(parser.judge(octets, octets.length, true)).isInstanceOf(Verdict.Refused.class);
        assertThat(parser.judge(octets, octets.length, false)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void nulIsAllowedOnlyBehindABackslash() {
        assertThat(judge(GOOD.replace("Max-Forwards", "X: \"\\\0\"\r\nMax-Forwards")))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(judge(GOOD.replace("Max-Forwards", "X: a\0b\r\nMax-Forwards")))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void emptyLinesAloneAreAKeepAlive() {
        assertThat(judge("\r\n\r\n")).isInstanceOf(Verdict.KeepAlive.class);
    }

    private Verdict judge(String message) {
        byte[] octets = message.getBytes(StandardCharsets.ISO_8859_1);
        return parser.judge(octets, octets.length, false);
    }
}
