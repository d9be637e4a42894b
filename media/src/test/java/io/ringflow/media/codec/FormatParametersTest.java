package io.ringflow.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatParametersTest {

    @Test
    void namesInAnyCaseWithBlanksAnywhere() {
        var parameters = FormatParameters.of("maxplaybackrate=16000; UseInbandFec = 1 ;stereo=0");
        assertThat(parameters.integer("MaxPlaybackRate", 48_000)).isEqualTo(16_000);
        assertThat(parameters.flag("useinbandfec")).isTrue();
        assertThat(parameters.flag("stereo")).isFalse();
        assertThat(parameters.flag("usedtx")).isFalse();
    }

    @Test
    void aValueInQuotesIsReadWithoutThem() {
        assertThat(FormatParameters.of("mode=\"1,any\"").text("mode")).contains("1,any");
    }

    @Test
    void whatIsNoNumberCountsAsMissing() {
        var parameters = FormatParameters.of("a=x;b=;c=12345678901;d=-3;e");
        assertThat(parameters.integer("a", 7)).isEqualTo(7);
        assertThat(parameters.integer("b", 7)).isEqualTo(7);
        assertThat(parameters.integer("c", 7)).isEqualTo(7);
        assertThat(parameters.integer("d", 7)).isEqualTo(7);
        assertThat(parameters.text("e")).contains("");
        assertThat(parameters.text("f")).isEmpty();
    }

    @Test
    void theFirstOfANameCountsAndNobodyFillsTheMemory() {
        assertThat(FormatParameters.of("a=1;a=2").integer("a", 0)).isEqualTo(1);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            many.append('p').append(i).append("=1;");
        }
        var parameters = FormatParameters.of(many.toString());
        assertThat(parameters.flag("p31")).isTrue();
        assertThat(parameters.flag("p32")).isFalse();
        assertThat(FormatParameters.of("0-15").text("0-15")).contains("");
    }
}
