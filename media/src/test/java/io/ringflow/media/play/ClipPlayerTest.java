package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaEvent;
import io.ringflow.media.MediaEvent.PassFinished;
import io.ringflow.media.MediaEvent.PlaybackEnded;
import io.ringflow.media.MediaSession;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipPlayerTest {
    private final List<MediaEvent> events = new ArrayList<>();
    private final ClipPlayer player = new ClipPlayer(events::add);
    private final byte[] out = new byte[4];

    /** A clip whose units are one byte each, their number. */
    private static EncodedClip clip(int units) {
        return clip(units, 10);
    }

    private static EncodedClip clip(int units, int unitMillis) {
        byte[] bytes = new byte[units];
        int[] starts = new int[units + 1];
        for (int i = 0; i < units; i++) {
            bytes[i] = (byte) i;
            starts[i + 1] = i + 1;
        }
        return new EncodedClip(unitMillis, bytes, starts);
    }

    private int nextByte() {
        assertThat(player.next(out, 1)).isEqualTo(1);
        return out[1];
    }

    @Test
    void aShortClipIsHandedOutOverAndOver() {
        player.start(7, clip(2), MediaSession.ENDLESS);
        assertThat(List.of(nextByte(), nextByte(), nextByte(), nextByte())).containsExactly(0, 1, 0, 1);
        assertThat(events).containsExactly(new PassFinished(7, 1), new PassFinished(7, 2));
    }

    @Test
    void itEndsWithItsLastUnit() {
        player.start(7, clip(2), 1);
        nextByte();
        assertThat(player.playing()).isTrue();
        nextByte();
        assertThat(events).containsExactly(new PassFinished(7, 1), new PlaybackEnded(7, true));
        assertThat(player.playing()).isFalse();
    }

    @Test
    void unitsHaveTheirOwnLengthsAndSomeAreNotSent() {
        player.start(7, new EncodedClip(20, new byte[] {1, 2, 3}, new int[] {0, 2, 2, 3}), 1);
        assertThat(player.next(out, 0)).isEqualTo(2);
        assertThat(player.next(out, 0)).isZero();
        assertThat(player.next(out, 0)).isEqualTo(1);
        assertThat(out).startsWith(3, 2);
    }

    /** Asked for before it is known whether there is one. */
    @Test
    void theNextUnitCanBeLookedAtWhereverTheClipIs() {
        assertThat(player.prefetch()).as("no clip").isZero();
        player.start(7, clip(3), 1);
        nextByte();
        assertThat(player.prefetch()).isEqualTo(1);
        nextByte();
        player.recode(clip(1));
        assertThat(player.prefetch()).as("behind its end").isZero();
        player.start(8, new EncodedClip(20, new byte[] {1}, new int[] {0, 1, 1}), 1);
        nextByte();
        assertThat(player.prefetch()).as("an empty unit").isZero();
    }

    @Test
    void anotherCodecGoesOnAtTheSameMillisecond() {
        player.start(7, clip(10), 1);
        for (int i = 0; i < 6; i++) {
            nextByte();
        }
        player.recode(clip(5, 20));
        assertThat(nextByte()).isEqualTo(3);
        player.recode(clip(10));
        assertThat(nextByte()).isEqualTo(8);
    }

    @Test
    void anotherCodecsClipThatIsShorterEnds() {
        player.start(7, clip(10), 1);
        for (int i = 0; i < 9; i++) {
            nextByte();
        }
        player.recode(clip(9));
        assertThat(player.next(out, 0)).isNegative();
        assertThat(events).containsExactly(new PassFinished(7, 1), new PlaybackEnded(7, true));
    }

    @Test
    void stoppingAnotherNumberChangesNothing() {
        player.start(7, clip(4), 1);
        player.stop(6);
        assertThat(player.playing()).isTrue();
        player.stop(7);
        player.stop(7);
        assertThat(events).containsExactly(new PlaybackEnded(7, false));
    }

    @Test
    void anEmptyClipEndsAtOnceEvenWhenEndless() {
        player.start(7, clip(0), MediaSession.ENDLESS);
        assertThat(player.next(out, 0)).isNegative();
        assertThat(events).containsExactly(new PassFinished(7, 1), new PlaybackEnded(7, true));
    }
}
