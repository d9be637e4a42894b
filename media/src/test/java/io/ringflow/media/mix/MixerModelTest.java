package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random joins, leaves, mutes and roles against a mixer that adds everybody up for everybody, sample by sample. */
class MixerModelTest {
    private static final int FRAME = 160;
    private static final int LIMITER_DELAY = 10;
    private static final ConferenceRole[] ROLES = {ConferenceRole.SPEAKER, ConferenceRole.AGENT, ConferenceRole.COACH};

    /** One member as the model sees it. */
    private static final class Modelled {
        final Guest guest;
        final ConferenceRole role;
        float gain;
        boolean muted;
        boolean leaving;
        /** Only the end of its last frame is still heard. */
        boolean gone;

        int ticks;
        /** This tick's frame as it is added up, and the end of the one before. */
        final int[] part = new int[FRAME];

        final int[] tail = new int[LIMITER_DELAY];

        Modelled(Guest guest, ConferenceRole role) {
            this.guest = guest;
            this.role = role;
        }

        void speaks() {
            System.arraycopy(part, FRAME - LIMITER_DELAY, tail, 0, LIMITER_DELAY);
            float target = muted || leaving ? 0 : 1;
            short[] frame = guest.said.last(FRAME);
            for (int i = 0; i < FRAME; i++) {
                part[i] = gone ? 0 : Math.round(frame[i] * (gain + (target - gain) / FRAME * (i + 1)));
            }
            gain = target;
        }

        int at(int index) {
            return index < 0 ? tail[LIMITER_DELAY + index] : part[index];
        }
    }

    @Test
    void everySampleIsTheSumOfThoseWhoAreHeard() {
        for (int seed = 1; seed <= 20; seed++) {
            run(seed);
        }
    }

    private void run(int seed) {
        Random random = new Random(seed);
        Table table = new Table(64);
        Map<Guest, Modelled> model = new HashMap<>();
        for (int tick = 0; tick < 150; tick++) {
            if (model.size() < 3 || (model.size() < 12 && random.nextInt(6) == 0)) {
                ConferenceRole role = ROLES[random.nextInt(ROLES.length)];
                Sound noise = (sample, rate) -> random.nextInt(4_001) - 2_000;
                Guest guest = table.sits("m" + tick, 8_000, role, noise);
                model.put(guest, new Modelled(guest, role));
            }
            for (Modelled member : model.values()) {
                if (random.nextInt(20) == 0) {
                    member.muted = !member.muted;
                    member.guest.port.set(member.guest.port.settings().withMuted(member.muted));
                }
                if (random.nextInt(60) == 0) {
                    member.leaving = true;
                    member.guest.port.leave();
                }
            }
            table.guests.forEach(Guest::speaks);
            table.mixer.mix();
            table.guests.forEach(Guest::hears);
            model.values().forEach(Modelled::speaks);
            for (Modelled member : model.values()) {
                // The first tick asks for the rate, the next one fades in.
                if (member.ticks++ > 1 && !member.leaving) {
                    assertThat(member.guest.heard.last(FRAME))
                            .as("seed " + seed + ", tick " + tick + ", " + member.guest.name)
                            .isEqualTo(expected(member, model.values()));
                }
            }
            model.values().removeIf(member -> member.gone);
            model.values().forEach(member -> member.gone = member.leaving);
            table.guests.removeIf(guest -> guest.gone);
            assertThat(table.guests).hasSize(table.mixer.members());
        }
    }

    private static short[] expected(Modelled listener, Iterable<Modelled> all) {
        short[] sum = new short[FRAME];
        for (Modelled speaker : all) {
            if (speaker != listener && listener.role.hears(speaker.role)) {
                for (int i = 0; i < FRAME; i++) {
                    sum[i] += (short) speaker.at(i - LIMITER_DELAY);
                }
            }
        }
        return sum;
    }
}
