package io.ringflow.ivr.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Speech as it is kept: a WAVE file that any player plays, with a checksum in a chunk behind the sound. Pure.
 */
final class KeptWave {

    private static final int HEADER = 44;
    private static final int TRAILER = 12;
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int CHECKSUM = 0x63726363;

    private KeptWave() {}

    static byte[] write(SpeechPcm sound) {
        int data = sound.samples().length * 2;
        var file = ByteBuffer.allocate(HEADER + data + TRAILER).order(ByteOrder.LITTLE_ENDIAN);
        header(file, data, sound.sampleRate());
        for (short sample : sound.samples()) file.putShort(sample);
        int sum = checksum(file.array(), file.position());
        file.putInt(CHECKSUM).putInt(4).putInt(sum);
        return file.array();
    }

    /** The sound, or empty when a single bit is not as it was written. */
    static Optional<SpeechPcm> read(byte[] bytes) {
        int data = bytes.length - HEADER - TRAILER;
        if (data < 0 || data % 2 != 0) return Optional.empty();
        var file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (file.getInt(bytes.length - 4) != checksum(bytes, bytes.length - TRAILER)) return Optional.empty();
        int rate = file.getInt(24);
        var samples = new short[data / 2];
        file.position(HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return Optional.of(new SpeechPcm(samples, rate));
    }

    private static void header(ByteBuffer file, int data, int rate) {
        file.putInt(RIFF).putInt(HEADER - 8 + data + TRAILER).putInt(WAVE);
        file.putInt(FORMAT).putInt(16).putShort((short) 1).putShort((short) 1);
        file.putInt(rate).putInt(rate * 2).putShort((short) 2).putShort((short) 16);
        file.putInt(DATA).putInt(data);
    }

    private static int checksum(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
