package io.ringflow.media.record;

import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.sound.sampled.AudioFormat;

/** Makes an mp3 of a finished recording. Stateless; takes a few milliseconds per second of audio. */
final class Mp3Writer {
    private static final int KBIT_PER_CHANNEL = 32;

    private Mp3Writer() {}

    /** @param wav as {@link StagedWav} writes it */
    static void convert(Path wav, Path mp3, int channels, int sampleRate) throws IOException {
        var format = new AudioFormat(sampleRate, 16, channels, true, false);
        int mode = channels == 1 ? LameEncoder.CHANNEL_MODE_MONO : LameEncoder.CHANNEL_MODE_STEREO;
        var encoder = new LameEncoder(format, KBIT_PER_CHANNEL * channels, mode, LameEncoder.QUALITY_MIDDLE, false);
        try (InputStream in = Files.newInputStream(wav);
                OutputStream out = Channels.newOutputStream(StagedFiles.create(mp3))) {
            in.skipNBytes(StagedWav.HEADER_BYTES);
            byte[] pcm = new byte[encoder.getPCMBufferSize()];
            byte[] encoded = new byte[encoder.getMP3BufferSize()];
            for (int length = in.readNBytes(pcm, 0, pcm.length);
                    length > 0;
                    length = in.readNBytes(pcm, 0, pcm.length)) {
                out.write(encoded, 0, encoder.encodeBuffer(pcm, 0, length, encoded));
            }
            out.write(encoded, 0, encoder.encodeFinish(encoded));
        } finally {
            encoder.close();
        }
        try (FileChannel written = FileChannel.open(mp3, StandardOpenOption.WRITE)) {
            written.force(true);
        }
    }
}
