package io.ringflow.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

    /** The figures that G.711 with concealment gives at random loss. */
    @ParameterizedTest
    @CsvSource({"0, 4.41", "0.01, 4.3", "0.05, 3.9", "0.10, 3.4", "0.20, 2.6"})
    void lossCostsWhatTheModelSays(double loss, double mos) {
        assertThat(EModel.mos(EModel.listeningR(Impairment.of("PCMA"), loss, 1)))
                .isCloseTo(mos, within(0.05));
    }

    @Test
    void lossInBurstsCostsMore() {
        assertThat(EModel.listeningR(Impairment.of("PCMU"), 0.05, 3))
                .isLessThan(EModel.listeningR(Impairment.of("PCMU"), 0.05, 1));
    }

    @Test
    void delayCostsLittleUpTo177MillisAndMuchBeyond() {
        assertThat(EModel.delayImpairment(100)).isCloseTo(2.4, within(0.01));
        assertThat(EModel.delayImpairment(400)).isCloseTo(9.6 + 0.11 * 222.7, within(0.01));
    }

    @Test
    void codecsDiffer() {
        assertThat(EModel.mos(EModel.listeningR(Impairment.of("G729"), 0, 1))).isCloseTo(4.1, within(0.05));
        assertThat(Impairment.of("SPEEX/16000")).isEqualTo(Impairment.of("SPEEX"));
        assertThat(Impairment.of("L16/8000")).isEqualTo(Impairment.of("PCMA"));
    }

    @Test
    void scoresStayWithinTheScale() {
        for (double r = -50; r <= 150; r += 0.5) {
            assertThat(EModel.mos(r)).isBetween(1.0, 4.5);
        }
        assertThat(EModel.listeningR(Impairment.of("PCMA"), 1, 50)).isNotNegative();
    }
}
