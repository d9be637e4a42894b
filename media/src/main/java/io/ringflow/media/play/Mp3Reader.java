package io.ringflow.media.play;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;

/** Reads an MPEG audio stream that is already in memory, through JLayer, in bounded memory and frames. */
final class Mp3Reader {
    /** A frame has at least this many samples. */
    private static final int SHORTEST_FRAME = 384;

    private static final int MAX_FRAMES = Sound.MAX_SAMPLES / SHORTEST_FRAME;

    private short[] pcm = new short[64 * 1_024];
    private int length;
    private int sampleRate;

    private Mp3Reader() {}

    /** An ID3 tag, or the sync word of a frame. */
    static boolean looksLike(byte[] bytes) {
        return bytes.length >= 4
                && (bytes[0] == 'I' && bytes[1] == 'D' && bytes[2] == '3'
                        || (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xE0) == 0xE0);
    }

    static Sound read(byte[] bytes) throws BadSound {
        Mp3Reader reader = new Mp3Reader();
        Mp3Gap gap = Mp3Gap.of(bytes);
        try {
            reader.decode(new Bitstream(new ByteArrayInputStream(bytes)), gap.tableFrame());
        } catch (BitstreamException | DecoderException | RuntimeException e) {
            // JLayer meets broken frames with whatever its arrays throw
            if (reader.length == 0) {
                throw new BadSound("not decodable as MPEG audio", e);
            }
        }
        if (reader.length == 0) {
            throw new BadSound("no MPEG audio frame");
        }
        int from = Math.min(gap.delay(), reader.length);
        int to = Math.max(from, reader.length - gap.padding());
        return new Sound(Arrays.copyOfRange(reader.pcm, from, to), reader.sampleRate);
    }

    private void decode(Bitstream stream, boolean tableFirst) throws BitstreamException, DecoderException, BadSound {
        Decoder decoder = new Decoder();
        if (tableFirst && stream.readFrame() != null) {
            stream.closeFrame();
        }
        for (int frame = 0; frame < MAX_FRAMES; frame++) {
            Header header = stream.readFrame();
            if (header == null) {
                return;
            }
            SampleBuffer decoded = (SampleBuffer) decoder.decodeFrame(header, stream);
            stream.closeFrame();
            if (sampleRate == 0) {
                sampleRate = decoded.getSampleFrequency();
            }
            if (decoded.getSampleFrequency() != sampleRate || !Sound.isRate(sampleRate)) {
                throw new BadSound("sample rate " + decoded.getSampleFrequency());
            }
            append(decoded);
        }
    }

    private void append(SampleBuffer decoded) throws BadSound {
        int channels = decoded.getChannelCount();
        short[] samples = decoded.getBuffer();
        int count = decoded.getBufferLength() / channels;
        if (length + count > Sound.MAX_SAMPLES) {
            throw new BadSound("longer than " + Sound.MAX_SAMPLES + " samples");
        }
        if (length + count > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.min(Sound.MAX_SAMPLES, Math.max(pcm.length * 2, length + count)));
        }
        for (int i = 0; i < count; i++) {
            pcm[length++] = channels == 1 ? samples[i] : (short) (samples[2 * i] + samples[2 * i + 1] >> 1);
        }
    }
}
