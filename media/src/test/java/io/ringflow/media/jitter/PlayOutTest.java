package io.ringflow.media.jitter;

import static io.ringflow.media.jitter.Arrival.DUPLICATE;
import static io.ringflow.media.jitter.Arrival.KEPT;
import static io.ringflow.media.jitter.Arrival.LATE;
import static io.ringflow.media.jitter.Arrival.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.rtp.Packets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packet by packet, tick by tick; each packet holds the milliseconds that its number says. */
class PlayOutTest {
    private static final long FIRST = 0xFFFF_FF00L;
    private static final int SILENCE = -1;

    private final Stopwatch codec = new Stopwatch(8_000);
    private final StringBuilder places = new StringBuilder();
    private final PlayOutFigures figures = new PlayOutFigures(heard -> places.append(heard ? '.' : 'x'));
    private final PlayOut playOut = new PlayOut(codec, 40, 200, true, new short[1000], figures);
    private final byte[] scratch = new byte[2048];
    private final short[] frame = new short[160];

    private Arrival put(int number) {
        return put(number, FIRST, 20, 0);
    }

    private Arrival put(int number, long first, int millis, int ageMillis) {
        long timestamp = first + number * millis * 8L & 0xFFFF_FFFFL;
        byte[] payload = codec.payload((long) number * millis, millis);
        return playOut.put(
                Packets.header(65_530 + number & 0xFFFF, timestamp, payload), scratch, ageMillis * 1_000_000L);
    }

    /** Which packets are heard in so many ticks, in their middle. */
    private List<Integer> hear(int ticks) {
        List<Integer> heard = new ArrayList<>();
        for (int i = 0; i < ticks; i++) {
            playOut.take(frame);
            int millis = Stopwatch.millis(frame[80]);
            heard.add(millis < 0 ? SILENCE : millis / 20);
        }
        return heard;
    }

    @Test
    void whoListensFromNowOnHearsWithTheDelayThatTheJitterAsksFor() {
        playOut.begin(15);
        for (int i = 0; i < 4 * 50; i++) {
            put(i);
            hear(1);
        }
        assertThat(playOut.targetMillis())
                .as("four times the jitter and a tick")
                .isEqualTo(80);
        assertThat(playOut.depthMillis()).isEqualTo(80);
        for (int i = 200; i < 20 * 50; i++) {
            put(i);
            hear(1);
        }
        assertThat(playOut.targetMillis())
                .as("as the delays of seconds have shown")
                .isEqualTo(40);
        assertThat(playOut.depthMillis()).isLessThanOrEqualTo(60);
    }

    @Test
    void silenceBeforeTheFirstPacket() {
        assertThat(hear(10)).containsOnly(SILENCE);
        assertThat(figures.concealed).isZero();
        assertThat(playOut.depthMillis()).isZero();
    }

    @Test
    void theFirstPacketIsPlayedAfterTheLeastDelay() {
        put(0);
        put(1);
        assertThat(hear(4)).containsExactly(SILENCE, SILENCE, 0, 1);
    }

    @Test
    void theLeastDelayCountsFromTheArrival() {
        put(0, FIRST, 20, 19);
        assertThat(hear(3)).containsExactly(SILENCE, SILENCE, 0);
        assertThat(playOut.targetMillis()).isEqualTo(40);
    }

    @Test
    void reorderedPacketsAreHeardInOrder() {
        put(1);
        put(0);
        put(3);
        put(2);
        assertThat(hear(5)).containsExactly(SILENCE, 0, 1, 2, 3);
        assertThat(figures.late).isZero();
    }

    @Test
    void aPacketOvertakenBeforeAnyIsHeardIsStillPlayed() {
        put(1);
        hear(1);
        assertThat(put(0)).isEqualTo(KEPT);
        assertThat(hear(2)).containsExactly(0, 1);
    }

    @Test
    void aLostPacketIsConcealedFromWhatWasBefore() {
        put(0);
        put(1);
        put(3);
        hear(3);
        assertThat(hear(1)).containsExactly(1);
        playOut.take(frame);
        assertThat(figures.concealed).isEqualTo(160);
        int loud = 8_000 + 40;
        assertThat((int) frame[0]).isBetween(loud * 95 / 100, loud);
        assertThat((int) frame[80]).isBetween(loud * 80 / 100, loud);
        assertThat(hear(1)).containsExactly(3);
        assertThat(places).hasToString("..x.");
    }

    @Test
    void aLongLossFadesOutIn60Milliseconds() {
        put(0);
        put(1);
        hear(4);
        int before = 8_040;
        for (int i = 0; i < 3; i++) {
            playOut.take(frame);
            int now = Math.abs(frame[100]);
            assertThat(now).isPositive().isLessThan(before);
            before = now;
        }
        hear(2);
        assertThat(frame).containsOnly((short) 0);
        assertThat(figures.concealed).isEqualTo(480);
    }

    @Test
    void whatComesAfterALongGapStartsAfresh() {
        put(0);
        hear(100);
        assertThat(playOut.depthMillis()).isZero();
        put(100);
        assertThat(hear(3)).containsExactly(SILENCE, SILENCE, 100);
        assertThat(figures.concealed).isEqualTo(480);
    }

    @Test
    void aSenderWhoseTimestampsStoodStillDuringAPauseIsHeard() {
        put(0);
        hear(100);
        assertThat(put(1)).isEqualTo(KEPT);
        assertThat(hear(3)).containsExactly(SILENCE, SILENCE, 1);
    }

    @Test
    void aPacketOfBeforeThePauseIsLate() {
        put(1);
        hear(40);
        assertThat(put(0)).isEqualTo(LATE);
        assertThat(put(2)).isEqualTo(KEPT);
    }

    @Test
    void anotherPacketForTheSameTimeIsADuplicateAndOneLongerThanAnyIsNone() {
        put(0);
        byte[] payload = codec.payload(0, 20);
        assertThat(playOut.put(Packets.header(65_531, FIRST, payload), scratch, 0))
                .isEqualTo(DUPLICATE);
        assertThat(put(1, FIRST, 140, 0)).isEqualTo(OVERFLOW);
    }

    @Test
    void noMoreThanSixtyFourPacketsWait() {
        for (int i = 0; i < 64; i++) {
            byte[] payload = codec.payload(i, 20);
            assertThat(playOut.put(Packets.header(1_000 + i, FIRST + 8L * i & 0xFFFF_FFFFL, payload), scratch, 0))
                    .isEqualTo(KEPT);
        }
        byte[] one = codec.payload(64, 20);
        assertThat(playOut.put(Packets.header(1_064, FIRST + 8L * 64 & 0xFFFF_FFFFL, one), scratch, 0))
                .isEqualTo(OVERFLOW);
    }

    @Test
    void duplicatesAreToldAlsoAfterTheyWerePlayed() {
        put(0);
        put(1);
        assertThat(put(0)).isEqualTo(DUPLICATE);
        hear(3);
        assertThat(put(0)).isEqualTo(DUPLICATE);
        assertThat(hear(1)).containsExactly(1);
        assertThat(figures.duplicates).isEqualTo(2);
    }

    @Test
    void aLatePacketMakesTheDelayGrowByWhatWasConcealedAndIsHeard() {
        put(0);
        hear(4);
        assertThat(figures.concealed).isEqualTo(160);
        assertThat(put(1)).isEqualTo(KEPT);
        assertThat(hear(3)).contains(1);
        assertThat(figures.expanded).isGreaterThanOrEqualTo(160);
        assertThat(figures.late).isZero();
    }

    @Test
    void theDelayNeverExceedsItsMaximum() {
        for (int number = 0; number < 100; number++) {
            put(number);
            assertThat(playOut.depthMillis()).isLessThanOrEqualTo(220);
        }
        assertThat(hear(15)).endsWith(SILENCE, SILENCE).contains(99);
        assertThat(figures.early).isPositive();
    }

    @Test
    void aBurstBeyondTheMaximumGivesUpTheOldest() {
        List<Arrival> arrivals = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            arrivals.add(put(number));
        }
        assertThat(arrivals).contains(OVERFLOW);
        assertThat(hear(20)).contains(17, 18, 19).doesNotContain(0, 1, 2);
    }

    @Test
    void aJumpOfTheTimestampIsFollowedAtItsSecondPacket() {
        put(0);
        hear(3);
        assertThat(put(1, 1_000_000_000L, 20, 0)).isEqualTo(OVERFLOW);
        assertThat(put(2, 1_000_000_000L, 20, 0)).isEqualTo(KEPT);
        assertThat(hear(3)).endsWith(2);
    }

    @Test
    void oneStrayTimestampChangesNothing() {
        put(0);
        assertThat(put(2, 1_000_000_000L, 20, 0)).isEqualTo(OVERFLOW);
        put(1);
        assertThat(hear(4)).containsExactly(SILENCE, SILENCE, 0, 1);
    }

    @Test
    void ofANewSourceNothingOldIsHeard() {
        put(0);
        put(1);
        hear(3);
        playOut.clear();
        put(50, 77, 20, 0);
        assertThat(hear(3)).doesNotContain(1).endsWith(50);
        assertThat(figures.missed).isZero();
    }

    @Test
    void anEmptyPacketIsNotKept() {
        assertThat(playOut.put(Packets.header(0, FIRST), scratch, 0)).isEqualTo(OVERFLOW);
        assertThat(playOut.put(Packets.header(1, FIRST, (byte) 1), scratch, 0)).isEqualTo(OVERFLOW);
    }

    /** RFC 4733 events take the place of audio: their packets have numbers of the same sequence. */
    @Test
    void theTimeOfAnEventIsSilenceAndNoLoss() {
        put(0);
        put(1);
        hear(2);
        for (int number = 2; number < 10; number++) {
            playOut.event(
                    Packets.header(65_530 + number & 0xFFFF, FIRST + 2 * 160L & 0xFFFF_FFFFL), (number - 1) * 160);
            hear(1);
        }
        put(10);
        put(11);
        assertThat(hear(6)).contains(10, 11);
        assertThat(figures.concealed).isEqualTo(160 * 2);
        assertThat(places).hasToString("....");
    }

    @Test
    void comfortNoiseIsSilenceUntilAudioComesAgain() {
        put(0);
        put(1);
        playOut.noise(Packets.header(65_532, FIRST + 2 * 160 & 0xFFFF_FFFFL, (byte) 60), scratch);
        hear(58);
        int loudest = 0;
        for (short sample : frame) {
            loudest = Math.max(loudest, sample);
        }
        assertThat(loudest).isBetween(20, 120);
        hear(2);
        playOut.put(Packets.header(65_533, FIRST + 60 * 160 & 0xFFFF_FFFFL, codec.payload(1200, 20)), scratch, 0);
        playOut.put(Packets.header(65_534, FIRST + 61 * 160 & 0xFFFF_FFFFL, codec.payload(1220, 20)), scratch, 0);
        assertThat(hear(6)).contains(60, 61);
        assertThat(figures.concealed).isEqualTo(160 * 2);
        assertThat(places).hasToString("....");
    }

    /** Opus says by a packet of a byte or two that it will say no more for a while. */
    @Test
    void afterAPacketThatEndsTransmissionNothingIsMissing() {
        put(0);
        playOut.put(Packets.header(65_531, FIRST + 160 & 0xFFFF_FFFFL, codec.payload(20, 1)), scratch, 0);
        hear(20);
        assertThat(figures.concealed).isZero();
        playOut.put(Packets.header(65_532, FIRST + 20 * 160 & 0xFFFF_FFFFL, codec.payload(400, 20)), scratch, 0);
        assertThat(hear(4)).contains(20);
        assertThat(places).hasToString("...");
    }

    /** Sent in silence suppression without a word: the sequence goes on, the timestamp jumps. */
    @Test
    void aGapOfTimeWithoutAGapOfNumbersIsNoLoss() {
        put(0);
        playOut.put(Packets.header(65_531, FIRST + 480 & 0xFFFF_FFFFL, codec.payload(60, 20)), scratch, 0);
        assertThat(hear(6)).containsExactly(SILENCE, SILENCE, 0, SILENCE, SILENCE, 3);
        assertThat(figures.concealed).isZero();
    }

    @Test
    void packetsOfTicksThatCouldNotBeTurnedAreNeitherLateNorHeard() {
        put(0);
        put(1);
        hear(3);
        playOut.late(5);
        for (int number = 2; number < 9; number++) {
            assertThat(put(number, FIRST, 20, (8 - number) * 20)).isEqualTo(KEPT);
        }
        for (int i = 0; i < 5; i++) {
            playOut.skip();
        }
        assertThat(hear(3)).containsExactly(6, 7, 8);
        assertThat(figures.late).isZero();
        assertThat(figures.concealed).isZero();
    }

    @Test
    void whoBeginsToListenHearsAtOnceWhatIsDue() {
        for (int number = 0; number < 10; number++) {
            put(number);
            playOut.skip();
        }
        put(10);
        assertThat(hear(3)).containsExactly(8, 9, 10);
        assertThat(places).hasToString("...........");
    }
}
