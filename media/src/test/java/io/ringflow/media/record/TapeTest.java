package io.ringflow.media.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ringflow.media.Recorded.End;
import io.ringflow.media.Recorded.Paused;
import io.ringflow.media.Recording.Pause;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.testkit.junit.AllocationProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapeTest {
    private static final int TICK = 160;

    private final Tape tape = new Tape(2, 8_000, 0, 0, 0);
    private int tick = 100;
    private short next;

    private record Laid(long place, short[] pcm) {}

    private static short[] count(int from, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < samples; i++) {
            pcm[i] = (short) (from + i);
        }
        return pcm;
    }

    private void push(AudioSink track, int millis) {
        track.push(count(next, millis * 8), millis * 8, 8_000);
        next += (short) (millis * 8);
    }

    private List<Laid> read() {
        List<Laid> laid = new ArrayList<>();
        for (@Nullable TapeFrame frame = tape.read(); frame != null; frame = tape.read()) {
            laid.add(new Laid(frame.place, frame.pcm.clone()));
            tape.giveBack(frame);
        }
        return laid;
    }

    private static short[] track(List<Laid> laid, int track) {
        short[] pcm = new short[laid.size() * TICK];
        for (int i = 0; i < laid.size(); i++) {
            System.arraycopy(laid.get(i).pcm, track * TICK, pcm, i * TICK, TICK);
        }
        return pcm;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void everyPacketTimeIsLaidDownWithoutAGapOnceItHasBegun(int packet) {
        int due = 0;
        for (int i = 0; i < 30; i++) {
            for (due += 20; due >= packet; due -= packet) {
                push(tape.track(1), packet);
            }
            tape.turn(tick++);
        }
        short[] said = track(read(), 1);
        int begin = (packet + 19) / 20 * TICK - TICK;
        assertThat(Arrays.copyOfRange(said, begin, said.length)).isEqualTo(count(0, said.length - begin));
    }

    @Test
    void bothTracksComeFromTheSameTick() {
        for (int i = 0; i < 3; i++) {
            tape.track(0).push(count(i * TICK, TICK), TICK, 8_000);
            tape.track(1).push(count(i * TICK, TICK), TICK, 8_000);
            tape.turn(tick++);
        }
        List<Laid> laid = read();
        assertThat(track(laid, 0)).isEqualTo(track(laid, 1)).isEqualTo(count(0, 3 * TICK));
    }

    @Test
    void aTrackThatSaysNothingIsSilent() {
        push(tape.track(1), 20);
        tape.turn(tick);
        assertThat(track(read(), 0)).containsOnly(0);
    }

    @Test
    void ticksThatTheLoopGaveUpAreAGapInTheirPlace() {
        tape.turn(10);
        tape.turn(14);
        assertThat(read()).extracting(Laid::place).containsExactly(0L, 4L);
        assertThat(tape.missed()).isEqualTo(3);
    }

    @Test
    void aWriterThatIsTooSlowCostsAGapAndNoShift() {
        for (int i = 0; i < Tape.FRAMES + 7; i++) {
            push(tape.track(0), 20);
            tape.turn(tick++);
        }
        assertThat(read()).hasSize(Tape.FRAMES);
        push(tape.track(0), 20);
        tape.turn(tick);
        List<Laid> after = read();
        assertThat(after).extracting(Laid::place).containsExactly(Tape.FRAMES + 7L);
        assertThat(track(after, 0)).isEqualTo(count((short) ((Tape.FRAMES + 7) * TICK), TICK));
        assertThat(tape.missed()).isEqualTo(7);
    }

    private void say(int ticks) {
        for (int i = 0; i < ticks; i++) {
            push(tape.track(0), 20);
            tape.turn(tick++);
        }
    }

    @Test
    void aCutPauseLeavesNothingAndASilentOneItsLength() {
        say(1);
        tape.pause(Pause.CUT);
        say(5);
        tape.resume();
        say(PauseMark.TRAIL + 1);
        tape.pause(Pause.SILENCE);
        say(7);
        tape.resume();
        say(PauseMark.TRAIL + 1);
        List<Laid> laid = read();
        assertThat(laid).extracting(Laid::place).containsExactly(0L, 1L, 9L + PauseMark.TRAIL);
        assertThat(track(laid, 0)).startsWith(count(0, TICK)).endsWith(count((short) (next - TICK), TICK));
        assertThat(tape.missed()).isZero();
        assertThat(tape.pauses())
                .containsExactly(
                        new Paused(Duration.ofMillis(20), Duration.ofMillis(300), Pause.CUT),
                        new Paused(Duration.ofMillis(40), Duration.ofMillis(340), Pause.SILENCE));
    }

    @Test
    void aPauseThatIsAskedForTwiceIsOneAndOneOfTheOtherKindTakesItsPlace() {
        tape.pause(Pause.CUT);
        tape.pause(Pause.CUT);
        say(2);
        tape.pause(Pause.SILENCE);
        say(3);
        assertThat(tape.paused()).isTrue();
        tape.resume();
        assertThat(tape.paused()).isFalse();
        tape.pause(Pause.SILENCE);
        say(4);
        assertThat(read()).isEmpty();
        assertThat(tape.pauses())
                .extracting(one -> one.length().toMillis(), Paused::as)
                .containsExactly(tuple(40L, Pause.CUT), tuple(60L, Pause.SILENCE), tuple(80L, Pause.SILENCE));
    }

    @Test
    void notASampleOfAPauseIsLeftInTheRateConversion() {
        short[] loud = new short[960];
        Arrays.fill(loud, (short) 20_000);
        tape.pause(Pause.CUT);
        for (int i = 0; i < 4 + PauseMark.TRAIL; i++) {
            if (i == 4) {
                tape.resume();
            }
            tape.track(0).push(loud, 960, 48_000);
            tape.turn(tick++);
        }
        tape.track(0).push(new short[960], 960, 48_000);
        tape.turn(tick++);
        tape.track(0).push(new short[960], 960, 48_000);
        tape.turn(tick++);
        assertThat(track(read(), 0)).isNotEmpty().containsOnly(0);
    }

    @Test
    void itEndsAtItsLimitEvenInAGap() {
        Tape limited = new Tape(1, 8_000, 5, 0, 0);
        for (int at : new int[] {1, 2, 9, 10}) {
            limited.turn(at);
        }
        assertThat(limited.hasEnded()).isTrue();
        assertThat(limited.length()).isEqualTo(5);
    }

    @Test
    void aLeadIsSilenceThatIsNotMissed() {
        Tape late = new Tape(1, 8_000, 0, 50, 0);
        late.turn(1);
        TapeFrame frame = late.read();
        assertThat(frame).isNotNull().extracting(laid -> laid.place).isEqualTo(50L);
        assertThat(late.missed()).isZero();
    }

    @Test
    void whatIsAskedToEndEndsBeforeTheNextTickIsLaidDown() {
        tape.turn(tick++);
        tape.askEnd();
        assertThat(tape.hasEnded()).isFalse();
        tape.turn(tick++);
        tape.turn(tick++);
        assertThat(tape.length()).isEqualTo(1);
        assertThat(read()).hasSize(1);
    }

    private void say(Tape to, int loudness) {
        short[] pcm = new short[TICK];
        for (int i = 0; i < TICK; i++) {
            pcm[i] = (short) (loudness * Math.sin(2 * Math.PI * i / 16));
        }
        to.track(0).push(pcm, TICK, 8_000);
        to.turn(tick++);
    }

    @Test
    void silenceEndsItSoManyTicksAfterTheLastWord() {
        Tape message = new Tape(1, 8_000, 0, 0, 100);
        for (int i = 0; i < 60; i++) {
            say(message, 0);
        }
        for (int i = 0; i < 50; i++) {
            say(message, 8_000);
        }
        for (int i = 0; i < 99; i++) {
            say(message, 0);
        }
        assertThat(message.hasEnded()).isFalse();
        say(message, 0);
        assertThat(message.length()).isEqualTo(60 + 50 + 100);
        assertThat(message.endedBy()).isEqualTo(End.SILENCE);
        assertThat(message.heard()).isTrue();
    }

    @Test
    void whoNeverSpeaksIsNotHeardHoweverTheBackgroundHums() {
        Tape message = new Tape(1, 8_000, 0, 0, 100);
        for (int i = 0; i < 100; i++) {
            say(message, 60);
        }
        assertThat(message.endedBy()).isEqualTo(End.SILENCE);
        assertThat(message.length()).isEqualTo(100);
        assertThat(message.heard()).isFalse();
    }

    @Test
    void aClickIsNoSpeech() {
        Tape message = new Tape(1, 8_000, 0, 0, 100);
        for (int i = 0; i < 100; i++) {
            say(message, i % 20 == 10 ? 8_000 : 0);
        }
        assertThat(message.hasEnded()).isTrue();
        assertThat(message.heard()).isFalse();
    }

    @Test
    void whatIsNotLaidDownIsNotSilence() {
        Tape message = new Tape(1, 8_000, 0, 0, 100);
        say(message, 0);
        tick += 500;
        say(message, 0);
        message.pause(Pause.SILENCE);
        for (int i = 0; i < 200; i++) {
            say(message, 0);
        }
        assertThat(message.hasEnded()).isFalse();
    }

    @Test
    void whatEndsItIsTold() {
        Tape limited = new Tape(1, 8_000, 2, 0, 0);
        limited.turn(1);
        limited.turn(2);
        assertThat(limited.endedBy()).isEqualTo(End.LIMIT);
        tape.askEnd();
        tape.turn(tick);
        assertThat(tape.endedBy()).isEqualTo(End.CLOSED);
        tape.end(End.SESSION_CLOSED);
        assertThat(tape.endedBy()).as("the first counts").isEqualTo(End.CLOSED);
    }

    @Test
    void theBeginningOfAKeysToneIsNoSpeech() {
        for (int i = 0; i < 20; i++) {
            say(tape, i < 12 ? 0 : 8_000);
        }
        assertThat(tape.heard()).isFalse();
        for (int i = 0; i < 5; i++) {
            say(tape, 8_000);
        }
        assertThat(tape.heard()).isTrue();
    }

    @Test
    void listeningForSilenceAllocatesNothing() {
        Tape message = new Tape(1, 8_000, 0, 0, 1_000_000);
        short[] pcm = count(5_000, TICK);
        AllocationProbe.assertNone(1_000, () -> {
            message.track(0).push(pcm, TICK, 8_000);
            message.turn(tick++);
            message.giveBack(Objects.requireNonNull(message.read()));
        });
        assertThat(message.heard()).isTrue();
    }
}
