package io.ringflow.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.FarEnd;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaLab;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaStats;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Floods at one port, twenty times what is taken on it: M9 of the threats to media. */
@ParameterizedClass
@MethodSource("io.ringflow.media.MediaLab#ports")
class MediaFloodSocketTest {
    private int floods;
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void discarded(Discard why) {
            floods += why == Discard.FLOOD ? 1 : 0;
        }
    };
    private final MediaLab lab;
    private final MediaLab.Party party;
    private final FarEnd far = FarEnd.local();
    private final FarEnd stranger = new FarEnd("127.0.0.2");
    private final InetSocketAddress port;

    MediaFloodSocketTest(MediaLab.Ports ports) {
        lab = new MediaLab(ports.of(oneLoop()), observer);
        party = lab.open();
        port = FarEnd.portOf(party.session().answer(far.offer()));
    }

    /** All legs suffer what one of them suffers. */
    static MediaConfig oneLoop() {
        MediaConfig usual = MediaLab.config();
        return new MediaConfig(
                1,
                0,
                0,
                Duration.ZERO,
                usual.codecs(),
                usual.symmetricRtp(),
                Duration.ofSeconds(10),
                usual.jitterMinimum(),
                usual.jitterMaximum(),
                500);
    }

    @AfterEach
    void close() {
        lab.close();
        far.close();
        stranger.close();
    }

    private void speak(FarEnd end, int ticks) {
        for (int i = 0; i < ticks; i++) {
            end.sends(port, 20);
            lab.turn(1);
        }
    }

    private List<MediaLab.Party> neighbours() {
        List<MediaLab.Party> neighbours = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            neighbours.addAll(lab.pair());
        }
        return neighbours;
    }

    private static void assertNothingMissed(List<MediaLab.Party> neighbours, int ticks) {
        for (MediaLab.Party neighbour : neighbours) {
            MediaStats stats = neighbour.session().stats();
            assertThat(stats.packetsSent()).isEqualTo(ticks);
            assertThat(stats.packetsReceived()).isBetween(ticks - 1L, (long) ticks);
            assertThat(stats.packetsLost() + stats.packetsLate() + stats.packetsDiscarded() + stats.framesConcealed())
                    .isZero();
        }
    }

    /** To a whole second, when figures are told. */
    private MediaStats figures() {
        lab.turn(50);
        return party.session().stats();
    }

    /** M9: 10,000 packets a second at one port, all of its latched source; the legs beside it miss nothing. */
    @Test
    void aFloodAtOnePortCostsTheOthersNothing() {
        List<MediaLab.Party> neighbours = neighbours();
        speak(far, 50);
        for (int tick = 0; tick < 100; tick++) {
            for (int i = 0; i < 200; i++) {
                far.sends(port, 20);
            }
            lab.turn(1);
        }
        assertNothingMissed(neighbours, 150);
        MediaStats flooded = party.session().stats();
        // Two seconds lie in three of the cap's.
        assertThat(flooded.packetsReceived()).isBetween(50L + 2 * 500, 50L + 3 * 500);
        assertThat(flooded.packetsSent()).isEqualTo(150);
        assertThat(floods).isPositive();
    }

    /** M9: a stranger's flood never reaches a leg whose far end is latched, nor those beside it. */
    @Test
    void aStrangersFloodCostsNobodyAnything() {
        List<MediaLab.Party> neighbours = neighbours();
        speak(far, 50);
        for (int tick = 0; tick < 50; tick++) {
            for (int i = 0; i < 200; i++) {
                stranger.sends(port, 20);
            }
            speak(far, 1);
        }
        assertNothingMissed(neighbours, 100);
        // What came behind two hundred others is read a phase later.
        assertThat(figures().packetsReceived()).isEqualTo(100);
        assertThat(party.session().stats().packetsDiscarded()).isZero();
    }

    /** M9: when a flood is over, its far end is heard again at once. */
    @Test
    void afterAFloodTheFarEndIsHeardAgain() {
        speak(far, 10);
        for (int i = 0; i < 3_000; i++) {
            far.sends(port, 20);
        }
        lab.turn(140);
        long before = party.session().stats().packetsReceived();
        speak(far, 50);
        assertThat(figures().packetsReceived() - before).isEqualTo(50);
    }
}
