package io.ringflow.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Gap;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recorded.Gaps;
import io.ringflow.media.Recording.Pause;
import io.ringflow.testkit.junit.AllocationProbe;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Where sound is missing on a tape, and what is no gap: a pause, a lead, silence. */
class GapLogTest {
    private static final int LEAD = 50;

    private final Tape tape = new Tape(2, 8_000, 0, 0, 0);
    private int tick = 100;

    private void turn(Tape one, int ticks) {
        for (int i = 0; i < ticks; i++) {
            one.turn(tick++);
        }
    }

    private static Gaps gaps(Tape ended) {
        ended.end(End.CLOSED);
        return ended.gaps();
    }

    private static Tuple gap(long ticksBefore, long ticks, Cause cause) {
        return tuple(20 * ticksBefore, 20 * ticks, cause);
    }

    private static Tuple[] told(Gaps gaps) {
        return gaps.listed().stream()
                .map(one -> tuple(one.at().toMillis(), one.length().toMillis(), one.cause()))
                .toArray(Tuple[]::new);
    }

    @Test
    void aWholeTapeHasNone() {
        turn(tape, 10);
        assertThat(gaps(tape)).isEqualTo(Gaps.NONE);
    }

    @Test
    void ticksThatTheLoopGaveUpAreListedInTheirPlace() {
        turn(tape, 3);
        tick += 4;
        turn(tape, 2);
        tick += 1;
        turn(tape, 1);
        assertThat(told(gaps(tape))).containsExactly(gap(3, 4, Cause.LOOP), gap(9, 1, Cause.LOOP));
        assertThat(tape.missed()).isEqualTo(5);
    }

    @Test
    void aDiskThatIsTooSlowIsOneGapUntilItTakesSomethingAgain() {
        turn(tape, Tape.FRAMES + 7);
        TapeFrame frame = tape.read();
        assertThat(frame).isNotNull();
        tape.giveBack(frame);
        turn(tape, 3);
        assertThat(told(gaps(tape)))
                .containsExactly(gap(Tape.FRAMES, 7, Cause.DISK), gap(Tape.FRAMES + 8, 2, Cause.DISK));
    }

    @Test
    void whatTheNetworkLostIsListedWhereItWouldHaveBeen() {
        turn(tape, 30);
        tape.lost(10);
        turn(tape, 5);
        Gaps gaps = gaps(tape);
        assertThat(told(gaps)).containsExactly(gap(20, 10, Cause.NETWORK));
        assertThat(gaps.lost().toMillis()).isEqualTo(200);
        assertThat(tape.missed()).as("the server has lost nothing").isZero();
    }

    @Test
    void gapsStandInTheOrderOfTheirPlaces() {
        turn(tape, 30);
        tick += 2;
        turn(tape, 10);
        tape.lost(30);
        turn(tape, 1);
        assertThat(told(gaps(tape))).containsExactly(gap(12, 30, Cause.NETWORK), gap(30, 2, Cause.LOOP));
    }

    @Test
    void aPauseIsNoGapAndNeitherIsWhatIsLostInIt() {
        for (Pause as : Pause.values()) {
            Tape paused = new Tape(1, 8_000, 0, 0, 0);
            turn(paused, 10);
            paused.pause(as);
            turn(paused, 10);
            paused.lost(8);
            tick += 5;
            turn(paused, 10);
            paused.resume();
            turn(paused, PauseMark.TRAIL + 5);
            assertThat(gaps(paused)).as("%s", as).isEqualTo(Gaps.NONE);
            assertThat(paused.pauses()).hasSize(1);
        }
    }

    @Test
    void ofALossThatOutlastsAPauseOnlyTheRestCounts() {
        turn(tape, 10);
        tape.pause(Pause.SILENCE);
        turn(tape, 20);
        tape.resume();
        turn(tape, PauseMark.TRAIL);
        turn(tape, 7);
        tape.lost(25);
        turn(tape, 1);
        assertThat(told(gaps(tape))).containsExactly(gap(10 + 20 + PauseMark.TRAIL, 7, Cause.NETWORK));
    }

    @Test
    void aLeadIsNoneAndNothingIsMissingBeforeTheBeginning() {
        Tape late = new Tape(1, 8_000, 0, LEAD, 0);
        late.lost(20);
        turn(late, 5);
        late.lost(20);
        turn(late, 1);
        assertThat(told(gaps(late))).containsExactly(gap(LEAD, 5, Cause.NETWORK));
    }

    @Test
    void noneIsBehindTheEnd() {
        Tape limited = new Tape(1, 8_000, 5, 0, 0);
        turn(limited, 2);
        tick += 100;
        turn(limited, 2);
        limited.lost(3);
        assertThat(told(limited.gaps())).containsExactly(gap(2, 3, Cause.LOOP));
        assertThat(limited.missed()).isEqualTo(3);
    }

    @Test
    void thereAreSoManyAndTheRestIsCounted() {
        turn(tape, 1);
        for (int i = 0; i < GapLog.MOST + 3; i++) {
            tick++;
            turn(tape, 1);
            tape.giveBack(Objects.requireNonNull(tape.read()));
        }
        Gaps gaps = gaps(tape);
        assertThat(gaps.listed()).hasSize(GapLog.MOST).extracting(Gap::cause).containsOnly(Cause.LOOP);
        assertThat(gaps.unlisted()).isEqualTo(3);
        assertThat(gaps.lost()).isZero();
        assertThat(tape.missed()).as("the sum is that of all").isEqualTo(GapLog.MOST + 3);
    }

    @Test
    void aLongGapBeyondThoseListedCountsOnce() {
        GapLog log = new GapLog();
        for (int i = 0; i < GapLog.MOST; i++) {
            log.add(10L * i, 1, Cause.DISK);
        }
        log.add(5_000, 1, Cause.DISK);
        log.add(5_001, 1, Cause.DISK);
        assertThat(log.told().unlisted()).isEqualTo(1);
        assertThat(log.told().listed().getLast().length().toMillis()).isEqualTo(20);
    }

    @Test
    void noneIsToldOfATapeThatGoesOn() {
        turn(tape, 1);
        tick++;
        turn(tape, 1);
        assertThat(tape.gaps()).isEqualTo(Gaps.NONE);
    }

    @Test
    void listingAllocatesNothing() {
        Tape holed = new Tape(1, 8_000, 0, 0, 0);
        AllocationProbe.assertNone(1_000, () -> {
            tick++;
            holed.lost(4);
            holed.turn(tick++);
            TapeFrame frame = holed.read();
            if (frame != null) {
                holed.giveBack(frame);
            }
        });
    }
}
