package io.ringflow.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a dialog's request goes, by what the peer named and where the dialog came from. */
class NextHopTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # named, and usable
            sip:a@203.0.113.9:5070              | 198.51.100.1 | 203.0.113.9:5070
            sip:a@203.0.113.9                   | 198.51.100.1 | 203.0.113.9:5060
            sip:a@203.0.113.9;transport=UDP     | 198.51.100.1 | 203.0.113.9:5060
            <sip:p@203.0.113.9:5070;lr>         | 198.51.100.1 | 203.0.113.9:5070
            sip:a@10.0.0.9:5070;maddr=10.0.0.8  | 10.1.1.1     | 10.0.0.8:5070
            sip:a@10.0.0.9:5070                 | 10.1.1.1     | 10.0.0.9:5070
            sip:a@10.0.0.9:5070                 | 192.168.1.1  | 10.0.0.9:5070
            sip:a@127.0.0.1:5070                | 127.0.0.9    | 127.0.0.1:5070
            sip:a@203.0.113.9:5070              | 10.1.1.1     | 203.0.113.9:5070
            sip:a@[2001:db8::9]:5070            | 2001:db8::1  | 2001:db8::9:5070
            # a private address behind a public one: the peer does not know its own
            sip:a@10.0.0.9:5070                 | 198.51.100.1 | fallback
            sip:a@172.16.0.9:5070               | 198.51.100.1 | fallback
            sip:a@192.168.0.9:5070              | 198.51.100.1 | fallback
            sip:a@100.64.0.9:5070               | 198.51.100.1 | fallback
            sip:a@127.0.0.1:5070                | 198.51.100.1 | fallback
            sip:a@127.0.0.1:5070                | 10.1.1.1     | fallback
            sip:a@169.254.0.9:5070              | 10.1.1.1     | fallback
            sip:a@[fd00::9]:5070                | 2001:db8::1  | fallback
            # what can't be sent to, or not from this listener
            sip:a@phone.example                 | 198.51.100.1 | fallback
            sip:a@0.0.0.0                       | 198.51.100.1 | fallback
            sip:a@224.0.0.1                     | 198.51.100.1 | fallback
            sip:a@255.255.255.255               | 198.51.100.1 | fallback
            sip:a@999.1.1.1                     | 198.51.100.1 | fallback
            sip:a@203.0.113.9:0                 | 198.51.100.1 | fallback
            sip:a@203.0.113.9:70000             | 198.51.100.1 | fallback
            sip:a@203.0.113.9;transport=tcp     | 198.51.100.1 | fallback
            sip:a@[2001:db8::9]                 | 198.51.100.1 | fallback
            sips:a@203.0.113.9                  | 198.51.100.1 | fallback
            tel:+8610                           | 198.51.100.1 | fallback
            """)
    void theNextHopIsWhatThePeerNamedUnlessThatCantWork(String target, String source, String wanted) {
        var fallback = new InetSocketAddress(InetAddress.ofLiteral(source), 40_000);
        var listener = new ListenAddress(Transport.UDP, InetAddress.ofLiteral("0.0.0.0"), 5060, null);

        InetSocketAddress hop = NextHop.choose(target, listener, fallback);

        assertThat(hop).isEqualTo(wanted.equals("fallback") ? fallback : address(wanted));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
