package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaEvent.Digit;
import io.ringflow.media.MediaEvent.DigitSource;
import io.ringflow.media.MediaEvent.MediaStarted;
import io.ringflow.media.MediaEvent.PassFinished;
import io.ringflow.media.MediaEvent.PlaybackEnded;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaSession;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.TestClip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#ports")
class MediaEngineSocketTest {
    private final MediaConfig config;

    MediaEngineSocketTest(MediaLab.Ports ports) {
        config = ports.of(MediaLab.config());
    }

    @Test
    void twoSessionsExchangeAPacketPerTickForTenMinutes() {
        try (MediaLab lab = new MediaLab(config)) {
            var pair = lab.pair();
            lab.turn(30_000);
            for (var party : pair) {
                MediaStats stats = party.session().stats();
                assertThat(stats.packetsSent()).isEqualTo(30_000);
                assertThat(stats.packetsReceived()).isBetween(29_999L, 30_000L);
                assertThat(stats.packetsLost()).isZero();
                assertThat(stats.packetsDiscarded() + stats.packetsLate()).isZero();
                assertThat(stats.framesConcealed()).isZero();
                assertThat(stats.remoteLost()).isZero();
                assertThat(stats.roundTripMillis()).isBetween(0.0, 60.0);
                assertThat(party.events(MediaStarted.class)).hasSize(1);
                assertThat(party.events()).hasSize(1);
            }
        }
    }

    @Test
    void aClipTellsEveryPassAndItsEnd() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            Playback playback = caller.session().play(TestClip.ramp(200), 3);
            lab.turn(31);
            assertThat(caller.events())
                    .containsSubsequence(
                            new PassFinished(playback.id(), 1),
                            new PassFinished(playback.id(), 2),
                            new PassFinished(playback.id(), 3),
                            new PlaybackEnded(playback.id(), true));
        }
    }

    @Test
    void closingAPlaybackEndsItOnce() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            Playback playback = caller.session().play(TestClip.ramp(200), MediaSession.ENDLESS);
            lab.turn(100);
            playback.close();
            playback.close();
            lab.turn(1);
            assertThat(caller.events(PlaybackEnded.class)).containsExactly(new PlaybackEnded(playback.id(), false));
            assertThat(MediaLab.passes(caller)).hasSize(10);
        }
    }

    @Test
    void aPlaybackReplacedHasEnded() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            Playback first = caller.session().play(TestClip.ramp(200), 1);
            Playback second = caller.session().play(TestClip.ramp(200), 1);
            lab.turn(20);
            assertThat(caller.events(PlaybackEnded.class))
                    .containsExactly(new PlaybackEnded(first.id(), false), new PlaybackEnded(second.id(), true));
        }
    }

    @Test
    void aClipPlayedBeforeNegotiationWaitsForTheCodec() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.open();
            var callee = lab.open();
            Playback playback = caller.session().play(TestClip.ramp(100), 1);
            lab.turn(50);
            assertThat(caller.events()).isEmpty();
            caller.session().accept(callee.session().answer(caller.session().offer()));
            lab.turn(7);
            assertThat(caller.events(PlaybackEnded.class)).containsExactly(new PlaybackEnded(playback.id(), true));
        }
    }

    @Test
    void aDigitBySignallingIsTold() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            caller.session().digitBySignalling('5', 100);
            lab.turn(1);
            assertThat(caller.events(Digit.class)).containsExactly(new Digit('5', DigitSource.SIP_INFO, 0));
        }
    }

    @Test
    void closingASessionFreesItAndEndsItsPlayback() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            Playback playback = caller.session().play(TestClip.ramp(500), 1);
            lab.turn(2);
            caller.session().close();
            caller.session().close();
            lab.turn(1);
            assertThat(lab.engine.openSessions()).isEqualTo(1);
            assertThat(lab.engine.idle()).isTrue();
            assertThat(caller.events(PlaybackEnded.class)).containsExactly(new PlaybackEnded(playback.id(), false));
            assertThatThrownBy(() -> caller.session().play(TestClip.ramp(20), 1))
                    .isInstanceOf(MediaFailure.class);
        }
    }

    @Test
    void closingTheEngineClosesItsSessions() {
        MediaLab lab = new MediaLab(config);
        lab.pair();
        lab.close();
        assertThat(lab.engine.openSessions()).isZero();
        assertThatThrownBy(lab::open).isInstanceOf(MediaFailure.class);
    }

    @Test
    void thoseWhoLeaveDisturbNobody() {
        try (MediaLab lab = new MediaLab(config)) {
            List<MediaLab.Party> stay = new ArrayList<>();
            List<MediaLab.Party> leave = new ArrayList<>();
            for (int i = 0; i < 90; i++) {
                (i % 3 == 1 ? leave : stay).addAll(lab.pair());
            }
            lab.turn(10);
            leave.forEach(party -> party.session().close());
            lab.turn(40);
            assertThat(lab.engine.openSessions()).isEqualTo(120);
            assertThat(stay)
                    .allSatisfy(party ->
                            assertThat(party.session().stats().packetsSent()).isEqualTo(50));
        }
    }

    @Test
    void thePipelineIsDescribedOneNodePerLine() {
        try (MediaLab lab = new MediaLab(config)) {
            var caller = lab.pair().getFirst();
            caller.session().play(TestClip.ramp(500), 1);
            lab.turn(3);
            assertThat(caller.session().describe().lines())
                    .contains("nobody listens")
                    .contains("codec PCMA")
                    .anyMatch(line -> line.startsWith("clip 1, pass 1"))
                    .anyMatch(line -> line.startsWith("to /127.0.0.1:"));
        }
    }
}
