package io.ringflow.ivr.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.http.Proxies.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who a request is said to come from, by proxies in {@code 10.0.0.0/8} and {@code 2001:db8:1::/48}. */
class ProxiesTest {

    private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "2001:db8:1::/48"), Header.X_FORWARDED);

    private String client(List<ForwardedHop> hops) {
        int client = proxies.client(hops);
        return client < 0 ? "nobody" : hops.get(client).address().orElseThrow();
    }

    private String standard(String... values) {
        return client(ForwardedHop.ofStandard(List.of(values)));
    }

    private String custom(String... values) {
        return client(ForwardedHop.ofCustom(List.of(values), List.of(), List.of()));
    }

    @Test
    void theLastThatIsNoProxyIsTheClientAndWhatItWroteItselfIsNot() {
        assertThat(custom("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(custom("203.0.113.66, 192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(custom("203.0.113.66, 192.0.2.7, 10.1.2.3")).isEqualTo("192.0.2.7");
        assertThat(custom("203.0.113.66", "192.0.2.7,10.1.2.3", "2001:db8:1::5"))
                .isEqualTo("192.0.2.7");
        assertThat(standard("for=203.0.113.66, for=192.0.2.7;proto=https", "for=\"[2001:db8:1::5]:8080\""))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void ifAllAreProxiesTheFirstOfThemAsks() {
        assertThat(custom("10.9.9.9, 10.1.2.3")).isEqualTo("10.9.9.9");
    }

    @Test
    void whatIsNoAddressEndsTheSearchAtTheProxyThatSaysSo() {
        assertThat(custom("203.0.113.66, unknown")).isEqualTo("nobody");
        assertThat(standard("for=203.0.113.66, for=_hidden")).isEqualTo("nobody");
        assertThat(custom("203.0.113.66, garbage, 10.1.2.3")).isEqualTo("10.1.2.3");
        assertThat(custom("")).isEqualTo("nobody");
        assertThat(standard("proto=https")).isEqualTo("nobody");
        assertThat(standard()).isEqualTo("nobody");
    }

    @Test
    void aQuoteThatTheClientLeftOpenHidesNothingOfTheNextLine() {
        assertThat(standard("for=\"203.0.113.66", "for=192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(standard("for=\"203.0.113.66, for=192.0.2.7")).isEqualTo("nobody");
        assertThat(standard("x=\"a\\\",b\", for=192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(standard("x=a\\, for=192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.7              | 192.0.2.7
            192.0.2.7:4711         | 192.0.2.7
            2001:db8::7            | 2001:db8:0:0:0:0:0:7
            [2001:db8::7]          | 2001:db8:0:0:0:0:0:7
            [2001:db8::7]:4711     | 2001:db8:0:0:0:0:0:7
            ::ffff:192.0.2.7       | 192.0.2.7
            """)
    void addressesComeWithAndWithoutAPort(String written, String address) {
        assertThat(custom(written)).isEqualTo(address);
    }

    @Test
    void theSchemeAndTheHostAreThoseOfTheClientsRequest() {
        var standard = ForwardedHop.ofStandard(List.of(
                "for=192.0.2.7;proto=https;host=\"api.example:8443\", for=10.1.2.3;Proto=http;Host=inner.example"));
        assertThat(standard.get(proxies.client(standard)))
                .isEqualTo(new ForwardedHop("192.0.2.7", "https", "api.example:8443"));
        var custom = ForwardedHop.ofCustom(
                List.of("192.0.2.7"), List.of("http, https"), List.of("evil.example", "api.example"));
        assertThat(custom.get(proxies.client(custom))).isEqualTo(new ForwardedHop("192.0.2.7", "https", "api.example"));
    }
}
