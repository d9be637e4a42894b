package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SequenceUnwrapperTest {

    @Test
    void countsOnAcrossTheWrapAndBackAgain() {
        SequenceUnwrapper unwrapper = SequenceUnwrapper.sequences();
        assertThat(unwrapper.unwrap(65_534)).isEqualTo(65_534);
        assertThat(unwrapper.unwrap(1)).isEqualTo(65_537);
        assertThat(unwrapper.unwrap(65_535)).isEqualTo(65_535);
        assertThat(unwrapper.unwrap(2)).isEqualTo(65_538);
    }

    @Test
    void aNumberBeforeTheFirstIsNegative() {
        SequenceUnwrapper unwrapper = SequenceUnwrapper.sequences();
        unwrapper.unwrap(0);
        assertThat(unwrapper.unwrap(65_535)).isEqualTo(-1);
    }

    @Test
    void timestampsWrapAtTwoToThe32() {
        SequenceUnwrapper unwrapper = SequenceUnwrapper.timestamps();
        unwrapper.unwrap(0xFFFF_FF60L);
        assertThat(unwrapper.unwrap(0)).isEqualTo(1L << 32);
        assertThat(unwrapper.unwrap(0xFFFF_FF60L)).isEqualTo(0xFFFF_FF60L);
    }

    @Test
    void forgottenNumbersDoNotCount() {
        SequenceUnwrapper unwrapper = SequenceUnwrapper.sequences();
        unwrapper.unwrap(65_535);
        unwrapper.unwrap(0);
        unwrapper.reset();
        assertThat(unwrapper.unwrap(7)).isEqualTo(7);
    }

    @Test
    void anyWalkOfStepsBelowHalfTheRangeIsFollowed() {
        Random random = new Random(99);
        SequenceUnwrapper unwrapper = SequenceUnwrapper.sequences();
        long highest = random.nextInt(65_536);
        unwrapper.unwrap(highest);
        for (int i = 0; i < 100_000; i++) {
            long next = highest + random.nextInt(-30_000, 30_000);
            assertThat(unwrapper.unwrap(next & 0xFFFF)).isEqualTo(next);
            highest = Math.max(highest, next);
        }
    }
}
