package io.ringflow.testkit.rtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads and writes 16-bit linear wav files as mono 8 kHz samples. Stateless. */
public final class Wav {
    private Wav() {}

    public static void write(Path file, short[] samples) throws IOException {
        var out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(ascii("RIFF")).putInt(36 + 2 * samples.length).put(ascii("WAVE"));
        out.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        out.putInt(8_000).putInt(16_000).putShort((short) 2).putShort((short) 16);
        out.put(ascii("data")).putInt(2 * samples.length);
        for (short sample : samples) {
            out.putShort(sample);
        }
        Files.write(file, out.array());
    }

    /** A file's sound: channels averaged, other rates brought to 8 kHz by straight lines between samples. */
    public static short[] read(Path file) throws IOException {
        var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(12);
        int channels = 1;
        int rate = 8_000;
        while (in.remaining() >= 8) {
            int name = in.getInt();
            int size = in.getInt();
            int start = in.position();
            if (name == 0x20746d66) { // "fmt "
                if (in.getShort(start) != 1 || in.getShort(start + 14) != 16) {
                    throw new IOException("not 16-bit linear: " + file);
                }
                channels = in.getShort(start + 2);
                rate = in.getInt(start + 4);
            } else if (name == 0x61746164) { // "data"
                return at8kHz(in.slice(start, Math.min(size, in.limit() - start)), channels, rate);
            }
            in.position(Math.min(in.limit(), start + size + (size & 1)));
        }
        throw new IOException("no sound in " + file);
    }

    private static short[] at8kHz(ByteBuffer data, int channels, int rate) {
        var sound = data.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        int frames = sound.limit() / channels;
        int[] mono = new int[frames + 1];
        for (int i = 0; i < frames; i++) {
            for (int channel = 0; channel < channels; channel++) {
                mono[i] += sound.get(i * channels + channel) / channels;
            }
        }
        short[] samples = new short[(int) ((long) frames * 8_000 / rate)];
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i * rate / 8_000;
            double part = at - (int) at;
            samples[i] = (short) (mono[(int) at] * (1 - part) + mono[(int) at + 1] * part);
        }
        return samples;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
