package io.ringflow.bench.load;

import static io.ringflow.bench.load.SequenceWindow.Place.AFTER_GAP;
import static io.ringflow.bench.load.SequenceWindow.Place.DUPLICATE;
import static io.ringflow.bench.load.SequenceWindow.Place.FIRST;
import static io.ringflow.bench.load.SequenceWindow.Place.NEXT;
import static io.ringflow.bench.load.SequenceWindow.Place.REORDERED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SequenceWindowTest {

    private final SequenceWindow window = new SequenceWindow();

    @Test
    void packetsInOrderAreAllThere() {
        assertThat(window.take(65_535)).isEqualTo(FIRST);
        assertThat(window.take(0)).isEqualTo(NEXT);
        assertThat(window.take(1)).isEqualTo(NEXT);
        assertThat(window.expected()).isEqualTo(3);
        assertThat(window.lost()).isZero();
    }

    @Test
    void aMissingPacketIsLostUntilItComesLate() {
        window.take(10);
        assertThat(window.take(12)).isEqualTo(AFTER_GAP);
        assertThat(window.lost()).isEqualTo(1);
        assertThat(window.take(11)).isEqualTo(REORDERED);
        assertThat(window.lost()).isZero();
    }

    @Test
    void aPacketBeforeTheFirstOneWidensTheRange() {
        window.take(10);
        assertThat(window.take(9)).isEqualTo(REORDERED);
        assertThat(window.expected()).isEqualTo(2);
    }

    @Test
    void aDoubledPacketIsNotCountedTwice() {
        window.take(10);
        window.take(11);
        assertThat(window.take(10)).isEqualTo(DUPLICATE);
        assertThat(window.take(11)).isEqualTo(DUPLICATE);
        assertThat(window.expected()).isEqualTo(2);
        assertThat(window.lost()).isZero();
    }

    @Test
    void aLongGapIsLostAsAWhole() {
        window.take(0);
        window.take(1_000);
        assertThat(window.lost()).isEqualTo(999);
    }
}
