package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.rtp.ReceiveStream.Verdict;
import org.junit.jupiter.api.Test;

class ReceiveStreamTest {
    private final ReceiveStream stream = new ReceiveStream();

    private void packets(int ssrc, int from, int count) {
        for (int i = 0; i < count; i++) {
            stream.onPacket(ssrc, (from + i) & 0xFFFF);
        }
    }

    @Test
    void theFirstPacketIsAccepted() {
        assertThat(stream.onPacket(1, 500)).isEqualTo(Verdict.NEW_SOURCE);
        assertThat(stream.onPacket(1, 501)).isEqualTo(Verdict.ACCEPT);
        assertThat(stream.lost()).isZero();
    }

    @Test
    void lossIsExpectedMinusReceivedAcrossTheWrap() {
        packets(1, 65_530, 10);
        packets(1, 8, 5);
        assertThat(stream.lost()).isEqualTo(4);
        assertThat(stream.cumulativeLost()).isEqualTo(4);
        assertThat(stream.extendedHighest()).isEqualTo(65_536 + 12);
    }

    @Test
    void duplicatesMakeNoNegativeLossInOurFigures() {
        packets(1, 0, 10);
        packets(1, 5, 5);
        assertThat(stream.lost()).isZero();
        assertThat(stream.cumulativeLost()).isEqualTo(-5);
    }

    @Test
    void theFractionIsOfTheIntervalSinceTheLastReport() {
        packets(1, 0, 10);
        packets(1, 20, 10);
        assertThat(stream.fractionLost()).isEqualTo(10 * 256 / 30);
        packets(1, 30, 10);
        assertThat(stream.fractionLost()).isZero();
    }

    @Test
    void oneStrangePacketDoesNotTakeOver() {
        packets(1, 0, 10);
        assertThat(stream.onPacket(2, 900)).isEqualTo(Verdict.PROBATION);
        assertThat(stream.onPacket(1, 10)).isEqualTo(Verdict.ACCEPT);
        assertThat(stream.ssrc()).isEqualTo(1);
    }

    @Test
    void aNewSourceTakesOverAtItsSecondPacketAndTheLossOfTheOldOneStays() {
        packets(1, 0, 5);
        packets(1, 8, 2);
        assertThat(stream.onPacket(2, 900)).isEqualTo(Verdict.PROBATION);
        assertThat(stream.onPacket(2, 901)).isEqualTo(Verdict.NEW_SOURCE);
        packets(2, 902, 10);
        assertThat(stream.ssrc()).isEqualTo(2);
        assertThat(stream.lost()).isEqualTo(3);
        assertThat(stream.cumulativeLost()).isZero();
    }

    @Test
    void aJumpOfTheSequenceStartsAnewAtItsSecondPacket() {
        packets(1, 0, 10);
        assertThat(stream.onPacket(1, 30_000)).isEqualTo(Verdict.PROBATION);
        assertThat(stream.onPacket(1, 30_001)).isEqualTo(Verdict.NEW_SOURCE);
        assertThat(stream.lost()).isZero();
    }

    /** RFC 3550 A.8: J += (|D| - J) / 16. */
    @Test
    void jitterFollowsTheFormula() {
        stream.onTiming(0, 1000, 8_000);
        stream.onTiming(160, 1160, 8_000);
        assertThat(stream.jitter()).isZero();
        stream.onTiming(320, 1400, 8_000);
        assertThat(stream.jitter()).isEqualTo(80 / 16.0, within(1e-9));
        stream.onTiming(480, 1480, 8_000);
        assertThat(stream.jitter()).isEqualTo(5 + (80 - 5.0) / 16, within(1e-9));
    }

    @Test
    void jitterDoesNotJumpWhereTheTimestampWraps() {
        stream.onTiming(0xFFFF_FFFFL - 159, 1000, 8_000);
        stream.onTiming(0, 1160, 8_000);
        assertThat(stream.jitter()).isZero();
    }

    @Test
    void aFarEndThatSetsItsClockHasNoJitter() {
        stream.onTiming(0, 1000, 8_000);
        stream.onTiming(80_000_160, 1160, 8_000);
        stream.onTiming(320, 1320, 8_000);
        assertThat(stream.jitter()).isZero();
    }
}
