package io.ringflow.media.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossBurstsTest {
    private final LossBursts bursts = new LossBursts();

    private void play(String packets) {
        for (char packet : packets.toCharArray()) {
            bursts.onPacket(packet == '.');
        }
    }

    @Test
    void withoutLossThereIsNothing() {
        play(".".repeat(100));
        assertThat(bursts.missRate()).isZero();
        assertThat(bursts.burstRatio()).isEqualTo(1);
        assertThat(bursts.burstDensity()).isZero();
        assertThat(bursts.gapDensity()).isZero();
        assertThat(bursts.gapPackets()).isEqualTo(100);
    }

    @Test
    void singleLossesAreGapsAndNoBursts() {
        for (int i = 0; i < 50; i++) {
            play(".".repeat(19) + "x");
        }
        assertThat(bursts.missRate()).isCloseTo(0.05, within(1e-9));
        assertThat(bursts.burstRatio()).isCloseTo(0.95, within(0.01));
        assertThat(bursts.gapDensity()).isCloseTo(0.05, within(0.002));
        assertThat(bursts.burstDensity()).isLessThan(0.01);
    }

    @Test
    void lossesCloseTogetherAreABurst() {
        for (int i = 0; i < 200; i++) {
            play(".".repeat(95) + "xx.xx");
        }
        assertThat(bursts.burstDensity()).isCloseTo(0.8, within(0.03));
        assertThat(bursts.burstPackets()).isCloseTo(5, within(0.5));
        assertThat(bursts.gapPackets()).isCloseTo(96, within(1.5));
        assertThat(bursts.burstRatio()).isCloseTo(2 * 0.96, within(0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1, 0.2})
    void randomLossHasARatioOfOne(double rate) {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            bursts.onPacket(random.nextDouble() >= rate);
        }
        assertThat(bursts.missRate()).isCloseTo(rate, within(0.005));
        assertThat(bursts.burstRatio()).isCloseTo(1, within(0.03));
    }
}
