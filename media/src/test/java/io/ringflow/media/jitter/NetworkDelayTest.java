package io.ringflow.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.net.LossRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Play-out over networks that delay, reorder, repeat and lose, minutes of virtual time each. */
class NetworkDelayTest {

    /** Bars: share of packets discarded as late; delay added to that of a quiet network, of the 99th percentile. */
    @ParameterizedTest
    @CsvSource({
        "20, false, true, 5",
        "20, true, true, 5",
        "60, false, true, 10",
        "60, true, true, 10",
        "100, false, true, 20",
        "100, true, true, 20",
        "20, false, false, 5",
        "20, true, false, 5",
        "60, false, false, 10",
        "60, true, false, 10",
        "100, false, false, 20",
        "100, true, false, 20",
    })
    void jitterCostsAsMuchDelayAsItNeedsAndFewPackets(int most, boolean ordered, boolean exact, int perMille) {
        double quiet = new JitterLab(8_000, 20, exact, 40, 200).seconds(10).delay(100);
        for (int seed = 1; seed <= 2; seed++) {
            JitterLab lab = new JitterLab(8_000, 20, exact, 40, 200).over(LossRule.jitter(most, seed));
            if (ordered) {
                lab.inOrder();
            }
            lab.seconds(60);
            PlayOutFigures figures = lab.figures();
            assertThat(figures.late + figures.early).as("%s", lab).isLessThanOrEqualTo(lab.sent() * perMille / 1000);
            double added = lab.delay(3_000) - quiet;
            assertThat(added).as("%s", lab).isLessThanOrEqualTo(1.2 * 0.99 * most);
            lab.over(LossRule.none()).seconds(10);
            assertThat(lab.playOut.depthMillis()).as("%s", lab).isLessThanOrEqualTo(60);
            assertThat(lab.delay(1) - quiet).as("%s", lab).isLessThanOrEqualTo(25);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05})
    void reorderedPacketsAreAllHeard(double share) {
        JitterLab lab = new JitterLab().over(LossRule.reorder(share, 30, 7)).seconds(60);
        assertThat(lab.places.toString()).doesNotContain("x").hasSizeGreaterThan(2_990);
        assertThat(lab.figures().concealed).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05})
    void duplicatesAreHeardOnce(double share) {
        JitterLab lab = new JitterLab().over(LossRule.duplicate(share, 7)).seconds(60);
        assertThat(lab.places.toString()).doesNotContain("x").hasSizeBetween(2_990, 2_999);
        assertThat(lab.figures().duplicates).isBetween((long) (2_000 * share), (long) (4_000 * share));
        assertThat(lab.figures().expanded + lab.figures().shrunk).isZero();
        assertThat(lab.figures().concealed).isZero();
    }

    @ParameterizedTest
    @CsvSource({"300, true", "-300, true", "300, false", "-300, false"})
    void aDifferenceOfClocksIsMadeGoodBySingleSamples(int partsPerMillion, boolean exact) {
        JitterLab lab =
                new JitterLab(8_000, 20, exact, 40, 200).skewed(partsPerMillion).seconds(10);
        double before = lab.delayAhead();
        int packets = exact ? 1 : 2;
        for (int minute = 0; minute < 30; minute++) {
            lab.seconds(60);
            assertThat(lab.delayAhead()).as("%s", lab).isBetween(before - 20 * packets, before + 20 * packets);
        }
        PlayOutFigures figures = lab.figures();
        assertThat(figures.concealed).as("%s", lab).isZero();
        assertThat(lab.places).doesNotContain("x");
        assertThat(figures.expanded + figures.shrunk).isEqualTo(figures.slips).isBetween(4_000L, 4_400L);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 50, -120})
    void theDifferenceOfClocksIsEstimated(int partsPerMillion) {
        JitterLab lab = new JitterLab()
                .skewed(partsPerMillion)
                .over(LossRule.jitter(15, 3))
                .seconds(120);
        assertThat(lab.playOut.skew()).isCloseTo(partsPerMillion, org.assertj.core.data.Offset.offset(40));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void everyPacketTimePlaysOutUntouched(int packetMillis) {
        for (int sampleRate : new int[] {8_000, 16_000, 48_000}) {
            JitterLab lab = new JitterLab(sampleRate, packetMillis, true, 40, 200).seconds(20);
            PlayOutFigures figures = lab.figures();
            assertThat(figures.concealed + figures.expanded + figures.shrunk + figures.missed)
                    .isZero();
            assertThat(lab.delay(500)).isBetween(40.0, 81.0 + packetMillis);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void everyLossIsToldOnceInItsPlace(int length) {
        JitterLab lab = new JitterLab().over(LossRule.burst(0.05, length, 9)).seconds(60);
        String expected = lab.fates.substring(0, lab.places.length());
        assertThat(lab.places).hasToString(expected);
        assertThat(lab.figures().missed).isBetween(60L, 300L);
        assertThat(lab.figures().late).isZero();
        assertThat(lab.figures().expanded).isZero();
    }

    @Test
    void nobodyHearingTheFiguresAreTheSame() {
        LossRule rule = LossRule.random(0.05, 4);
        JitterLab deaf =
                new JitterLab().deaf().over(rule.and(LossRule.jitter(60, 4))).seconds(60);
        LossRule again = LossRule.random(0.05, 4);
        JitterLab hearing =
                new JitterLab().over(again.and(LossRule.jitter(60, 4))).seconds(60);
        assertThat((double) deaf.figures().missed).isCloseTo(hearing.figures().missed, within(10));
        assertThat(deaf.figures().concealed).isPositive();
        assertThat(deaf.playOut.targetMillis()).isEqualTo(hearing.playOut.targetMillis());
    }

    private static org.assertj.core.data.Offset<Double> within(double by) {
        return org.assertj.core.data.Offset.offset(by);
    }

    @Test
    void jumpsOfSequenceAndTimestampAreFollowed() {
        JitterLab lab = new JitterLab().seconds(5);
        double before = lab.delay(50);
        lab.jumpTimestamp(8_000 * 3_600L);
        lab.seconds(5);
        lab.jumpTimestamp(-8_000 * 5L);
        lab.seconds(5);
        lab.jumpTimestamp(8_000);
        lab.seconds(5);
        lab.jumpTimestamp(-4_000);
        lab.seconds(5);
        lab.jumpSequence(5_000);
        lab.seconds(5);
        assertThat(lab.delay(50)).isBetween(before - 1, before + 25);
        assertThat(lab.figures().late + lab.figures().early).isLessThan(30);
    }

    /** A stall of the network, then everything at once: what is too old is given up, the delay is soon as before. */
    @ParameterizedTest
    @ValueSource(ints = {100, 300, 1_000})
    void aStallDoesNotMakeTheDelayGrowForLong(int millis) {
        JitterLab lab = new JitterLab().seconds(10);
        double before = lab.delay(50);
        lab.stall(millis).seconds(15);
        assertThat(lab.delay(50)).isLessThanOrEqualTo(before + 25);
        assertThat(lab.greatestDepth()).isLessThanOrEqualTo(230);
    }
}
