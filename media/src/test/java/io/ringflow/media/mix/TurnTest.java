package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** One talks at a time: when the floor changes hands nobody hears both at once, whenever that is. */
class TurnTest {
    private static final int RATE = 8_000;
    private static final int FRAME = RATE / Table.FRAMES_PER_SECOND;
    private static final int FIRST = 1_000;
    private static final int SECOND = 2_000;
    /** Of 3,000. What has faded out is still on its way through the limiter when the other one begins. */
    private static final double HEARD = 300;

    private final Table table = new Table(8);
    private final Guest first = table.sits("first", RATE, Sound.tone(FIRST, 3_000));
    private final Guest second = table.sits("second", RATE, Sound.tone(SECOND, 3_000));
    private final Guest late = table.sits("late", RATE, ConferenceRole.LISTENER, Sound.silence());
    private final Guest other = table.sits("other", RATE, ConferenceRole.LISTENER, Sound.silence());

    private void handsOver(Guest from, Guest to) {
        from.port.holdBack(true);
        table.turn(1);
        to.port.holdBack(false);
        table.turn(1);
    }

    private static boolean hasBoth(short[] heard, int from) {
        short[] frame = Arrays.copyOfRange(heard, from, from + FRAME);
        return Samples.amplitude(frame, FIRST, RATE) > HEARD && Samples.amplitude(frame, SECOND, RATE) > HEARD;
    }

    private static void hasNeverBoth(Guest guest) {
        short[] heard = guest.heard.last(guest.heard.size());
        for (int at = 0; at + FRAME <= heard.length; at += FRAME) {
            assertThat(hasBoth(heard, at))
                    .as("%s, frame %d", guest.name, at / FRAME)
                    .isFalse();
        }
    }

    /** Ears that are a frame behind catch up by fading one frame into the next: not into another one's. */
    @Test
    void oneWhoCatchesUpDoesNotHearTwoAtOnce() {
        second.port.holdBack(true);
        table.turn(20);
        for (int change = 0; change < 60; change++) {
            // Behind by a frame, and at another moment of the turns each time.
            table.guests.remove(late);
            table.turn(1);
            table.guests.add(late);
            for (int turn = 0; turn < 34 + change % 7; turn++) {
                handsOver(first, second);
                table.turn(1);
                handsOver(second, first);
                table.turn(2);
            }
        }
        hasNeverBoth(late);
        hasNeverBoth(other);
        assertThat(late.heard.last(10 * FRAME)).as("it has caught up").isEqualTo(other.heard.last(10 * FRAME));
    }
}
