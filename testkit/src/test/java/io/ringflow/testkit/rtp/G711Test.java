package io.ringflow.testkit.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {
    @ParameterizedTest
    @EnumSource
    void everyOctetSurvivesDecodingAndEncoding(G711 law) {
        for (int octet = 0; octet < 256; octet++) {
            short sample = law.decode((byte) octet);
            assertThat(law.decode(law.encode(sample))).isEqualTo(sample);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theErrorIsWithinHalfAStep(G711 law) {
        for (int sample = -32_000; sample <= 32_000; sample++) {
            int error = Math.abs(law.decode(law.encode(sample)) - sample);
            assertThat(error).isLessThanOrEqualTo(Math.max(8, (Math.abs(sample) + 132) / 32 + 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theStandardsValuesForAMilliwattAreAtZeroLevel(G711 law) {
        // ITU-T G.711 Tables 5 and 6: one period of 1 kHz at 0 dBm0.
        byte[] period = law == G711.PCMA
                ? octets(0x34, 0x21, 0x21, 0x34, 0xB4, 0xA1, 0xA1, 0xB4)
                : octets(0x1E, 0x0B, 0x0B, 0x1E, 0x9E, 0x8B, 0x8B, 0x9E);
        double level = Level.of(law.decode(period), 0, 8);
        assertThat(level).isBetween(-0.1, 0.1);
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }
}
