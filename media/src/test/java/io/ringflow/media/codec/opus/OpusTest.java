package io.ringflow.media.codec.opus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.media.codec.CodecUnavailable;
import io.ringflow.media.codec.FormatParameters;
import io.ringflow.media.codec.Sound;
import io.ringflow.testkit.junit.AllocationProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpusTest {

    private static String variant(String far) {
        return Provider.CONCENTUS
                .codec(16_000)
                .agreed(FormatParameters.of(far))
                .orElseThrow()
                .variant();
    }

    @Test
    void theCatalogOffersItAsSdpHasIt() {
        Codec codec = CodecCatalog.standard().find("opus").getFirst();
        assertThat(codec.name() + "/" + codec.clockRate() + "/" + codec.channels())
                .isEqualTo("opus/48000/2");
        assertThat(codec.sampleRate()).isEqualTo(16_000);
        assertThat(codec.parameters())
                .isEqualTo("maxplaybackrate=16000;sprop-maxcapturerate=16000;stereo=0;useinbandfec=1");
    }

    @Test
    void whatTheFarEndLikesIsFollowedInSteps() {
        assertThat(variant("")).isEqualTo("OPUS-24k");
        assertThat(variant("useinbandfec=1; usedtx=1; stereo=1")).isEqualTo("OPUS-24k-fec-dtx");
        assertThat(variant("maxaveragebitrate=17999")).isEqualTo("OPUS-16k");
        assertThat(variant("maxaveragebitrate=64000")).isEqualTo("OPUS-24k");
        assertThat(variant("maxaveragebitrate=6000;cbr=1")).isEqualTo("OPUS-8k-cbr");
        assertThat(variant("maxplaybackrate=8000")).isEqualTo("OPUS-16k-8000");
        assertThat(variant("maxplaybackrate=48000")).isEqualTo("OPUS-24k");
    }

    @ParameterizedTest
    @EnumSource
    void bitRatesAndBandsAreKept(Provider provider) {
        Codec codec = provider.codec(16_000);
        assertThat(bytesPerSecond(codec, "maxaveragebitrate=12000")).isBetween(700, 1_800);
        assertThat(bytesPerSecond(codec, "")).isBetween(1_400, 3_900);
        assertThat(bytesPerSecond(codec, "cbr=1")).isEqualTo(3_000);
        assertThat(bytesPerSecond(codec, "cbr=1;maxaveragebitrate=16000")).isEqualTo(2_000);
    }

    private static int bytesPerSecond(Codec codec, String far) {
        Codec agreed = codec.agreed(FormatParameters.of(far)).orElseThrow();
        short[] voice = Sound.voice(16_000, 1_000);
        byte[] payload = new byte[agreed.maxPayloadBytes(20)];
        int bytes = 0;
        try (Codec.Encoder encoder = agreed.newEncoder()) {
            for (int at = 0; at < voice.length; at += 320) {
                bytes += encoder.encode(voice, at, 320, payload, 0);
            }
        }
        return bytes;
    }

    @Test
    void aRateThatOpusHasNotIsRefusedWithTheReason() {
        assertThatThrownBy(() -> Provider.CONCENTUS.codec(44_100))
                .isInstanceOf(CodecUnavailable.class)
                .hasMessageContaining("ringflow.opus.rate is 44100");
    }

    @Test
    void aLibraryThatIsNotThereIsNotLoaded() {
        assertThat(LibOpus.load("libringflow-has-no-such.so.0")).isEmpty();
        assertThat(LibOpus.load("libc.so.6")).as("not Opus").isEmpty();
        assertThat(new Concentus().version()).contains("Concentus");
        assertThat(Provider.LIBOPUS.library().version()).contains("libopus");
    }

    @Test
    void anImplementationCanBeNamed() {
        assertThat(Opus.by("libopus").variant()).isEqualTo(Opus.by("concentus").variant());
    }

    @Test
    void theNativeCodecAllocatesNothingPerPacket() {
        Codec codec = Provider.LIBOPUS
                .codec(16_000)
                .agreed(FormatParameters.of("useinbandfec=1"))
                .orElseThrow();
        short[] voice = Sound.voice(16_000, 1_000);
        short[] heard = new short[320];
        byte[] payload = new byte[codec.maxPayloadBytes(20)];
        int[] at = {0};
        try (Codec.Encoder encoder = codec.newEncoder();
                Codec.Decoder decoder = codec.newDecoder()) {
            AllocationProbe.assertNone(1_000, () -> {
                at[0] = (at[0] + 320) % voice.length;
                int bytes = encoder.encode(voice, at[0], 320, payload, 0);
                decoder.recover(payload, 0, bytes, heard, 0, 320);
                decoder.decode(payload, 0, bytes, heard, 0);
                decoder.conceal(heard, 0, 320);
            });
        }
    }

    @Test
    void memoryOfAnEndedCallIsFreshInTheNext() {
        Codec codec = Provider.LIBOPUS.codec(16_000);
        short[] voice = Sound.voice(16_000, 400);
        short[] first = Sound.through(codec, voice, 20);
        assertThat(Sound.through(codec, voice, 20)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void aClosedDirectionIsSilentAndCanBeClosedAgain(Provider provider) {
        Codec codec = provider.codec(16_000);
        try (Codec.Encoder encoder = codec.newEncoder();
                Codec.Decoder decoder = codec.newDecoder()) {
            encoder.close();
            decoder.close();
        }
        try (Codec.Encoder one = Provider.LIBOPUS.codec(16_000).newEncoder()) {
            one.close();
            assertThat(one.encode(new short[320], 0, 320, new byte[100], 0)).isZero();
        }
    }
}
