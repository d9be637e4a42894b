package io.ringflow.media.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    private static short[] pcm(int encoding, int bits, byte... data) throws BadSound {
        return WavReader.read(new WavFile()
                        .format(encoding, 1, 8_000, bits)
                        .data(data)
                        .bytes())
                .pcm();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void everyEncodingBecomesSixteenBits() throws BadSound {
        assertThat(pcm(WavFile.PCM, 8, (byte) 0x80, (byte) 0xFF, (byte) 0))
                .containsExactly((short) 0, (short) 32_512, (short) -32_768);
        assertThat(pcm(WavFile.PCM, 16, (byte) 0x34, (byte) 0x12, (byte) 0, (byte) 0x80))
                .containsExactly((short) 0x1234, Short.MIN_VALUE);
        assertThat(pcm(WavFile.PCM, 24, (byte) 0x99, (byte) 0x34, (byte) 0x12)).containsExactly((short) 0x1234);
        assertThat(pcm(WavFile.PCM, 32, little(4).putInt(0x12345678).array())).containsExactly((short) 0x1234);
        assertThat(pcm(WavFile.A_LAW, 8, (byte) 0xD5, (byte) 0xAA)).containsExactly((short) 8, (short) 32_256);
        assertThat(pcm(WavFile.MU_LAW, 8, (byte) 0xFF, (byte) 0x80)).containsExactly((short) 0, (short) 32_124);
    }

    @Test
    void floatsAreClippedAndWhatIsNoNumberIsSilent() throws BadSound {
        byte[] data = little(20)
                .putFloat(0.5f)
                .putFloat(-1f)
                .putFloat(7f)
                .putFloat(Float.NaN)
                .putFloat(Float.NEGATIVE_INFINITY)
                .array();
        assertThat(pcm(WavFile.FLOAT, 32, data))
                .containsExactly((short) 16_384, (short) -32_768, (short) 32_767, (short) 0, (short) -32_768);
        assertThat(pcm(WavFile.FLOAT, 64, little(8).putDouble(0.25).array())).containsExactly((short) 8_192);
    }

    @Test
    void twoChannelsAreAveragedWithoutOverflow() throws BadSound {
        byte[] file = WavFile.pcm16(16_000, 2, (short) 32_767, (short) 32_767, (short) 1_000, (short) -3_000);
        assertThat(WavReader.read(file).pcm()).containsExactly((short) 32_767, (short) -1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 96_000})
    void usualRatesAreRead(int sampleRate) throws BadSound {
        assertThat(WavReader.read(WavFile.pcm16(sampleRate, 1, (short) 5)).sampleRate())
                .isEqualTo(sampleRate);
    }

    @Test
    void theExtensibleFormatIsRead() throws BadSound {
        byte[] file = new WavFile()
                .extensible(WavFile.PCM, 1, 8_000, 16)
                .data((byte) 1, (byte) 2)
                .bytes();
        assertThat(WavReader.read(file).pcm()).containsExactly((short) 0x0201);
    }

    @Test
    void otherChunksAroundAreSkippedWithTheirPadding() throws BadSound {
        byte[] file = new WavFile()
                .chunk("LIST", 3, (byte) 1, (byte) 2, (byte) 3)
                .format(WavFile.PCM, 1, 8_000, 16)
                .chunk("fact", 4, new byte[4])
                .data((byte) 1, (byte) 2)
                .chunk("LIST", 4, new byte[4])
                .bytes();
        assertThat(WavReader.read(file).pcm()).containsExactly((short) 0x0201);
    }

    /** Threat W10. */
    @ParameterizedTest
    @ValueSource(longs = {0xFFFFFFFFL, 0x7FFFFFFFL, 0x80000000L, 1_000})
    void dataThatClaimsTooMuchIsWhatIsThere(long claimed) throws BadSound {
        byte[] file = new WavFile()
                .format(WavFile.PCM, 1, 8_000, 16)
                .chunk("data", claimed, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                .bytes(claimed);
        assertThat(WavReader.read(file).pcm()).containsExactly((short) 0x0201, (short) 0x0403);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0xFFFFFFFFL})
    void aFileWrittenToAPipeIsReadToItsEnd(long claimed) throws BadSound {
        byte[] file = new WavFile()
                .format(WavFile.PCM, 1, 8_000, 16)
                .chunk("data", 0, (byte) 1, (byte) 2)
                .bytes(claimed);
        assertThat(WavReader.read(file).pcm()).containsExactly((short) 0x0201);
    }

    @Test
    void halfASampleAtTheEndIsLeftOut() throws BadSound {
        assertThat(pcm(WavFile.PCM, 16, (byte) 1, (byte) 2, (byte) 3)).containsExactly((short) 0x0201);
    }

    /** Threat W10. */
    @ParameterizedTest
    @CsvSource({
        "1, 0, 8000, 16, 0 channels",
        "1, 3, 8000, 16, 3 channels",
        "1, 1, 0, 16, sample rate 0",
        "1, 1, 4294967295, 16, sample rate 4294967295",
        "1, 1, 8001, 16, sample rate 8001",
        "1, 1, 8000, 12, encoding 1 with 12 bits",
        "1, 1, 8000, 0, encoding 1 with 0 bits",
        "2, 1, 8000, 4, encoding 2 with 4 bits",
        "49, 1, 8000, 0, encoding 49 with 0 bits"
    })
    void formatsThatWeDoNotReadAreNamed(int encoding, int channels, long sampleRate, int bits, String why) {
        byte[] file = new WavFile()
                .format(encoding, channels, sampleRate, bits)
                .data(new byte[100])
                .bytes();
        assertThatThrownBy(() -> WavReader.read(file))
                .isInstanceOf(BadSound.class)
                .hasMessage(why);
    }

    @Test
    void filesWithoutFormatOrDataAreRefused() {
        assertThatThrownBy(() -> WavReader.read(new WavFile().data((byte) 1).bytes()))
                .hasMessage("data before its format");
        assertThatThrownBy(() -> WavReader.read(
                        new WavFile().format(WavFile.PCM, 1, 8_000, 16).bytes()))
                .hasMessage("no data");
        assertThatThrownBy(() -> WavReader.read(new WavFile().bytes())).hasMessage("no format");
        assertThatThrownBy(() -> WavReader.read(new byte[5])).hasMessage("not a RIFF WAVE file");
    }

    /** Threat W10. */
    @Test
    void chunksWithoutEndAreGivenUp() {
        WavFile file = new WavFile();
        for (int i = 0; i < 5_000; i++) {
            file.chunk("LIST", 0);
        }
        byte[] bytes = file.format(WavFile.PCM, 1, 8_000, 16).data(new byte[2]).bytes();
        assertThatThrownBy(() -> WavReader.read(bytes)).hasMessage("no format");
    }

    /** Threat W10. */
    @Test
    void damagedFilesAreReadOrRefused() {
        byte[] good = new WavFile()
                .chunk("LIST", 4, new byte[4])
                .extensible(WavFile.PCM, 2, 8_000, 16)
                .data(new byte[64])
                .bytes();
        Random random = new Random(3);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int round = 0; round < 20_000; round++) {
                byte[] damaged = java.util.Arrays.copyOf(good, good.length - random.nextInt(good.length - 12));
                for (int change = random.nextInt(6); change >= 0; change--) {
                    damaged[12 + random.nextInt(Math.max(1, damaged.length - 12)) - (damaged.length == 12 ? 1 : 0)] =
                            (byte) random.nextInt();
                }
                try {
                    assertThat(WavReader.read(damaged).pcm().length).isLessThanOrEqualTo(damaged.length);
                } catch (BadSound expected) {
                    assertThat(expected.getMessage()).isNotEmpty();
                }
            }
        });
    }
}
