package io.ringflow.ivr.speech.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** D9 in English, as tables. */
class EnglishTest {

    private final English american = new English(true);
    private final English british = new English(false);

    @ParameterizedTest(name = "{0} is {1}, or {2}")
    @CsvSource({
        "0, zero,",
        "1, one,",
        "2, two,",
        "10, ten,",
        "11, eleven,",
        "12, twelve,",
        "13, thirteen,",
        "20, twenty,",
        "21, twenty-one,",
        "40, forty,",
        "99, ninety-nine,",
        "100, one hundred,",
        "101, one hundred one, one hundred and one",
        "110, one hundred ten, one hundred and ten",
        "999, nine hundred ninety-nine, nine hundred and ninety-nine",
        "1000, one thousand,",
        "1001, one thousand one, one thousand and one",
        "1100, one thousand one hundred,",
        "10000, ten thousand,",
        "10010, ten thousand ten, ten thousand and ten",
        "100000, one hundred thousand,",
        "101101, one hundred one thousand one hundred one, one hundred and one thousand one hundred and one",
        "1000000, one million,",
        "1000001, one million one, one million and one",
        "100000000, one hundred million,",
        "1234567890, one billion two hundred thirty-four million five hundred sixty-seven thousand eight hundred ninety, one billion two hundred and thirty-four million five hundred and sixty-seven thousand eight hundred and ninety",
        "1000000000000, one trillion,",
        "9000000000000000, nine quadrillion,",
        "-1, minus one,",
        "-0, zero,",
        "0.5, zero point five,",
        "3.14, three point one four,",
        "-20.05, minus twenty point zero five,",
    })
    void aQuantity(String value, String inAmerican, String inBritish) {
        assertThat(Reading.QUANTITY.read(value, american)).isEqualTo(inAmerican);
        assertThat(Reading.QUANTITY.read(value, british)).isEqualTo(inBritish == null ? inAmerican : inBritish);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, zero yuan",
        "1, one yuan",
        "12.50, twelve yuan five jiao",
        "12.05, twelve yuan five fen",
        "0.55, five jiao five fen",
        "-3.21, minus three yuan two jiao one fen",
        "100000000, one hundred million yuan",
    })
    void anAmountOfMoney(String value, String words) {
        assertThat(Reading.MONEY.read(value, american)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} is {1}, or {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "20260105 | January fifth, twenty twenty-six | the fifth of January twenty twenty-six",
                "20260105093000 | January fifth, twenty twenty-six, nine thirty a.m. | the fifth of January twenty twenty-six, nine thirty a.m.",
                "200512310000 | December thirty-first, two thousand five, twelve a.m. | the thirty-first of December two thousand and five, twelve a.m.",
                "19050203120500 | February third, nineteen oh five, twelve oh five p.m. | the third of February nineteen oh five, twelve oh five p.m.",
                "20001122220000 | November twenty-second, two thousand, ten p.m. | the twenty-second of November two thousand, ten p.m.",
                "19000812130001 | August twelfth, nineteen hundred, one o'clock and one second p.m. | the twelfth of August nineteen hundred, one o'clock and one second p.m.",
                "21000930235959 | September thirtieth, twenty-one hundred, eleven fifty-nine and fifty-nine seconds p.m. | the thirtieth of September twenty-one hundred, eleven fifty-nine and fifty-nine seconds p.m.",
            })
    void aMoment(String value, String inAmerican, String inBritish) {
        assertThat(Reading.MOMENT.read(value, american)).isEqualTo(inAmerican);
        assertThat(Reading.MOMENT.read(value, british)).isEqualTo(inBritish);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1999, nineteen ninety-nine",
        "1801, eighteen oh one",
        "1066, ten sixty-six",
        "1000, one thousand",
        "2000, two thousand",
        "2009, two thousand nine",
        "2010, twenty ten",
        "2100, twenty-one hundred",
        "2105, twenty-one oh five",
        "987, nine hundred eighty-seven",
    })
    void aYear(int year, String words) {
        assertThat(american.year(year)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "1, first",
        "2, second",
        "3, third",
        "4, fourth",
        "5, fifth",
        "6, sixth",
        "7, seventh",
        "8, eighth",
        "9, ninth",
        "10, tenth",
        "11, eleventh",
        "12, twelfth",
        "13, thirteenth",
        "14, fourteenth",
        "18, eighteenth",
        "19, nineteenth",
        "20, twentieth",
        "21, twenty-first",
        "22, twenty-second",
        "23, twenty-third",
        "28, twenty-eighth",
        "30, thirtieth",
        "31, thirty-first",
    })
    void anOrdinal(int value, String words) {
        assertThat(american.ordinal(value)).isEqualTo(words);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {"10086 | one zero zero eight six", "*9# | star nine pound", "+1-5 | plus one , five"})
    void digitsOneByOne(String value, String words) {
        assertThat(Reading.DIGITS.read(value, american)).isEqualTo(words);
    }
}
