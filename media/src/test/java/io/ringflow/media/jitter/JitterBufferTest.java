package io.ringflow.media.jitter;

import static io.ringflow.media.jitter.JitterBuffer.Frame.CONCEAL;
import static io.ringflow.media.jitter.JitterBuffer.Frame.FRAME;
import static io.ringflow.media.jitter.JitterBuffer.Frame.SILENCE;
import static io.ringflow.media.jitter.JitterBuffer.Put.DUPLICATE;
import static io.ringflow.media.jitter.JitterBuffer.Put.KEPT;
import static io.ringflow.media.jitter.JitterBuffer.Put.LATE;
import static io.ringflow.media.jitter.JitterBuffer.Put.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.rtp.Packets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitterBufferTest {
    private static final long FIRST = 0xFFFF_FF00L;

    private final JitterBuffer buffer = new JitterBuffer(8_000, 8, 40, 200);
    private final byte[] frame = new byte[80];
    private final List<Integer> heard = new ArrayList<>();

    /** A packet whose bytes say at which 10 ms of the stream they belong. */
    private JitterBuffer.Put put(int atMillis, int millis) {
        return putAt(FIRST, atMillis, millis);
    }

    private JitterBuffer.Put putAt(long first, int atMillis, int millis) {
        byte[] payload = new byte[millis * 8];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) ((atMillis + i / 8) / 10);
        }
        return buffer.put(Packets.header(0, first + atMillis * 8L, payload));
    }

    private JitterBuffer.Frame take() {
        JitterBuffer.Frame verdict = buffer.take(frame, 0);
        if (verdict == FRAME) {
            assertThat(frame).containsOnly(frame[0]);
            heard.add((int) frame[0]);
        }
        return verdict;
    }

    private JitterBuffer.Frame[] take(int times) {
        JitterBuffer.Frame[] frames = new JitterBuffer.Frame[times];
        Arrays.setAll(frames, i -> take());
        return frames;
    }

    @Test
    void silenceBeforeTheFirstPacket() {
        assertThat(take(10)).containsOnly(SILENCE);
        assertThat(buffer.concealed()).isZero();
    }

    @Test
    void theFirstPacketIsPlayedAfterTheLeastDelay() {
        put(0, 20);
        put(20, 20);
        assertThat(take(8)).containsExactly(SILENCE, SILENCE, SILENCE, SILENCE, FRAME, FRAME, FRAME, FRAME);
        assertThat(heard).containsExactly(0, 1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void everyPacketTimePlaysOutWithoutAGap(int packetMillis) {
        int sent = 0;
        for (int tick = 0; tick < 500; tick++) {
            while (sent + packetMillis <= (tick + 1) * 20) {
                assertThat(put(sent, packetMillis)).isEqualTo(KEPT);
                sent += packetMillis;
            }
            take(2);
        }
        assertThat(buffer.concealed()).isZero();
        assertContinuous(heard.size());
        assertThat(heard.size()).isGreaterThan(980);
    }

    private void assertContinuous(int frames) {
        for (int i = 1; i < frames; i++) {
            int step = (byte) (heard.get(i) - heard.get(i - 1));
            assertThat(step).as("frame %d", i).isBetween(1, 2);
        }
    }

    @Test
    void reorderedPacketsAreHeardInOrder() {
        put(20, 20);
        put(0, 20);
        put(60, 20);
        put(40, 20);
        take(12);
        assertThat(heard).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void ofAPacketThatIsPartlyLateTheRestIsHeard() {
        put(0, 20);
        take(6);
        assertThat(take()).isEqualTo(CONCEAL);
        assertThat(put(20, 20)).isEqualTo(KEPT);
        take(10);
        assertThat(heard).containsExactly(0, 1, 3);
    }

    @Test
    void afterAPauseAPacketThatReachesBackIntoWhatWasHeardIsLate() {
        put(0, 20);
        take(40);
        assertThat(put(10, 20)).isEqualTo(LATE);
        assertThat(put(20, 20)).isEqualTo(KEPT);
    }

    @Test
    void aLostPacketIsConcealed() {
        put(0, 20);
        put(40, 20);
        take(4);
        assertThat(take(6)).containsExactly(FRAME, FRAME, CONCEAL, CONCEAL, FRAME, FRAME);
        assertThat(buffer.concealed()).isEqualTo(2);
    }

    @Test
    void aLongGapFallsSilentAndWhatComesThenStartsAfresh() {
        put(0, 20);
        take(6);
        assertThat(take(7)).containsExactly(CONCEAL, CONCEAL, CONCEAL, CONCEAL, CONCEAL, CONCEAL, SILENCE);
        take(100);
        assertThat(buffer.depthMillis()).isZero();
        put(5000, 20);
        assertThat(take(6)).containsExactly(SILENCE, SILENCE, SILENCE, SILENCE, FRAME, FRAME);
        assertThat(buffer.concealed()).isEqualTo(6);
    }

    @Test
    void aSenderWhoseTimestampsStoodStillDuringAPauseIsHeard() {
        put(0, 20);
        take(100);
        assertThat(put(20, 20)).isEqualTo(KEPT);
        take(6);
        assertThat(heard).containsExactly(0, 1, 2, 3);
    }

    @Test
    void duplicatesAreToldAlsoAfterTheyWerePlayed() {
        put(0, 20);
        assertThat(put(0, 20)).isEqualTo(DUPLICATE);
        take(6);
        assertThat(put(0, 20)).isEqualTo(DUPLICATE);
        assertThat(take()).isEqualTo(CONCEAL);
    }

    @Test
    void aLatePacketIsToldAndMakesTheDelayGrow() {
        put(0, 20);
        take(4);
        put(40, 20);
        take(4);
        int before = buffer.depthMillis();
        assertThat(put(20, 20)).isEqualTo(LATE);
        assertThat(buffer.depthMillis()).isEqualTo(before + 20);
    }

    @Test
    void theDelayNeverExceedsItsMaximum() {
        for (int at = 0; at < 2000; at += 20) {
            put(at, 20);
            assertThat(buffer.depthMillis()).isLessThanOrEqualTo(220);
        }
    }

    @Test
    void aBurstBeyondTheMaximumGivesUpTheOldest() {
        List<JitterBuffer.Put> verdicts = new ArrayList<>();
        for (int at = 0; at < 400; at += 20) {
            verdicts.add(put(at, 20));
        }
        assertThat(verdicts).contains(OVERFLOW);
        take(40);
        assertThat(heard).endsWith(38, 39);
    }

    @Test
    void aDelayThatIsNotNeededShrinksBackToTheMinimum() {
        put(0, 20);
        for (int at = 20; at < 160; at += 20) {
            put(at, 20);
        }
        assertThat(buffer.depthMillis()).isEqualTo(200);
        for (int at = 160; at < 30_000; at += 20) {
            take(2);
            assertThat(put(at, 20)).isEqualTo(KEPT);
        }
        assertThat(buffer.depthMillis()).isLessThanOrEqualTo(60);
        assertThat(buffer.concealed()).isZero();
    }

    @Test
    void aFarEndWhoseClockRunsFastDoesNotMakeTheDelayGrow() {
        int at = 0;
        for (int tick = 0; tick < 50_000; tick++) {
            put(at, 20);
            at += 20;
            if (tick % 500 == 0) {
                put(at, 20);
                at += 20;
            }
            take(2);
            assertThat(buffer.depthMillis()).isLessThan(140);
        }
        assertThat(buffer.concealed()).isZero();
    }

    @Test
    void aFarEndWhoseClockRunsSlowIsStillHeard() {
        int at = 0;
        int late = 0;
        for (int tick = 0; tick < 50_000; tick++) {
            if (tick % 500 != 499) {
                late += put(at, 20) == LATE ? 1 : 0;
                at += 20;
            }
            take(2);
        }
        assertThat(late).isLessThan(100);
        assertThat(heard.size()).isGreaterThan(99_000);
    }

    @Test
    void aJumpOfTheTimestampIsFollowedAtItsSecondPacket() {
        put(0, 20);
        take(6);
        assertThat(putAt(1_000_000_000L, 0, 20)).isEqualTo(OVERFLOW);
        assertThat(putAt(1_000_000_000L, 20, 20)).isEqualTo(KEPT);
        heard.clear();
        take(6);
        assertThat(heard).containsExactly(2, 3);
    }

    @Test
    void oneStrayTimestampChangesNothing() {
        put(0, 20);
        assertThat(putAt(1_000_000_000L, 0, 20)).isEqualTo(OVERFLOW);
        put(20, 20);
        take(8);
        assertThat(heard).containsExactly(0, 1, 2, 3);
    }

    @Test
    void anEmptyPacketIsNotKept() {
        assertThat(buffer.put(Packets.header(0, FIRST))).isEqualTo(OVERFLOW);
    }
}
