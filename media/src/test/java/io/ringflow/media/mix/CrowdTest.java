package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdTest {
    /** What the tone below steps from sample to sample, and a little for rounding. */
    private static final int STEP = (int) (8_000 * 2 * Math.PI * Samples.RESTLESS / 8_000) + 2;

    @Test
    void fiveHundredJoinAndLeaveAndNobodyElseHearsIt() {
        Table table = new Table(8);
        Guest speaker = table.sits("speaker", 8_000, Sound.tone(Samples.RESTLESS, 8_000));
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(10);
        for (int i = 0; i < 500; i++) {
            table.sits("m" + i, 8_000, Sound.silence());
        }
        table.turn(10);
        table.guests.stream()
                .filter(guest -> guest != speaker && guest != listener)
                .forEach(guest -> guest.port.leave());
        List<Integer> members = new ArrayList<>();
        for (int tick = 0; tick < 10; tick++) {
            table.turn(1);
            members.add(table.mixer.members());
        }
        assertThat(members).containsExactly(438, 374, 310, 246, 182, 118, 54, 2, 2, 2);
        short[] heard = listener.heard.last(28 * 160);
        assertThat(Samples.amplitude(heard, Samples.RESTLESS, 8_000)).isCloseTo(8_000, within(1.0));
        assertThat(Samples.greatestStep(heard)).isLessThan(STEP);
    }

    @Test
    void whoLeavesWhileTalkingFadesOut() {
        Table table = new Table(8);
        Guest speaker = table.sits("speaker", 8_000, Sound.tone(Samples.RESTLESS, 8_000));
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        // The last frame ends at a peak.
        table.turn(21);
        speaker.port.leave();
        table.guests.remove(speaker);
        table.turn(5);
        assertThat(Samples.greatestStep(listener.heard.last(10 * 160))).isLessThan(STEP);
        assertThat(Samples.remainder(listener.heard.last(160), 8_000)).isZero();
        assertThat(table.told).contains("speaker gone", "speaker stops");
    }

    @Test
    void whoIsDismissedGoesInPartsAndNothingPlaysOn() {
        Table table = new Table(8);
        for (int i = 0; i < 100; i++) {
            table.sits("m" + i, 8_000, Sound.silence());
        }
        table.mixer.play(1, new short[800], 8_000, -1);
        table.turn(2);
        table.mixer.dismiss();
        table.turn(1);
        assertThat(table.mixer.members()).isEqualTo(36);
        table.turn(1);
        assertThat(table.mixer.idle()).isTrue();
        assertThat(table.told).hasSize(101).contains("played 1 false");
    }

    /** A missing frame is faded over, a late one is played, and what is always too late by one is caught up with. */
    @Test
    void aVoiceThatStumblesIsNeitherCutNorLateForLong() {
        Table table = new Table(8);
        Guest speaker = table.sits("speaker", 8_000, Sound.tone(Samples.RESTLESS, 8_000));
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        // The last frame ends at a peak.
        table.turn(21);
        listener.speaks();
        table.mixer.mix();
        listener.hears();
        speaker.speaks();
        table.turn(1);
        assertThat(speaker.port.voice().depth()).as("being heard, and waiting").isEqualTo(2);
        table.turn(250);
        assertThat(speaker.port.voice().depth()).isEqualTo(1);
        assertThat(Samples.greatestStep(listener.heard.last(271 * 160))).isLessThan(2 * STEP);
        assertThat(Samples.amplitude(listener.heard.last(2 * Samples.PERIODS), Samples.RESTLESS, 8_000))
                .isCloseTo(8_000, within(20.0));
    }

    /** Ears that are turned a tick late once hear everything, and are no later than the others in the end. */
    @Test
    void earsThatStumbleHearNoGapAndCatchUp() {
        Table table = new Table(8);
        table.sits("speaker", 8_000, Sound.tone(Samples.RESTLESS, 8_000));
        Guest late = table.sits("late", 8_000, ConferenceRole.LISTENER, Sound.silence());
        Guest other = table.sits("other", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.turn(20);
        int before = late.heard.size();
        table.guests.forEach(Guest::speaks);
        table.mixer.mix();
        other.hears();
        table.turn(250);
        short[] heard = late.heard.last(late.heard.size() - before);
        assertThat(Samples.greatestStep(heard)).isLessThan(STEP + 100);
        assertThat(late.heard.last(1_600)).isEqualTo(other.heard.last(1_600));
        late.hears();
        late.hears();
        assertThat(Samples.remainder(late.heard.last(160), 8_000))
                .as("two ticks too early: silence")
                .isZero();
        table.turn(5);
        assertThat(Samples.greatestStep(late.heard.last(8 * 160))).isLessThan(2 * STEP);
    }

    /** A voice three in ten thousand too fast: its leg's own buffer evens it out, and if not, the ring stays short. */
    @Test
    void aFastVoiceNeverGrowsLate() {
        Table table = new Table(8);
        Guest fast = table.sits("fast", 8_000, Sound.silence());
        short[] frame = new short[160];
        int deepest = 0;
        for (int tick = 1; tick <= 30_000; tick++) {
            fast.port.push(frame, 160, 8_000);
            if (tick % 3_333 == 0) {
                fast.port.push(frame, 160, 8_000);
            }
            deepest = Math.max(deepest, fast.port.voice().depth());
            table.mixer.mix();
        }
        assertThat(deepest).isLessThanOrEqualTo(3);
        assertThat(fast.port.voice().depth()).isLessThanOrEqualTo(2);
    }
}
