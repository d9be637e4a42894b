package io.ringflow.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameAddrTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    <sip:a@b>;tag=1                        | sip:a@b
                    sip:a@b;tag=1                          | sip:a@b
                    "x <sip:no@no>; \\" y" <sip:a@b;lr>    | sip:a@b;lr
                    caller<sip:a@b>                        | sip:a@b
                    <sip:a@b                               | sip:a@b
                    """)
    void theUriIsFoundWhateverStandsAround(String value, String uri) {
        assertThat(NameAddr.parse(value).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "A" <sip:a@b>;tag=1;x=y  | "A" <sip:a@b>;x=y
                    <sip:a@b>; Tag=1         | <sip:a@b>
                    sip:a@b;tag=1            | <sip:a@b>
                    <sip:a@b;tag=no>;tag=1   | <sip:a@b;tag=no>
                    <sip:a@b>                | <sip:a@b>
                    """)
    void onlyTheTagIsLeftOut(String value, String without) {
        assertThat(NameAddr.parse(value).withoutTag()).isEqualTo(without);
    }

    @Test
    void aLineIsSplitAtCommasOutsideOfQuotesAndBrackets() {
        assertThat(NameAddr.split("\"a, b\" <sip:x,y@h>;q=1, <sip:z@h>,tel:1 ,"))
                .containsExactly("\"a, b\" <sip:x,y@h>;q=1", "<sip:z@h>", "tel:1");
        assertThat(NameAddr.split("")).isEmpty();
    }
}
