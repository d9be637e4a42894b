package io.ringflow.ivr.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §14.1.2, of a file of 100 octets. */
class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 9",
        "bytes=90-, 90, 99",
        "bytes=90-1000, 90, 99",
        "bytes=-10, 90, 99",
        "bytes=-1000, 0, 99",
        "bytes=0-0, 0, 0"
    })
    void onePartIsUnderstood(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
        assertThat(new ByteRange(first, last).satisfiable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=-",
                "bytes=5-2",
                "lines=1-2",
                "bytes=a-b",
                "",
                "bytes=9999999999999999999-"
            })
    void whatIsNotOnePartDoesNotCount(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=200-300", "bytes=-0"})
    void aPartBeyondTheEndCanNotBeHad(String header) {
        assertThat(ByteRange.of(header, 100)).isPresent().get().returns(false, ByteRange::satisfiable);
    }

    @Test
    void anEmptyFileHasNoPart() {
        assertThat(ByteRange.of("bytes=0-", 0)).isPresent().get().returns(false, ByteRange::satisfiable);
    }
}
