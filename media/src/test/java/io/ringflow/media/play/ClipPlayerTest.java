package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;

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
    private final byte[] out = new byte[480];

    /** A clip whose bytes name their millisecond, at one byte per millisecond. */
    private static byte[] clip(int millis) {
        byte[] clip = new byte[millis];
        for (int i = 0; i < millis; i++) {
            clip[i] = (byte) i;
        }
        return clip;
    }

    @Test
    void aShortClipFillsOnePacketSeveralTimesOver() {
        player.start(7, clip(20), 1, MediaSession.ENDLESS);
        assertThat(player.fill(out, 50)).isEqualTo(50);
        assertThat(out).startsWith(clip(20)).containsSequence(18, 19, 0, 1);
        assertThat(events).containsExactly(new PassFinished(7, 1), new PassFinished(7, 2));
    }

    @Test
    void theLastPacketIsFilledAsFarAsTheClipGoes() {
        player.start(7, clip(40), 1, 1);
        assertThat(player.fill(out, 30)).isEqualTo(30);
        assertThat(player.fill(out, 30)).isEqualTo(10);
        assertThat(events).containsExactly(new PassFinished(7, 1), new PlaybackEnded(7, true));
        assertThat(player.fill(out, 30)).isZero();
        assertThat(player.playing()).isFalse();
    }

    @Test
    void anotherCodecGoesOnAtTheSameMillisecond() {
        player.start(7, clip(100), 1, 1);
        player.fill(out, 60);
        byte[] wide = new byte[200];
        wide[120] = 42;
        player.recode(wide, 2);
        assertThat(player.fill(out, 20)).isEqualTo(20);
        assertThat(out[0]).isEqualTo((byte) 42);
        assertThat(player.fill(out, 100)).isEqualTo(20);
    }

    @Test
    void stoppingAnotherNumberChangesNothing() {
        player.start(7, clip(40), 1, 1);
        player.stop(6);
        assertThat(player.playing()).isTrue();
        player.stop(7);
        player.stop(7);
        assertThat(events).containsExactly(new PlaybackEnded(7, false));
    }

    @Test
    void anEmptyClipEndsAtOnceEvenWhenEndless() {
        player.start(7, clip(0), 1, MediaSession.ENDLESS);
        assertThat(player.fill(out, 20)).isZero();
        assertThat(events).containsExactly(new PassFinished(7, 1), new PlaybackEnded(7, true));
    }
}
