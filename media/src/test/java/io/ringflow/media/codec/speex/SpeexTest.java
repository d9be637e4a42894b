package io.ringflow.media.codec.speex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.FormatParameters;
import io.ringflow.media.codec.Sound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Needs libjspeex-java (Debian); what happens without it is in SpeexAbsenceTest. */
class SpeexTest {
    private final Codec narrow = new SpeexNarrowBand();
    private final Codec wide = new SpeexWideBand();

    private final List<Codec> both = List.of(narrow, wide);

    @Test
    void payloadsOfTheReferenceEncoderAreHeard() throws IOException {
        hears("narrow-q6-20ms.bit", narrow, 20, 0.8);
        // in the low modes of narrow band JSpeex makes a tone louder than libspeex does
        hears("narrow-q3-60ms.bit", narrow, 60, 2.5);
        hears("wide-q8-20ms.bit", wide, 20, 0.4);
        hears("wide-q6-40ms.bit", wide, 40, 0.4);
    }

    private static void hears(String file, Codec codec, int millis, double decibels) throws IOException {
        int rate = codec.sampleRate();
        short[] pcm = new short[rate];
        int at = 0;
        try (InputStream in = SpeexTest.class.getResourceAsStream(file);
                Codec.Decoder decoder = codec.newDecoder()) {
            assertThat(in).as(file).isNotNull();
            ByteBuffer all = ByteBuffer.wrap(in.readAllBytes());
            while (all.hasRemaining()) {
                byte[] payload = new byte[all.getInt()];
                all.get(payload);
                assertThat(codec.samplesIn(payload, 0, payload.length)).as(file).isEqualTo(rate / 1_000 * millis);
                at += decoder.decode(payload, 0, payload.length, pcm, at);
            }
        }
        assertThat(at).as(file).isEqualTo(rate * 6 / 10);
        double level = Spectrum.amplitude(pcm, rate / 5, rate / 2, rate, 440);
        assertThat(20 * Math.log10(level / 8_192)).as("%s, in dB", file).isCloseTo(0, within(decibels));
    }

    @Test
    void aVoiceComesThroughInEveryPacketTime() {
        for (Codec codec : both) {
            short[] voice = Sound.voice(codec.sampleRate(), 360);
            for (int wanted : new int[] {20, 40, 60}) {
                short[] heard = Sound.through(codec, voice, codec.packetMillis(wanted));
                assertThat(Sound.bestSnr(voice, heard, codec.sampleRate() / 50))
                        .as("%s, %d ms", codec.key(), wanted)
                        .isGreaterThan(7);
            }
        }
    }

    @Test
    void packetTimesAreWholeFrames() {
        assertThat(List.of(10, 20, 30, 40, 50, 60))
                .extracting(narrow::packetMillis)
                .containsExactly(20, 20, 20, 40, 40, 60);
        try (Codec.Encoder encoder = narrow.newEncoder()) {
            assertThat(encoder.encode(new short[200], 0, 200, new byte[100], 0)).isZero();
            assertThat(encoder.encode(new short[160], 0, 160, new byte[5], 0))
                    .as("no room")
                    .isZero();
        }
    }

    @Test
    void theModeThatTheFarEndLikesBestIsSent() {
        assertThat(narrow.variant()).isEqualTo("SPEEX/8000-q6");
        int[] bytes = {6, 15, 20, 28, 38, 46, 62, 10};
        for (int mode = 1; mode <= 8; mode++) {
            Codec agreed = agreed(narrow, "mode=\"" + mode + ",any\"");
            byte[] payload = new byte[agreed.maxPayloadBytes(20)];
            try (Codec.Encoder encoder = agreed.newEncoder()) {
                assertThat(encoder.encode(new short[160], 0, 160, payload, 0))
                        .as("mode %d", mode)
                        .isEqualTo(bytes[mode - 1]);
            }
        }
        assertThat(agreed(wide, "mode=10").variant()).isEqualTo("SPEEX/16000-q10");
        assertThat(agreed(wide, "mode=any")).isSameAs(wide);
        assertThat(agreed(narrow, "mode=9;vbr=on")).isSameAs(narrow);
    }

    private static Codec agreed(Codec codec, String far) {
        return codec.agreed(FormatParameters.of(far)).orElseThrow();
    }

    @Test
    void everyQualityFitsWhereItIsToldToFit() {
        for (Codec codec : both) {
            Codec best = agreed(codec, codec == wide ? "mode=10" : "mode=7");
            short[] voice = Sound.voice(codec.sampleRate(), 60);
            byte[] payload = new byte[best.maxPayloadBytes(60)];
            try (Codec.Encoder encoder = best.newEncoder()) {
                assertThat(encoder.encode(voice, 0, voice.length, payload, 0)).isEqualTo(payload.length);
            }
        }
    }

    @Test
    void lostFramesAreGuessedWholeAndFade() {
        short[] tone = Sound.tone(300, 8_000, 8_000, 1_600);
        short[] pcm = new short[160];
        byte[] payload = new byte[narrow.maxPayloadBytes(20)];
        try (Codec.Encoder encoder = narrow.newEncoder();
                Codec.Decoder decoder = narrow.newDecoder()) {
            for (int at = 0; at < tone.length; at += 160) {
                int bytes = encoder.encode(tone, at, 160, payload, 0);
                decoder.decode(payload, 0, bytes, pcm, 0);
            }
            assertThat(decoder.conceal(pcm, 0, 80)).as("half a frame").isZero();
            assertThat(decoder.conceal(pcm, 0, 160)).isEqualTo(160);
            assertThat(Sound.energy(pcm, 0, 160)).isPositive();
            for (int i = 0; i < 40; i++) {
                decoder.conceal(pcm, 0, 160);
            }
            assertThat(Sound.energy(pcm, 0, 160)).isLessThan(160 * 400.0 * 400);
        }
    }

    @Test
    void noPayloadBreaksADecoder() {
        Random random = new Random(5574);
        short[] pcm = new short[1_000];
        for (Codec codec : both) {
            int accepted = 0;
            byte[] real = new byte[codec.maxPayloadBytes(60)];
            try (Codec.Encoder encoder = codec.newEncoder();
                    Codec.Decoder decoder = codec.newDecoder()) {
                short[] voice = Sound.voice(codec.sampleRate(), 60);
                int length = encoder.encode(voice, 0, voice.length, real, 0);
                for (int round = 0; round < 800; round++) {
                    byte[] payload = new byte[random.nextInt(round % 50 == 0 ? 1_200 : 70)];
                    random.nextBytes(payload);
                    if (round % 2 == 0) {
                        payload = Arrays.copyOf(real, length);
                        payload[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                        payload[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    int told = codec.samplesIn(payload, 0, payload.length);
                    int at = random.nextInt(pcm.length + 1);
                    int written = decoder.decode(payload, 0, payload.length, pcm, at);
                    assertThat(written).isBetween(0, Math.min(told, pcm.length - at));
                    accepted += told > 0 ? 1 : 0;
                }
            }
            assertThat(accepted).as("not all refused").isGreaterThan(30);
        }
    }
}
