package io.ringflow.media.jitter;

import static io.ringflow.media.jitter.Arrival.DUPLICATE;
import static io.ringflow.media.jitter.Arrival.KEPT;
import static io.ringflow.media.jitter.Arrival.LATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Sequence numbers in, places out: '.' came, 'x' did not. */
class UnheardTest {
    private static final int FIRST = 65_520;

    private final StringBuilder places = new StringBuilder();
    private final PlayOutFigures figures = new PlayOutFigures(heard -> places.append(heard ? '.' : 'x'));
    private final Unheard unheard = new Unheard(figures);

    private Arrival put(int number) {
        return unheard.put(FIRST + number & 0xFFFF);
    }

    private void putAll(int from, int to) {
        for (int i = from; i < to; i++) {
            assertThat(put(i)).isEqualTo(KEPT);
        }
    }

    @Test
    void whatCameIsToldOnceItIsSettledAndAsked() {
        putAll(0, 100);
        assertThat(places).isEmpty();
        unheard.tell();
        assertThat(places).hasSize(100 - Unheard.HORIZON).doesNotContain("x");
        unheard.end();
        assertThat(places).hasSize(100).doesNotContain("x");
    }

    @Test
    void whatIsMissingIsToldAtItsPlace() {
        putAll(0, 3);
        putAll(5, 8);
        putAll(9, 60);
        unheard.end();
        assertThat(places.toString()).isEqualTo("...xx...x" + ".".repeat(51));
    }

    @Test
    void whatWasOvertakenIsNotMissing() {
        putAll(0, 10);
        for (int i = 10; i < 60; i += 5) {
            for (int late = 4; late >= 0; late--) {
                assertThat(put(i + late)).isEqualTo(KEPT);
            }
        }
        unheard.end();
        assertThat(places).hasSize(60).doesNotContain("x");
        assertThat(figures.late).isZero();
    }

    @Test
    void whatComesBehindTheHorizonIsLateAndMissing() {
        putAll(0, 10);
        putAll(11, 11 + Unheard.HORIZON);
        assertThat(put(10)).isEqualTo(LATE);
        unheard.end();
        assertThat(places.toString()).isEqualTo("..........x" + ".".repeat(Unheard.HORIZON));
        assertThat(figures.late).isEqualTo(1);
    }

    @Test
    void aDuplicateIsNoPlace() {
        putAll(0, 10);
        assertThat(put(9)).isEqualTo(DUPLICATE);
        assertThat(put(3)).isEqualTo(DUPLICATE);
        unheard.end();
        assertThat(places).hasSize(10);
        assertThat(figures.duplicates).isEqualTo(2);
    }

    @Test
    void whatWasBeforeTheFirstIsNeitherLateNorAPlace() {
        assertThat(put(5)).isEqualTo(KEPT);
        assertThat(put(2)).isEqualTo(KEPT);
        unheard.end();
        assertThat(places.toString()).isEqualTo(".");
    }

    @Test
    void afterItsEndItBeginsAnew() {
        putAll(0, 5);
        unheard.end();
        unheard.put(12_345);
        unheard.end();
        assertThat(places).hasSize(6).doesNotContain("x");
    }

    @Test
    void aLongGapIsAllMissing() {
        putAll(0, 2);
        putAll(202, 204);
        unheard.end();
        assertThat(places.toString()).isEqualTo(".." + "x".repeat(200) + "..");
    }

    @Test
    void atRandomItToldWhatWasSent() {
        RandomGenerator random = new Random(11);
        for (int round = 0; round < 200; round++) {
            places.setLength(0);
            StringBuilder sent = new StringBuilder(".");
            put(0);
            for (int i = 1; i < 500; i++) {
                boolean lost = i < 499 && random.nextInt(4) == 0;
                sent.append(lost ? 'x' : '.');
                if (!lost) {
                    put(i);
                }
            }
            unheard.end();
            assertThat(places.toString()).isEqualTo(sent.toString());
        }
    }
}
