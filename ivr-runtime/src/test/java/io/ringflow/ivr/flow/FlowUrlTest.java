package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowUrlTest {

    private static final URI BASE = URI.create("http://app.example:3000/ivr");
    private static final Application APP = SampleApplication.at(BASE)
            .allowing("other.example", "x.example:8080")
            .application();

    /** Flow protocol D20. */
    @ParameterizedTest
    @CsvSource({
        "startservice,            http://app.example:3000/ivr/startservice",
        "/welcome/voice,          http://app.example:3000/ivr/welcome/voice",
        "nowork/recordover,       http://app.example:3000/ivr/nowork/recordover",
        "inputcode?code=1234,     http://app.example:3000/ivr/inputcode?code=1234",
        "a/../b,                  http://app.example:3000/ivr/b",
        "./a/.,                   http://app.example:3000/ivr/a/",
        "' menu ',                http://app.example:3000/ivr/menu",
        "a#part,                  http://app.example:3000/ivr/a",
        "a b,                     http://app.example:3000/ivr/a%20b",
        "a%20b%2Fc,               http://app.example:3000/ivr/a%20b%2Fc",
        "a%zz,                    http://app.example:3000/ivr/a%25zz",
        "菜单,                    http://app.example:3000/ivr/%E8%8F%9C%E5%8D%95",
        "1st:menu,                http://app.example:3000/ivr/1st:menu",
        ":menu,                   http://app.example:3000/ivr/:menu",
        "next?to=http://x/,       http://app.example:3000/ivr/next?to=http://x/",
        "'',                      http://app.example:3000/ivr/"
    })
    void aRelativeUrlResolvesBelowTheApplication(String target, String expected) {
        assertThat(allowed(target)).isEqualTo(expected);
    }

    @Test
    void aSlashAtTheEndOfTheRegisteredUrlChangesNothing() {
        var base = URI.create("http://app.example:3000/ivr/");

        assertThat(FlowUrl.of(APP, base, "startservice", parameters()))
                .isEqualTo(new FlowUrl.Allowed(URI.create("http://app.example:3000/ivr/startservice")));
    }

    @Test
    void theRegisteredUrlsQueryComesFirstThenTheTargetsThenTheParameters() {
        var base = URI.create("http://app.example/ivr?tenant=7");

        assertThat(FlowUrl.of(APP, base, "dtmfreport?type=3", parameters("callid", "1", "digits", "4#")))
                .isEqualTo(new FlowUrl.Allowed(
                        URI.create("http://app.example/ivr/dtmfreport?tenant=7&type=3&callid=1&digits=4%23")));
    }

    /** Flow protocol D25. */
    @Test
    void valuesArePercentEncodedInUtf8() {
        assertThat(FlowUrl.query(parameters("a", "你好 +&=%#", "b", "x-_.~")))
                .isEqualTo("a=%E4%BD%A0%E5%A5%BD%20%2B%26%3D%25%23&b=x-_.~");
    }

    /** Threat W4. Flow protocol D20. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../admin",
                "/../admin",
                "a/../../admin",
                "%2e%2e/admin",
                "a/%2E./../../admin",
                "menu\r\nX-Evil: 1",
                "me\u0000nu",
                "me\u0085nu",
                "menu%0d%0aX-Evil:1",
                "//evil.example/x",
                "\\\\evil.example/x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "coap+tcp.x-1://app.example:3000/ivr",
                "http:evil",
                "http://",
                "http://evil.example/x",
                "http://app.example@evil.example/x",
                "http://app.example:80@evil.example/x",
                "http://user@app.example/x",
                "http://x.example/x",
                "http://x.example:8081/x",
                "http://app.example.evil.example/",
                "http://app.example/../../x"
            })
    void whatLeavesTheApplicationIsRefused(String target) {
        FlowUrl url = FlowUrl.of(APP, BASE, target, parameters());

        assertThat(url).isInstanceOf(FlowUrl.Refused.class);
    }

    /** Flow protocol D20. */
    @ParameterizedTest
    @CsvSource({
        "http://app.example:3000/other?x=1, http://app.example:3000/other?x=1",
        "HTTP://APP.example/x,              HTTP://APP.example/x",
        "https://other.example,             https://other.example/",
        "http://x.example:8080/a b,         http://x.example:8080/a%20b"
    })
    void anAbsoluteUrlMayNameAHostOfTheAllowList(String target, String expected) {
        assertThat(allowed(target)).isEqualTo(expected);
    }

    @Test
    void theFallbackIsAskedForTheSameBelowIt() {
        var fallback = URI.create("http://b.example/standby");

        assertThat(FlowUrl.of(APP, fallback, "http://app.example:3000/ivr/menu?x=1", parameters("callid", "1")))
                .isEqualTo(new FlowUrl.Allowed(URI.create("http://b.example/standby/menu?x=1&callid=1")));
        assertThat(FlowUrl.of(APP, fallback, "http://other.example/menu", parameters()))
                .isInstanceOf(FlowUrl.Refused.class);
    }

    @Test
    void aUrlThatNoServerTakesIsRefused() {
        assertThat(FlowUrl.of(APP, BASE, "menu", parameters("userdata", "x".repeat(9_000))))
                .isInstanceOf(FlowUrl.Refused.class);
    }

    private static String allowed(String target) {
        return switch (FlowUrl.of(APP, BASE, target, parameters())) {
            case FlowUrl.Allowed(URI uri) -> uri.toString();
            case FlowUrl.Refused(String reason) -> "refused: " + reason;
        };
    }

    private static SequencedMap<String, String> parameters(String... namesAndValues) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        return parameters;
    }
}
