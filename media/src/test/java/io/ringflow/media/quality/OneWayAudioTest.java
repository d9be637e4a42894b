package io.ringflow.media.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.media.MediaQuality.OneWay;
import org.junit.jupiter.api.Test;

class OneWayAudioTest {
    private final OneWayAudio audio = new OneWayAudio();

    @Test
    void nothingForThreeSecondsIsSuspectedOnce() {
        assertThat(audio.onSecond(0, false, 0, 0)).isFalse();
        assertThat(audio.onSecond(0, false, 0, 0)).isFalse();
        assertThat(audio.onSecond(0, false, 0, 0)).isTrue();
        assertThat(audio.onSecond(0, false, 0, 0)).isFalse();
        assertThat(audio.suspected()).isEqualTo(OneWay.NO_PACKETS);
    }

    @Test
    void packetsOfStrangersAndOfUnknownTypesAreToldApart() {
        for (int i = 0; i < 3; i++) {
            audio.onSecond(0, false, 50, 0);
        }
        assertThat(audio.suspected()).isEqualTo(OneWay.WRONG_SOURCE);
        for (int i = 0; i < 3; i++) {
            audio.onSecond(0, false, 0, 50);
        }
        assertThat(audio.suspected()).isEqualTo(OneWay.CODEC_MISMATCH);
    }

    @Test
    void constantAudioIsSilenceAfterALongWhile() {
        for (int i = 0; i < 19; i++) {
            assertThat(audio.onSecond(50, true, 0, 0)).isFalse();
        }
        assertThat(audio.onSecond(50, true, 0, 0)).isTrue();
        assertThat(audio.suspected()).isEqualTo(OneWay.SILENCE);
    }

    @Test
    void soundClearsTheSuspicionAndHoldForgetsIt() {
        for (int i = 0; i < 3; i++) {
            audio.onSecond(0, false, 0, 0);
        }
        audio.onSecond(50, false, 0, 0);
        assertThat(audio.suspected()).isEqualTo(OneWay.NONE);
        audio.onSecond(0, false, 0, 0);
        audio.onSecond(0, false, 0, 0);
        audio.reset();
        assertThat(audio.onSecond(0, false, 0, 0)).isFalse();
    }
}
