package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.EncodedClip;
import io.ringflow.media.Spectrum;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcmClipTest {
    private final short[] tone = WavFile.tone(8_000, 1_004, 90);
    private final PcmClip clip = new PcmClip("tone", tone, 8_000);

    @Test
    void thePayloadIsWholeUnitsPaddedWithSilence() {
        Codec pcma = new Pcma();
        PcmClip cut = new PcmClip("cut", Arrays.copyOf(tone, 715), 8_000);
        byte[] payload = cut.encoded(pcma, 20).bytes();
        assertThat(payload).hasSize(9 * 80);
        short[] heard = new short[720];
        pcma.newDecoder().decode(payload, 0, 720, heard, 0);
        assertThat(Spectrum.amplitude(heard, 0, 640, 8_000, 1_004)).isBetween(9_900.0, 10_100.0);
        assertThat(Arrays.copyOfRange(payload, 715, 720)).containsOnly((byte) 0xD5);
    }

    @Test
    void payloadsAndRatesAreMadeOnce() {
        assertThat(clip.encoded(new Pcma(), 20))
                .isSameAs(clip.encoded(new Pcma(), 20))
                .isSameAs(clip.encoded(new Pcma(), 60));
        assertThat(clip.pcm(16_000)).isSameAs(clip.pcm(16_000)).hasSize(1_440);
        assertThat(clip.pcm(8_000)).isSameAs(tone);
    }

    @Test
    void itsLengthAndWeightAreThoseOfWhatItHolds() {
        assertThat(clip.durationMillis()).isEqualTo(90);
        assertThat(clip.weight()).isEqualTo(1_440);
        long payload = clip.encoded(new Pcma(), 20).weight();
        assertThat(payload).isEqualTo(720 + 10 * 4);
        assertThat(clip.weight()).isEqualTo(1_440 + payload);
        clip.pcm(16_000);
        assertThat(clip.weight()).isEqualTo(1_440 + payload + 2_880);
    }

    @Test
    void anEmptyClipHasNoUnits() {
        EncodedClip empty = new PcmClip("empty", new short[0], 48_000).encoded(new Pcma(), 20);
        assertThat(empty.units()).isZero();
        assertThat(empty.durationMillis()).isZero();
    }
}
