package io.ringflow.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as they stand in messages: IPv6 in brackets and without a zone, received without brackets. */
class AddressFormTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,   UDP, <sip:127.0.0.1:5060>,                       127.0.0.1:5060",
        "127.0.0.1,   TCP, <sip:127.0.0.1:5060;transport=tcp>,         127.0.0.1:5060",
        "::1,         UDP, <sip:[0:0:0:0:0:0:0:1]:5060>,               [0:0:0:0:0:0:0:1]:5060",
        "2001:db8::9, TCP, <sip:[2001:db8:0:0:0:0:0:9]:5060;transport=tcp>, [2001:db8:0:0:0:0:0:9]:5060",
        "fe80::1%1,   UDP, <sip:[fe80:0:0:0:0:0:0:1]:5060>,            [fe80:0:0:0:0:0:0:1]:5060"
    })
    void aListenerIsTold(String bind, Transport transport, String contact, String sentBy) {
        var listener = new ListenAddress(transport, InetAddress.ofLiteral(bind), 5060, null);

        assertThat(Contacts.of(listener)).isEqualTo(contact);
        assertThat(Contacts.sentBy(listener)).isEqualTo(sentBy);
    }

    @Test
    void anAdvertisedHostStandsInPlaceOfTheAddress() {
        var named = new ListenAddress(Transport.UDP, InetAddress.ofLiteral("::1"), 5060, "sip.example.com");
        var literal = new ListenAddress(Transport.UDP, InetAddress.ofLiteral("::1"), 5060, "2001:db8::1");

        assertThat(Contacts.of(named)).isEqualTo("<sip:sip.example.com:5060>");
        assertThat(Contacts.of(literal)).isEqualTo("<sip:[2001:db8::1]:5060>");
    }

    @Test
    void aViaIsAnsweredWithTheSourceItCameFrom() {
        TopVia via = TopVia.read("SIP/2.0/UDP [2001:DB8::9]:5070;rport;branch=z9hG4bKx")
                .orElseThrow();

        assertThat(via.host()).isEqualTo("[2001:db8::9]");
        assertThat(via.port()).isEqualTo(5070);
        assertThat(via.answered(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::8"), 40_000)))
                .isEqualTo("SIP/2.0/UDP [2001:DB8::9]:5070;branch=z9hG4bKx;received=2001:db8:0:0:0:0:0:8;rport=40000");
    }

    /** RFC 3261 §25.1, via-parm. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SIP/2.0/UDP a:0;branch=z9hG4bKx",
                "SIP/2.0/UDP a:65536;branch=z9hG4bKx",
                "SIP/2.0/UDP a:;branch=z9hG4bKx",
                "SIP/2.0/UDP ;branch=z9hG4bKx",
                "SIP/2.0/UDP [];branch=z9hG4bKx",
                "SIP/2.0/UDP [::1;branch=z9hG4bKx",
                "SIP/2.0/UDP a b;branch=z9hG4bKx",
                "SIP/2.0/UDP a;;branch=z9hG4bKx",
                "SIP/2.0/UDP a;=1;branch=z9hG4bKx",
                "SIP/2.0/UDP a;x y;branch=z9hG4bKx",
                "SIP/2.0/UDPa;branch=z9hG4bKx",
                "SIP/3.0/UDP a;branch=z9hG4bKx"
            })
    void whatIsNoViaIsNotTaken(String line) {
        assertThat(TopVia.read(line)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'SIP/2.0/UDP a:1;branch=z9hG4bKx', 1",
        "'SIP / 2.0 / UDP a : 65535 ; branch = z9hG4bKx', 65535",
        "'SIP/2.0/UDP a;rport;	BRANCH	=z9hG4bKx;x=\"a;b\"', -1"
    })
    void blanksAreAllowedWhereTheGrammarHasThem(String line, int port) {
        assertThat(TopVia.read(line)).hasValueSatisfying(via -> {
            assertThat(via.host()).isEqualTo("a");
            assertThat(via.port()).isEqualTo(port);
            assertThat(via.branch()).isEqualTo("z9hG4bKx");
        });
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65535, 65535", "'', -1", "x, -1", "5060x, -1", "123456, -1"})
    void aUriGivesAPortOfAtMostFiveDigits(String written, int port) {
        assertThat(UriParts.of("sip:a@b:" + written).port()).isEqualTo(port);
    }

    @Test
    void aUriGivesItsHostWithoutBrackets() {
        UriParts uri = UriParts.of("<sip:a@[2001:DB8::9]:5070;transport=tcp>");

        assertThat(uri.host()).isEqualTo("2001:db8::9");
        assertThat(uri.port()).isEqualTo(5070);
    }
}
