package io.ringflow.media.play;

import io.ringflow.media.codec.Sound;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes wave files for tests, honest or lying. */
final class WavFile {
    static final int PCM = 1;
    static final int FLOAT = 3;
    static final int A_LAW = 6;
    static final int MU_LAW = 7;

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] pcm16(int sampleRate, int channels, short... samples) {
        ByteBuffer data = buffer(2 * samples.length);
        for (short sample : samples) {
            data.putShort(sample);
        }
        return new WavFile()
                .format(PCM, channels, sampleRate, 16)
                .data(data.array())
                .bytes();
    }

    static short[] tone(int sampleRate, double frequency, int millis) {
        return Sound.tone(frequency, 10_000, sampleRate, sampleRate * millis / 1_000);
    }

    WavFile format(int encoding, int channels, long sampleRate, int bits) {
        int block = channels * bits / 8;
        return chunk(
                "fmt ",
                16,
                buffer(16)
                        .putShort((short) encoding)
                        .putShort((short) channels)
                        .putInt((int) sampleRate)
                        .putInt((int) sampleRate * block)
                        .putShort((short) block)
                        .putShort((short) bits)
                        .array());
    }

    WavFile extensible(int encoding, int channels, int sampleRate, int bits) {
        int block = channels * bits / 8;
        return chunk(
                "fmt ",
                40,
                buffer(40)
                        .putShort((short) 0xFFFE)
                        .putShort((short) channels)
                        .putInt(sampleRate)
                        .putInt(sampleRate * block)
                        .putShort((short) block)
                        .putShort((short) bits)
                        .putShort((short) 22)
                        .putShort((short) bits)
                        .putInt(4)
                        .putShort((short) encoding)
                        .array());
    }

    WavFile data(byte... content) {
        return chunk("data", content.length, content);
    }

    /** A chunk that claims to have this size. */
    WavFile chunk(String id, long claimedSize, byte... content) {
        chunks.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        chunks.writeBytes(buffer(4).putInt((int) claimedSize).array());
        chunks.writeBytes(content);
        if ((content.length & 1) != 0) {
            chunks.write(0);
        }
        return this;
    }

    byte[] bytes() {
        return bytes(chunks.size() + 4L);
    }

    byte[] bytes(long claimedSize) {
        return buffer(12 + chunks.size())
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt((int) claimedSize)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII))
                .put(chunks.toByteArray())
                .array();
    }
}
