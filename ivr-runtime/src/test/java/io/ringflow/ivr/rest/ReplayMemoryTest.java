package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.ReplayMemory.Taken;
import io.ringflow.ivr.rest.ReplayMemory.Verdict;
import org.junit.jupiter.api.Test;

class ReplayMemoryTest {

    private final ReplayMemory memory = new ReplayMemory(3);

    private Verdict take(long second, long hash) {
        return memory.take(new Taken(second, hash, hash), 100);
    }

    @Test
    void aRequestIsTakenOnce() {
        assertThat(take(100, 1)).isEqualTo(Verdict.NEW);
        assertThat(take(100, 1)).isEqualTo(Verdict.TAKEN_BEFORE);
        assertThat(take(100, 2)).isEqualTo(Verdict.NEW);
        assertThat(take(101, 1)).isEqualTo(Verdict.NEW);
    }

    @Test
    void whenItIsFullTheOldestSecondIsNotGoodAnyMoreInsteadOfForgotten() {
        take(100, 1);
        take(100, 2);
        take(101, 3);
        assertThat(take(102, 4)).isEqualTo(Verdict.NEW);
        assertThat(memory.size()).isEqualTo(2);
        assertThat(take(100, 1)).isEqualTo(Verdict.TOO_OLD);
        assertThat(take(100, 9)).isEqualTo(Verdict.TOO_OLD);
        assertThat(take(101, 3)).isEqualTo(Verdict.TAKEN_BEFORE);
    }

    @Test
    void aSecondWithMoreThanFitsEndsAtTheLimit() {
        take(100, 1);
        take(100, 2);
        take(100, 3);
        assertThat(take(100, 4)).isEqualTo(Verdict.TOO_OLD);
        assertThat(take(101, 1)).isEqualTo(Verdict.NEW);
    }

    @Test
    void whatLeftTheWindowTakesNoMemory() {
        take(100, 1);
        take(101, 2);
        assertThat(memory.take(new Taken(160, 3, 3), 150)).isEqualTo(Verdict.NEW);
        assertThat(memory.size()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        take(100, 1);
        memory.giveBack(new Taken(100, 1, 1));
        assertThat(memory.size()).isZero();
        assertThat(take(100, 1)).isEqualTo(Verdict.NEW);
    }
}
