package io.ringflow.media.play;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.codec.Pcmu;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a RIFF WAVE file that is already in memory. Used for one file, then dropped.
 *
 * <p>Sizes in the file are never trusted: they only shorten what is there. Every chunk moves the reader on, and the
 * number of chunks is bounded.
 */
final class WavReader {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;

    private static final int PCM = 1;
    private static final int FLOAT = 3;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int MP3 = 0x55;
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int CHUNK_HEADER = 8;
    private static final int MAX_CHUNKS = 4_096;
    private static final int MAX_CHANNELS = 2;

    private final ByteBuffer file;
    private int encoding;
    private int channels;
    private long sampleRate;
    private int blockBytes;
    private int bits;

    private WavReader(byte[] bytes) {
        file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean looksLike(byte[] bytes) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length >= 12 && file.getInt(0) == RIFF && file.getInt(8) == WAVE;
    }

    static Sound read(byte[] bytes) throws BadSound {
        if (!looksLike(bytes)) {
            throw new BadSound("not a RIFF WAVE file");
        }
        return new WavReader(bytes).chunks();
    }

    private Sound chunks() throws BadSound {
        int at = 12;
        boolean formatSeen = false;
        for (int chunk = 0; chunk < MAX_CHUNKS && at + CHUNK_HEADER <= file.limit(); chunk++) {
            int id = file.getInt(at);
            long claimed = Integer.toUnsignedLong(file.getInt(at + 4));
            at += CHUNK_HEADER;
            int size = (int) Math.min(claimed, file.limit() - at);
            if (id == FORMAT && !formatSeen) {
                format(at, size);
                formatSeen = true;
            } else if (id == DATA) {
                if (!formatSeen) {
                    throw new BadSound("data before its format");
                }
                // written to a pipe: nobody came back to fill in the size
                boolean streamed = claimed == 0 && file.getInt(4) <= 0;
                return sound(at, streamed ? file.limit() - at : size);
            }
            // a chunk of odd size has a byte of padding
            at = (int) Math.min((long) at + size + (size & 1), file.limit());
        }
        throw new BadSound(formatSeen ? "no data" : "no format");
    }

    private void format(int at, int size) throws BadSound {
        if (size < 16) {
            throw new BadSound("format of " + size + " bytes");
        }
        encoding = Short.toUnsignedInt(file.getShort(at));
        channels = Short.toUnsignedInt(file.getShort(at + 2));
        sampleRate = Integer.toUnsignedLong(file.getInt(at + 4));
        blockBytes = Short.toUnsignedInt(file.getShort(at + 12));
        bits = Short.toUnsignedInt(file.getShort(at + 14));
        if (encoding == EXTENSIBLE) {
            if (size < 26) {
                throw new BadSound("extensible format of " + size + " bytes");
            }
            // the sub-format is a GUID that begins with the plain encoding
            encoding = Short.toUnsignedInt(file.getShort(at + 24));
        }
    }

    private Sound sound(int at, int size) throws BadSound {
        if (encoding == MP3) {
            byte[] stream = new byte[size];
            file.get(at, stream);
            return Mp3Reader.read(stream);
        }
        if (channels < 1 || channels > MAX_CHANNELS) {
            throw new BadSound(channels + " channels");
        }
        if (!Sound.isRate(sampleRate)) {
            throw new BadSound("sample rate " + sampleRate);
        }
        SampleReader samples = samples();
        int width = bits / 8;
        if (blockBytes != channels * width) {
            throw new BadSound("blocks of " + blockBytes + " bytes for " + channels + " samples of " + bits + " bits");
        }
        int count = size / blockBytes;
        if (count > Sound.MAX_SAMPLES) {
            throw new BadSound("longer than " + Sound.MAX_SAMPLES + " samples");
        }
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            int block = at + i * blockBytes;
            int first = samples.at(block);
            pcm[i] = (short) (channels == 1 ? first : first + samples.at(block + width) >> 1);
        }
        return new Sound(pcm, (int) sampleRate);
    }

    /** One sample as 16 bits. */
    private interface SampleReader {
        int at(int index);
    }

    private SampleReader samples() throws BadSound {
        return switch (encoding << 8 | Math.min(bits, 0xFF)) {
            case PCM << 8 | 8 -> i -> (file.get(i) & 0xFF) - 128 << 8;
            case PCM << 8 | 16 -> file::getShort;
            case PCM << 8 | 24 -> i -> file.getShort(i + 1);
            case PCM << 8 | 32 -> i -> file.getShort(i + 2);
            case FLOAT << 8 | 32 -> i -> sample(file.getFloat(i));
            case FLOAT << 8 | 64 -> i -> sample(file.getDouble(i));
            case A_LAW << 8 | 8 -> companded(new Pcma().newDecoder());
            case MU_LAW << 8 | 8 -> companded(new Pcmu().newDecoder());
            default -> throw new BadSound("encoding " + encoding + " with " + bits + " bits");
        };
    }

    /** Not a number becomes silence. */
    private static int sample(double value) {
        return (int) Math.clamp(Math.round(value * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private SampleReader companded(Codec.Decoder decoder) {
        short[] one = new short[1];
        return i -> {
            decoder.decode(file.array(), i, 1, one, 0);
            return one[0];
        };
    }
}
