package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import org.junit.jupiter.api.Test;

class RolesTest {
    private static final ConferenceRole[] ROLES = {
        ConferenceRole.SPEAKER,
        ConferenceRole.AGENT,
        ConferenceRole.COACH,
        ConferenceRole.MONITOR,
        ConferenceRole.LISTENER,
        ConferenceRole.COACH,
        ConferenceRole.group(0),
        ConferenceRole.group(0),
        ConferenceRole.group(1)
    };

    /** Row hears column. */
    private static final String[] HEARS = {
        "-A-------",
        "S-C--C---",
        "SA---C---",
        "SAC--CGGG",
        "SA-------",
        "SAC------",
        "-------G-",
        "------G--",
        "---------"
    };

    @Test
    void everyRoleHearsWhomItShouldAndNobodyElse() {
        Table table = new Table(16);
        for (int i = 0; i < ROLES.length; i++) {
            table.sits(ROLES[i].toString(), 8_000, ROLES[i], Sound.tone(200 + 100 * i, 2_000));
        }
        table.turn(60);
        for (int listener = 0; listener < ROLES.length; listener++) {
            short[] heard = table.guests.get(listener).heard.last(4_000);
            for (int speaker = 0; speaker < ROLES.length; speaker++) {
                double amplitude = Samples.amplitude(heard, 200 + 100 * speaker, 8_000);
                boolean hears = HEARS[listener].charAt(speaker) != '-';
                assertThat(amplitude).as(listener + " hears " + speaker).isCloseTo(hears ? 2_000 : 0, within(4.0));
                if (listener != speaker) {
                    assertThat(ROLES[listener].hears(ROLES[speaker])).isEqualTo(hears);
                }
            }
        }
    }

    @Test
    void aCoachWhoSpeaksUpIsHeardByAllAndNobodyHearsAClick() {
        Table table = new Table(8);
        Guest caller = table.sits("caller", 8_000, ConferenceRole.SPEAKER, Sound.silence());
        Guest agent = table.sits("agent", 8_000, ConferenceRole.AGENT, Sound.tone(300, 3_000));
        Guest coach = table.sits("coach", 8_000, ConferenceRole.COACH, Sound.tone(Samples.RESTLESS, 8_000));
        table.turn(20);
        assertThat(Samples.amplitude(caller.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                .isLessThan(2);
        for (ConferenceRole role : new ConferenceRole[] {ConferenceRole.SPEAKER, ConferenceRole.COACH}) {
            coach.port.set(coach.port.settings().withRole(role));
            table.turn(20);
            double heard = role.equals(ConferenceRole.SPEAKER) ? 8_000 : 0;
            assertThat(Samples.amplitude(caller.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                    .isCloseTo(heard, within(10.0));
            assertThat(Samples.amplitude(agent.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                    .isCloseTo(8_000, within(10.0));
            assertThat(Samples.amplitude(coach.heard.last(Samples.PERIODS), 300, 8_000))
                    .isCloseTo(3_000, within(10.0));
        }
        for (Guest guest : table.guests) {
            // The greatest step of both tones together, and a little for what fades.
            assertThat(Samples.greatestStep(guest.heard.last(guest.heard.size())))
                    .isLessThan(2_200);
        }
    }

    @Test
    void aListenerWhoBecomesAMonitorHearsTheCoachBeginSoftly() {
        Table table = new Table(8);
        Guest listener = table.sits("listener", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.sits("coach", 8_000, ConferenceRole.COACH, Sound.tone(Samples.RESTLESS, 8_000));
        table.turn(20);
        listener.port.set(listener.port.settings().withRole(ConferenceRole.MONITOR));
        table.turn(20);
        assertThat(Samples.amplitude(listener.heard.last(Samples.PERIODS), Samples.RESTLESS, 8_000))
                .isCloseTo(8_000, within(10.0));
        assertThat(Samples.greatestStep(listener.heard.last(listener.heard.size())))
                .isLessThan(1_450);
    }
}
