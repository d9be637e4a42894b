package io.ringflow.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SipTextTest {
    private static final String INVITE = """
            INVITE sip:100@127.0.0.1 SIP/2.0
            v: SIP/2.0/UDP 127.0.0.1:4000;branch=z9hG4bKa,
             SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKb
            From: "A ; B" <sip:a@127.0.0.1;x=y>;tag=ab
            To: sip:100@127.0.0.1
            i: abc
            CSeq: 42 INVITE
            l: 4

            body""".replace("\n", "\r\n");

    @Test
    void compactAndFoldedHeadersAreFoundByTheirLongNames() {
        var text = SipText.parse(INVITE);
        assertThat(text.header("Via")).contains("branch=z9hG4bKa").endsWith("z9hG4bKb");
        assertThat(text.callId()).isEqualTo("abc");
        assertThat(text.param("From", "tag")).isEqualTo("ab");
        assertThat(text.uriOf("From")).isEqualTo("sip:a@127.0.0.1;x=y");
        assertThat(text.sequence()).isEqualTo(42);
        assertThat(text.bodyText()).isEqualTo("body");
    }

    @Test
    void writingAndReadingKeepsAMessage() {
        var text = SipText.parse(INVITE);
        assertThat(SipText.parse(text.octets())).isEqualTo(text);
    }

    @Test
    void aLyingLengthIsLeftAsItIs() {
        var text = SipText.request("OPTIONS", "sip:x").with("Content-Length", "9999");
        assertThat(text.toString()).contains("Content-Length: 9999\r\n\r\n");
    }

    @Test
    void lengthIsAddedInOctets() {
        var text = SipText.request("MESSAGE", "sip:x").withBody("text/plain", "你好");
        assertThat(text.toString()).contains("Content-Length: 6\r\n");
    }

    @Test
    void aResponseHasStatusAndTheMethodOfItsCSeq() {
        var response = SipText.answer(SipText.parse(INVITE), 183, "Session Progress");
        assertThat(response.status()).isEqualTo(183);
        assertThat(response.method()).isEqualTo("INVITE");
        assertThat(response.isFinal()).isFalse();
    }

    @Test
    void garbageIsHeldToo() {
        var text = SipText.parse("\u0000\u0001 what".getBytes(StandardCharsets.UTF_8));
        assertThat(text.status()).isZero();
        assertThat(text.header("Via")).isEmpty();
    }

    @Test
    void addressesAreReadWithAndWithoutPort() {
        assertThat(SipUri.address("sip:100@127.0.0.1")).isEqualTo(new InetSocketAddress("127.0.0.1", 5060));
        assertThat(SipUri.address("sip:127.0.0.2:5070;transport=tcp"))
                .isEqualTo(new InetSocketAddress("127.0.0.2", 5070));
        assertThat(SipUri.address("sip:a@[::1]:5071").getPort()).isEqualTo(5071);
        assertThat(SipUri.user("sip:100@127.0.0.1")).isEqualTo("100");
    }

    @Test
    void aDescriptionIsReadBack() {
        var sdp = SdpText.parse(
                SdpText.audio(new InetSocketAddress("127.0.0.1", 4000)).toString());
        assertThat(sdp.audioAddress()).isEqualTo(new InetSocketAddress("127.0.0.1", 4000));
        assertThat(sdp.payloadType("telephone-event/8000")).hasValue(101);
        assertThat(sdp.payloadType("G729/8000")).isEmpty();
        assertThat(sdp.direction()).isEqualTo("sendrecv");
        assertThat(sdp.direction("inactive").direction()).isEqualTo("inactive");
    }
}
