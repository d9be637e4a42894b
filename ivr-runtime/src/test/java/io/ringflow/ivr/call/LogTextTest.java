package io.ringflow.ivr.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTest {

    /** Ends of a line, the escape of a terminal in both its forms, and what is nothing to look at. */
    @ParameterizedTest
    @ValueSource(chars = {'\n', '\r', '\t', '\0', '\u001b', '\u007f', '\u0085', '\u009b', '\u2028', '\u2029'})
    void whatIsNoSignIsAQuestionMark(char c) {
        assertThat(LogText.of("ab" + c + "c" + c)).isEqualTo("ab?c?");
    }

    @Test
    void whatIsPlainStaysItself() {
        var plain = "sip:400@例子.cn ü \u00a0";
        assertThat(LogText.of(plain)).isSameAs(plain);
    }

    @Test
    void theRestOfALongTextIsLeftOut() {
        assertThat(LogText.of("a".repeat(120))).isEqualTo("a".repeat(120));
        assertThat(LogText.of("a".repeat(121))).isEqualTo("a".repeat(120) + "…");
        assertThat(LogText.of("\n".repeat(100_000))).isEqualTo("?".repeat(120) + "…");
    }

    @ParameterizedTest
    @CsvSource({"http://a/b?key=1234, http://a/b", "http://a/b, http://a/b", "'a\u0085b?\u0085', a?b"})
    void aTargetIsToldWithoutItsQuery(String url, String shown) {
        assertThat(LogText.target(url)).isEqualTo(shown);
    }
}
