package io.ringflow.ivr.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {

    @ParameterizedTest(name = "{0} of \"{1}\"")
    @CsvSource({
        "DIGITS, 12a",
        "DIGITS, 1.5",
        "DIGITS, --",
        "DIGITS, 11111111111111111111111111111111111111111111111111111111111111111",
        "QUANTITY, abc",
        "QUANTITY, ''",
        "QUANTITY, 1.",
        "QUANTITY, .5",
        "QUANTITY, 1e9",
        "QUANTITY, '1,000'",
        "QUANTITY, 12345678901234567",
        "QUANTITY, 0.123456789",
        "QUANTITY, --1",
        "MONEY, 1.234",
        "MONEY, ¥5",
        "MONEY, 5元",
        "MOMENT, 2026",
        "MOMENT, 20260230",
        "MOMENT, 20261301",
        "MOMENT, 20250229",
        "MOMENT, 20260101240000",
        "MOMENT, 20260101006000",
        "MOMENT, 00000101",
        "MOMENT, 2026-01-05",
        "MOMENT, 2026010509",
    })
    void whatIsNoSuchValueIsRefused(Reading reading, String value) {
        for (var tag : new String[] {"zh-CN", "en-US"}) {
            var language = SpokenLanguage.of(tag).orElseThrow();
            assertThatIllegalArgumentException().isThrownBy(() -> reading.read(value, language));
        }
    }

    @Test
    void valuesAreReadInMandarinAndEnglishByLanguageTag() {
        assertThat(SpokenLanguage.of("zh-CN").orElseThrow().digits("1")).isEqualTo("幺");
        assertThat(SpokenLanguage.of("CMN").orElseThrow().digits("1")).isEqualTo("幺");
        var hundredOne = Quantity.parse("101");
        assertThat(SpokenLanguage.of("en").orElseThrow().quantity(hundredOne)).isEqualTo("one hundred one");
        assertThat(SpokenLanguage.of("en-GB").orElseThrow().quantity(hundredOne))
                .isEqualTo("one hundred and one");
        assertThat(SpokenLanguage.of("fr")).isEmpty();
    }
}
