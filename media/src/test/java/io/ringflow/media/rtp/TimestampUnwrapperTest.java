package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimestampUnwrapperTest {
    private static final long LAST = 0xFFFF_FFFFL;

    private final TimestampUnwrapper unwrapper = new TimestampUnwrapper();

    @Test
    void countsOnAcrossTheWrapAndBackAgain() {
        assertThat(unwrapper.unwrap(LAST - 1)).isEqualTo(LAST - 1);
        assertThat(unwrapper.unwrap(1)).isEqualTo(LAST + 2);
        assertThat(unwrapper.unwrap(LAST)).isEqualTo(LAST);
        assertThat(unwrapper.unwrap(2)).isEqualTo(LAST + 3);
    }

    @Test
    void aTimestampBeforeTheFirstIsNegative() {
        unwrapper.unwrap(0);
        assertThat(unwrapper.unwrap(LAST)).isEqualTo(-1);
    }

    @Test
    void forgottenTimestampsDoNotCount() {
        unwrapper.unwrap(LAST);
        unwrapper.unwrap(0);
        unwrapper.reset();
        assertThat(unwrapper.unwrap(7)).isEqualTo(7);
    }

    @Test
    void anyWalkOfStepsBelowHalfTheRangeIsFollowed() {
        Random random = new Random(99);
        long highest = random.nextLong(LAST);
        unwrapper.unwrap(highest);
        for (int i = 0; i < 100_000; i++) {
            long next = highest + random.nextLong(-2_000_000_000L, 2_000_000_000L);
            assertThat(unwrapper.unwrap(next & LAST)).isEqualTo(next);
            highest = Math.max(highest, next);
        }
    }
}
