package io.ringflow.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import io.ringflow.media.graph.PayloadSource;
import io.ringflow.media.mix.Table.Guest;
import io.ringflow.media.mix.Table.Sound;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What many hear is encoded once. */
class SharedMixTest {
    private final Table table = new Table(8);
    private final CountingCodec law = new CountingCodec(new Pcma());
    private final CountingCodec other = new CountingCodec(new Pcmu());

    /** Ears of one member as a leg would have them. */
    private static final class Ears {
        final Guest guest;
        final CountingCodec codec;
        final Codec.Encoder encoder;
        final Codec.Decoder decoder;
        final Samples heard = new Samples();
        final byte[] payload = new byte[160];
        final short[] frame = new short[160];
        int encoded;

        Ears(Guest guest, CountingCodec codec) {
            this.guest = guest;
            this.codec = codec;
            this.encoder = codec.plain().newEncoder();
            this.decoder = codec.newDecoder();
        }

        void hears() {
            int length = guest.port.pullPayload(codec, 20, payload);
            if (length == PayloadSource.NOT_SHARED) {
                if (!guest.port.pull(frame, 160, 8_000)) {
                    return;
                }
                encoder.encode(frame, 0, 160, payload, 0);
                encoded++;
            }
            decoder.decode(payload, 0, 160, frame, 0);
            heard.add(frame, 160);
        }
    }

    private List<Ears> ears(int count, ConferenceRole role, CountingCodec codec) {
        List<Ears> ears = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ears.add(new Ears(table.sits("e" + table.guests.size(), 8_000, role, Sound.silence()), codec));
        }
        return ears;
    }

    private void turn(List<Ears> all, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            table.guests.forEach(Guest::speaks);
            table.mixer.mix();
            all.forEach(Ears::hears);
        }
    }

    @Test
    void allWhoHearTheSameShareOneEncodingPerCodec() {
        List<Ears> all = ears(300, ConferenceRole.LISTENER, law);
        all.addAll(ears(200, ConferenceRole.LISTENER, other));
        table.sits("speaker", 8_000, Sound.tone(500, 8_000));
        turn(all, 5);
        int before = law.encodes() + other.encodes();
        all.forEach(ears -> ears.encoded = 0);
        turn(all, 50);
        assertThat(law.encodes() + other.encodes() - before).isEqualTo(2 * 50);
        assertThat(table.mixer.encodings()).isEqualTo(2);
        assertThat(all).allMatch(ears -> ears.encoded == 0);
        for (Ears ears : all) {
            assertThat(Samples.amplitude(ears.heard.last(1_600), 500, 8_000)).isBetween(7_900.0, 8_100.0);
        }
    }

    /** Who talks hears the others without itself; before and after it hears the shared mix, and nobody hears the seam. */
    @Test
    void whoTalksHasAMixOfItsOwnWhileItTalks() {
        List<Ears> all = ears(4, ConferenceRole.SPEAKER, law);
        table.sits("other", 8_000, Sound.tone(Samples.RESTLESS, 6_000));
        turn(all, 30);
        Ears talker = all.getFirst();
        talker.encoded = 0;
        turn(all, 20);
        assertThat(talker.encoded).isZero();
        talker.guest.sound = Sound.tone(700, 8_000);
        turn(all, 50);
        assertThat(talker.encoded).isEqualTo(50);
        assertThat(Samples.amplitude(talker.heard.last(7_000), 700, 8_000)).isLessThan(8);
        assertThat(Samples.amplitude(all.getLast().heard.last(4_000), 700, 8_000))
                .isGreaterThan(7_900);
        talker.guest.sound = Sound.silence();
        turn(all, 100);
        assertThat(talker.encoded).isBetween(60, 110);
        int alone = (int) (6_000 * 2 * Math.PI * Samples.RESTLESS / 8_000);
        assertThat(Samples.greatestStep(talker.heard.last(200 * 160 - 800))).isLessThan(alone + 300);
    }

    @Test
    void whatNobodyWantsIsEncodedNoMore() {
        List<Ears> all = ears(3, ConferenceRole.LISTENER, law);
        List<Ears> stays = ears(1, ConferenceRole.LISTENER, other);
        all.addAll(stays);
        turn(all, 10);
        assertThat(table.mixer.encodings()).isEqualTo(2);
        all.subList(0, 3).forEach(ears -> ears.guest.port.leave());
        int before = law.encodes();
        turn(stays, 200);
        assertThat(table.mixer.encodings()).isEqualTo(1);
        assertThat(law.encodes() - before).isLessThanOrEqualTo(101);
        // Its encoder is kept for ten minutes.
        assertThat(law.closes()).isZero();
        turn(stays, 10 * 60 * 50);
        assertThat(law.closes()).isEqualTo(1);
    }

    /** It talks and is silent by turns, and each time hears the shared mix again: nothing is made for that on the loop. */
    @Test
    void theOnlySpeakerOfACodecComesBackToTheEncoderThatThereWas() {
        List<Ears> all = ears(1, ConferenceRole.SPEAKER, law);
        all.addAll(ears(2, ConferenceRole.LISTENER, other));
        for (int round = 0; round < 3; round++) {
            all.getFirst().guest.sound = Sound.tone(700, 8_000);
            turn(all, 200);
            assertThat(table.mixer.encodings()).as("while it talks").isEqualTo(1);
            all.getFirst().guest.sound = Sound.silence();
            turn(all, 200);
            assertThat(table.mixer.encodings()).as("while it is silent").isEqualTo(2);
        }
        assertThat(law.opens()).isEqualTo(1);
        assertThat(law.closes()).isZero();
    }

    @Test
    void aPacketTimeOfItsOwnIsEncodedByTheLeg() {
        Guest guest = table.sits("slow", 8_000, ConferenceRole.LISTENER, Sound.silence());
        table.sits("speaker", 8_000, Sound.tone(500, 8_000));
        Samples heard = new Samples();
        short[] frame = new short[480];
        int due = 0;
        for (int tick = 0; tick < 150; tick++) {
            table.guests.forEach(Guest::speaks);
            table.mixer.mix();
            due += 20;
            int millis = tick < 60 ? 30 : tick < 100 ? 60 : 10;
            while (due >= millis) {
                due -= millis;
                assertThat(guest.port.pullPayload(law, millis, new byte[480])).isEqualTo(PayloadSource.NOT_SHARED);
                if (guest.port.pull(frame, millis * 8, 8_000)) {
                    heard.add(frame, millis * 8);
                }
            }
        }
        assertThat(heard.size()).isGreaterThan(140 * 160);
        assertThat(Samples.greatestStep(heard.last(40 * 160))).isLessThan(3_200);
        assertThat(Samples.amplitude(heard.last(1_600), 500, 8_000)).isBetween(7_900.0, 8_100.0);
    }
}
