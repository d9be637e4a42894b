package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.jitter.LossListener;
import io.ringflow.media.jitter.PlayOutFigures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which losses are gaps: those that last longer than can be made up. */
class LostSoundTest {
    private final PlayOutFigures played = new PlayOutFigures(LossListener.NONE);
    private final LostSound lost = new LostSound();
    private int tick = 1_000;

    @BeforeEach
    void begin() {
        played.heard = 70;
        played.missed = 50;
        assertThat(tick(20)).as("what was before is nobody's business").isZero();
    }

    private int tick(int packetMillis) {
        return lost.until(tick++, played, packetMillis);
    }

    /** So many packets are lost, then one is heard. */
    private int after(int packets, int packetMillis) {
        for (int i = 0; i < packets * packetMillis / 20; i++) {
            assertThat(tick(packetMillis)).isZero();
        }
        played.missed += packets;
        played.heard++;
        return tick(packetMillis);
    }

    @Test
    void whatCanBeMadeUpIsNone() {
        assertThat(after(1, 20)).isZero();
        assertThat(after(3, 20)).isZero();
        assertThat(after(1, 60)).isZero();
    }

    @Test
    void whatLastsLongerIsAsLongAsItWas() {
        assertThat(after(4, 20)).isEqualTo(4);
        assertThat(after(2, 60)).isEqualTo(6);
        assertThat(after(150, 20)).isEqualTo(150);
    }

    @Test
    void whoSaysNothingHasLostNothing() {
        for (int i = 0; i < 200; i++) {
            assertThat(tick(20)).isZero();
        }
        played.heard++;
        assertThat(tick(20)).isZero();
    }

    @Test
    void itIsNotLongerThanThereWasTimeFor() {
        for (int i = 0; i < 5; i++) {
            tick(20);
        }
        played.missed += 100;
        played.heard++;
        assertThat(tick(20)).isEqualTo(6);
    }

    @Test
    void eachIsToldOnce() {
        assertThat(after(10, 20)).isEqualTo(10);
        played.heard++;
        assertThat(tick(20)).isZero();
        assertThat(tick(20)).isZero();
    }

    @Test
    void whoBeginsAgainHearsNothingOfWhatWasBefore() {
        for (int i = 0; i < 10; i++) {
            tick(20);
        }
        played.missed += 10;
        lost.begin();
        played.heard++;
        assertThat(tick(20)).isZero();
    }
}
