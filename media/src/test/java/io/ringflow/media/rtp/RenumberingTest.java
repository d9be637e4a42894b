package io.ringflow.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another stream's packets find their places on ours. */
class RenumberingTest {
    private static final int SECOND = 8_000;
    private static final int FRAME = 160;

    private final SendStream stream = new SendStream(7, 65_530, -1_000);
    private final Renumbering numbers = new Renumbering(stream);

    private int theirSequence = 40_000;
    private int theirTimestamp = 123_456;

    private boolean placed(int sequence, int timestamp) {
        return numbers.place(sequence, timestamp, false, FRAME, SECOND);
    }

    private void next() {
        assertThat(placed(theirSequence, theirTimestamp)).isTrue();
        theirSequence = theirSequence + 1 & 0xFFFF;
        theirTimestamp += FRAME;
    }

    @BeforeEach
    void begin() {
        next();
    }

    @Test
    void theFirstPacketIsMarkedAndComesNextOnOurStream() {
        assertThat(numbers.sequence()).isEqualTo(65_530);
        assertThat(numbers.timestamp()).isEqualTo(-1_000);
        assertThat(numbers.marker()).isTrue();
        assertThat(stream.sequence()).isEqualTo(65_531);
        assertThat(stream.timestamp()).isEqualTo(-840);
    }

    @Test
    void thoseAfterItKeepTheirDistancesOverTheEndOfBothNumbers() {
        for (int i = 1; i < 200; i++) {
            next();
            assertThat(numbers.sequence()).isEqualTo((65_530 + i) & 0xFFFF);
            assertThat(numbers.timestamp()).isEqualTo(-1_000 + i * FRAME);
            assertThat(numbers.marker()).isFalse();
        }
        assertThat(numbers.missing()).isZero();
    }

    @Test
    void aLossStaysAGapAndIsCounted() {
        theirSequence += 3;
        theirTimestamp += 3 * FRAME;
        next();
        assertThat(numbers.sequence()).isEqualTo(65_534);
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 4 * FRAME);
        assertThat(numbers.missing()).isEqualTo(3);
    }

    @Test
    void aReorderedPacketTakesThePlaceThatWasLeftForIt() {
        theirSequence += 1;
        theirTimestamp += FRAME;
        next();
        assertThat(placed(theirSequence - 2, theirTimestamp - 2 * FRAME)).isTrue();
        assertThat(numbers.sequence()).isEqualTo(65_531);
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + FRAME);
        assertThat(numbers.missing()).isZero();
        assertThat(stream.sequence()).as("what comes next").isEqualTo(65_533);
    }

    @Test
    void whatIsOlderThanTheFirstOrRepeatedHasNoPlace() {
        assertThat(placed(theirSequence - 2, theirTimestamp - 2 * FRAME)).isFalse();
        assertThat(placed(theirSequence - 1, theirTimestamp - FRAME)).isFalse();
    }

    @Test
    void aMarkerIsKept() {
        assertThat(numbers.place(theirSequence, theirTimestamp, true, FRAME, SECOND))
                .isTrue();
        assertThat(numbers.marker()).isTrue();
    }

    @Test
    void anotherSourceGoesOnWhereTheFirstEnded() {
        next();
        numbers.restart();
        theirSequence = 5;
        theirTimestamp = -77;
        next();
        assertThat(numbers.sequence()).isEqualTo(65_532);
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 2 * FRAME);
        assertThat(numbers.marker()).isTrue();
        next();
        assertThat(numbers.sequence()).isEqualTo(65_533);
        assertThat(numbers.marker()).isFalse();
    }

    @Test
    void aPauseInWhichTheirTimestampsWentOnIsAPause() {
        for (int i = 0; i < 100; i++) {
            stream.pause(FRAME);
        }
        theirTimestamp += 100 * FRAME;
        next();
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 101 * FRAME);
        assertThat(numbers.sequence()).isEqualTo(65_531);
    }

    @Test
    void aPauseInWhichTheirTimestampsStoodStillIsOneOnOurStreamAllTheSame() {
        for (int i = 0; i < 100; i++) {
            stream.pause(FRAME);
        }
        next();
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 101 * FRAME);
        assertThat(numbers.sequence()).isEqualTo(65_531);
        assertThat(numbers.marker()).isTrue();
    }

    @Test
    void aJumpOfTheirTimestampsIsNoneOfOurs() {
        theirTimestamp += 1_000_000;
        next();
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + FRAME);
        theirTimestamp -= 2_000_000;
        next();
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 2 * FRAME);
    }

    @Test
    void manyLossesInARowAreANewBeginningInsteadOfAGap() {
        theirSequence += Renumbering.LONGEST_GAP + 1;
        next();
        assertThat(numbers.sequence()).isEqualTo(65_531);
        assertThat(numbers.marker()).isTrue();
    }

    @Test
    void anEventAsLongAsItMayBeKeepsItsTimestamp() {
        int start = theirTimestamp;
        for (int i = 1; i <= 400; i++) {
            assertThat(numbers.place(theirSequence++, start, i == 1, i * FRAME, SECOND))
                    .isTrue();
            assertThat(numbers.timestamp()).isEqualTo(-1_000 + FRAME);
        }
        theirTimestamp = start + 400 * FRAME;
        next();
        assertThat(numbers.timestamp()).isEqualTo(-1_000 + 401 * FRAME);
        assertThat(numbers.marker()).isFalse();
    }

    @Test
    void aClockThatRunsTooFastNeverMakesAJump() {
        for (int i = 0; i < 50 * 3_600; i++) {
            if (i % 500 == 499) {
                // Two came in one tick, and none in the next.
                stream.pause(FRAME);
            }
            next();
            assertThat(numbers.marker()).isFalse();
        }
    }
}
