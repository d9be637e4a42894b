package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PcmClipTest {
    private final short[] tone = WavFile.tone(8_000, 1_004, 90);
    private final PcmClip clip = new PcmClip("tone", tone, 8_000);

    @Test
    void thePayloadIsWholeFramesPaddedWithSilence() {
        Codec pcma = new Pcma();
        byte[] payload = clip.payload(pcma);
        assertThat(payload).hasSize(5 * 160);
        short[] heard = new short[800];
        pcma.newDecoder().decode(payload, 0, 800, heard, 0);
        assertThat(Spectrum.amplitude(heard, 0, 720, 8_000, 1_004)).isBetween(9_900.0, 10_100.0);
        assertThat(Arrays.copyOfRange(payload, 720, 800)).containsOnly((byte) 0xD5);
    }

    @Test
    void payloadsAndRatesAreMadeOnce() {
        assertThat(clip.payload(new Pcma())).isSameAs(clip.payload(new Pcma()));
        assertThat(clip.pcm(16_000)).isSameAs(clip.pcm(16_000)).hasSize(1_440);
        assertThat(clip.pcm(8_000)).isSameAs(tone);
    }

    @Test
    void itsLengthAndWeightAreThoseOfWhatItHolds() {
        assertThat(clip.durationMillis()).isEqualTo(90);
        assertThat(clip.weight()).isEqualTo(1_440);
        clip.payload(new Pcma());
        assertThat(clip.weight()).isEqualTo(1_440 + 800);
        clip.pcm(16_000);
        assertThat(clip.weight()).isEqualTo(1_440 + 800 + 2_880);
    }

    @Test
    void anEmptyClipHasAnEmptyPayload() {
        assertThat(new PcmClip("empty", new short[0], 48_000).payload(new Pcma()))
                .isEmpty();
    }
}
