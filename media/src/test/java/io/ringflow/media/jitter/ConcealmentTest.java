package io.ringflow.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ConcealmentTest {
    private final Concealment concealment = new Concealment(80);
    private final short[] pcm = new short[160];

    private int loudness() {
        concealment.conceal(pcm, 80);
        int sum = 0;
        for (int i = 80; i < 160; i++) {
            sum += Math.abs(pcm[i]);
        }
        return sum;
    }

    @Test
    void whatWasHeardLastFadesOutIn60Milliseconds() {
        Arrays.fill(pcm, (short) 6000);
        concealment.heard(pcm, 0);
        int before = 80 * 6000;
        for (int i = 0; i < 5; i++) {
            int now = loudness();
            assertThat(now).isPositive().isLessThan(before);
            before = now;
        }
        assertThat(loudness()).isZero();
        assertThat(loudness()).isZero();
    }

    @Test
    void beforeAnythingWasHeardItIsSilent() {
        assertThat(loudness()).isZero();
    }

    @Test
    void afterSilenceNothingIsRepeated() {
        Arrays.fill(pcm, (short) 6000);
        concealment.heard(pcm, 0);
        concealment.silence();
        assertThat(loudness()).isZero();
    }

    @Test
    void theSeamHasNoStep() {
        for (int i = 0; i < 80; i++) {
            pcm[i] = (short) (i * 100);
        }
        concealment.heard(pcm, 0);
        concealment.conceal(pcm, 80);
        assertThat((int) pcm[80]).isCloseTo(7900 * 5 / 6, org.assertj.core.data.Offset.offset(1));
    }
}
