package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyHashTest {

    /** SHA-256 of "abc", FIPS 180-4. */
    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aKeyIsThatOfItsHash() {
        assertThat(KeyHash.written(ABC)).isEqualTo(KeyHash.of("abc")).hasSameHashCodeAs(KeyHash.of("abc"));
        assertThat(KeyHash.written("abc")).isEqualTo(KeyHash.of("abc"));
        assertThat(KeyHash.written("abd")).isNotEqualTo(KeyHash.of("abc"));
    }

    @Test
    void theHashItselfIsNoKey() {
        assertThat(KeyHash.of(ABC)).isNotEqualTo(KeyHash.written(ABC));
    }

    @Test
    void itDoesNotShowItself() {
        assertThat(KeyHash.of("abc")).hasToString("KeyHash");
    }
}
