package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs of the floor, and who is held back, as members hear it. */
class CueTest {
    private final Table table = new Table(8);

    @ParameterizedTest(name = "{0} Hz")
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void aSignOfTwoNotesIsHeardByOneBesideWhatItHearsAnyway(int rate) {
        Guest talks = table.sits("talks", rate, Sound.tone(2_000, 3_000));
        Guest asks = table.sits("asks", rate, ConferenceRole.LISTENER, Sound.silence());
        Guest other = table.sits("other", rate, ConferenceRole.LISTENER, Sound.silence());
        table.turn(60);
        int before = asks.heard.size();
        asks.port.play(Cue.falling());
        table.turn(12);
        // From the next tick on, a reader being a frame behind at most.
        int frame = rate / 50;
        short[] heard = asks.heard.last(asks.heard.size() - before);
        assertThat(note(heard, 2 * frame, frame, 500, rate)).isCloseTo(4_000, within(200.0));
        assertThat(note(heard, 7 * frame, frame, 350, rate)).isGreaterThan(3_000);
        assertThat(note(heard, 2 * frame, frame, 2_000, rate)).isCloseTo(3_000, within(60.0));
        short[] others = other.heard.last(asks.heard.size() - before);
        assertThat(Samples.amplitude(others, 500, rate)).isLessThan(5);
        assertThat(Samples.amplitude(talks.heard.last(8 * frame), 500, rate)).isLessThan(5);
    }

    private static double note(short[] heard, int from, int samples, double hertz, int rate) {
        return Samples.amplitude(Arrays.copyOfRange(heard, from, from + 2 * samples), hertz, rate);
    }

    @Test
    void aSignEndsWithoutAClickAndIsHeardOnce() {
        Guest asks = table.sits("asks", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(10);
        asks.port.play(Cue.rising());
        table.turn(15);
        // A tone of 900 Hz at this amplitude moves by 2,800 a sample at most.
        assertThat(Samples.greatestStep(asks.heard.last(15 * 160))).isBetween(1_000, 2_850);
        table.turn(10);
        assertThat(Samples.greatestStep(asks.heard.last(5 * 160))).isLessThanOrEqualTo(2);
    }

    @Test
    void oneWhoIsHeldBackIsNotHeardThoughItsRoleSaysSo() {
        Guest talks = table.sits("talks", 8_000, Sound.tone(Samples.RESTLESS, 3_000));
        Guest hears = table.sits("hears", 8_000, Sound.silence());
        talks.port.holdBack(true);
        table.turn(20);
        assertThat(Samples.amplitude(hears.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                .isLessThan(2);
        talks.port.holdBack(false);
        table.turn(20);
        assertThat(Samples.amplitude(hears.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                .isCloseTo(3_000, within(30.0));
        assertThat(Samples.greatestStep(hears.heard.last(20 * 160))).isLessThan(600);
    }
}
