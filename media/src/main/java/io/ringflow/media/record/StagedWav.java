package io.ringflow.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A RIFF WAVE file of 16 bits linear that is being written. Owned by one writer.
 *
 * <p>Its sizes are filled in last; until then they are those of a file as long as can be, which players take as "to the
 * end", so that even what a crash leaves can be heard.
 */
final class StagedWav implements AutoCloseable {
    static final int HEADER_BYTES = 44;
    static final int SAMPLE_BYTES = 2;

    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;

    private final FileChannel file;
    private final ByteBuffer bytes = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);

    private StagedWav(FileChannel file) {
        this.file = file;
    }

    /** Begins a file. One of this name must not be there: it is the staged part of somebody else's recording. */
    static StagedWav open(Path path, int channels, int sampleRate) throws IOException {
        return begin(StagedFiles.create(path), channels, sampleRate);
    }

    static StagedWav begin(FileChannel file, int channels, int sampleRate) throws IOException {
        StagedWav wav = new StagedWav(file);
        wav.header(channels, sampleRate);
        return wav;
    }

    private void header(int channels, int sampleRate) throws IOException {
        int frame = channels * SAMPLE_BYTES;
        bytes.putInt(RIFF).putInt(-1).putInt(WAVE);
        bytes.putInt(FORMAT).putInt(16).putShort((short) PCM).putShort((short) channels);
        bytes.putInt(sampleRate)
                .putInt(sampleRate * frame)
                .putShort((short) frame)
                .putShort((short) 16);
        bytes.putInt(DATA).putInt(-1);
        flush();
    }

    /** Adds samples, channel after channel as they follow each other in the file. */
    void write(short[] samples, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (!bytes.hasRemaining()) {
                flush();
            }
            bytes.putShort(samples[i]);
        }
    }

    /** Gives all that was written to the system. */
    void flush() throws IOException {
        bytes.flip();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        bytes.clear();
    }

    /** Fills in the sizes and waits until the disk has it all. */
    void finish() throws IOException {
        flush();
        fillInSizes(file);
        file.force(true);
    }

    /** Makes the sizes those of the file as it is; a half-written sample at its end is cut. */
    static void fillInSizes(FileChannel file) throws IOException {
        long data = (file.size() - HEADER_BYTES) / SAMPLE_BYTES * SAMPLE_BYTES;
        file.truncate(HEADER_BYTES + data);
        // Sizes have 32 bits: of a longer file they say as much as they can.
        write(file, 4, Math.min(data + HEADER_BYTES - 8, 0xFFFF_FFFFL));
        write(file, 40, Math.min(data, 0xFFFF_FFFFL));
    }

    private static void write(FileChannel file, long position, long size) throws IOException {
        ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) size);
        file.write(four.flip(), position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
