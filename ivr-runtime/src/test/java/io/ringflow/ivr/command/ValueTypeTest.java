package io.ringflow.ivr.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ValueTypeTest {

    @Test
    void aNumberIsWholeAndInItsRange() {
        var type = ValueType.number(-1, 10);
        assertThat(type.parse("-1")).isEqualTo(-1);
        assertThat(type.parse("10")).isEqualTo(10);
        for (var bad : new String[] {"-2", "11", "1.5", "x", "99999999999"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> type.parse(bad))
                    .withMessage("\"%s\" must be a whole number from -1 to 10", bad);
        }
    }

    @Test
    void keysAreThoseOfATelephone() {
        assertThat(ValueType.KEYS.parse("1*#d")).isEqualTo(KeySet.of("1*#D"));
        assertThatIllegalArgumentException().isThrownBy(() -> ValueType.KEYS.parse("1e"));
    }

    @Test
    void aUrlHasNoBlanksAndNoControlCharacters() {
        assertThat(ValueType.URL.parse("menu?tag=你好")).isEqualTo("menu?tag=你好");
        for (var bad : new String[] {"a b", "a\r\nX-Evil: 1", "a\u0000", "x".repeat(2049)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ValueType.URL.parse(bad));
        }
    }

    @Test
    void aRefusalShowsTheTextWithoutControlCharactersAndCut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ValueType.METHOD.parse("\u001b[31m" + "x".repeat(100)))
                .withMessage("\"?[31m" + "x".repeat(35) + "…\" must be GET or POST");
    }

    @Test
    void aMisspeltNameIsFoundByItsDistance() {
        assertThat(NearestName.of("finishKeys", java.util.List.of("timeout", "finishkey")))
                .contains("finishkey");
        assertThat(NearestName.of("tt", java.util.List.of("timeout"))).isEmpty();
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    }
}
