package io.ringflow.media.codec.opus;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusBandwidth;
import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import org.jspecify.annotations.Nullable;

/** Opus in Java. Allocates with each packet. */
final class Concentus implements OpusLibrary {
    private static final int MOST_PCM = OpusPacket.CLOCK_RATE / 1_000 * OpusPacket.MOST_MILLIS;

    @Override
    public String version() {
        return "Concentus";
    }

    @Override
    public Coder encoder(OpusSettings settings) {
        try {
            var encoder = new OpusEncoder(settings.sampleRate(), 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(settings.bitRate());
            encoder.setComplexity(OpusSettings.COMPLEXITY);
            encoder.setMaxBandwidth(bandwidth(settings.widestRate()));
            encoder.setUseInbandFEC(settings.fec());
            encoder.setPacketLossPercent(settings.fec() ? OpusSettings.EXPECTED_LOSS_PERCENT : 0);
            encoder.setUseDTX(settings.dtx());
            encoder.setUseVBR(!settings.constant());
            return new JavaCoder(encoder);
        } catch (OpusException e) {
            throw new IllegalArgumentException(settings.toString(), e);
        }
    }

    private static OpusBandwidth bandwidth(int rate) {
        return switch (rate) {
            case 8_000 -> OpusBandwidth.OPUS_BANDWIDTH_NARROWBAND;
            case 12_000 -> OpusBandwidth.OPUS_BANDWIDTH_MEDIUMBAND;
            case 16_000 -> OpusBandwidth.OPUS_BANDWIDTH_WIDEBAND;
            case 24_000 -> OpusBandwidth.OPUS_BANDWIDTH_SUPERWIDEBAND;
            default -> OpusBandwidth.OPUS_BANDWIDTH_FULLBAND;
        };
    }

    @Override
    public Frames decoder(int sampleRate) {
        try {
            return new JavaFrames(new OpusDecoder(OpusPacket.CLOCK_RATE, 1), sampleRate);
        } catch (OpusException e) {
            throw new IllegalArgumentException(sampleRate + " Hz", e);
        }
    }

    private record JavaCoder(OpusEncoder encoder) implements Coder {

        @Override
        public int encode(short[] pcm, int pcmOffset, int samples, byte[] packet, int packetOffset, int most) {
            try {
                return encoder.encode(pcm, pcmOffset, samples, packet, packetOffset, most);
            } catch (OpusException | RuntimeException | AssertionError e) {
                encoder.resetState();
                return -1;
            }
        }

        @Override
        public void close() {}
    }

    /**
     * Decodes at 48 kHz, whatever is wanted: below that rate Concentus gives silence for packets in hybrid mode
     * (lostromb/concentus#67).
     */
    private static final class JavaFrames implements Frames {
        private final OpusDecoder decoder;
        private final int step;
        private final short[] full = new short[MOST_PCM];
        private final short[] decoded;
        private final Decimator decimator;

        JavaFrames(OpusDecoder decoder, int sampleRate) {
            this.decoder = decoder;
            this.step = OpusPacket.CLOCK_RATE / sampleRate;
            this.decoded = new short[MOST_PCM / step];
            this.decimator = new Decimator(step, MOST_PCM);
        }

        @Override
        public int decode(byte[] packet, int offset, int length, int samples, boolean before) {
            return attempt(packet, offset, length, samples, before);
        }

        @Override
        public int conceal(int samples) {
            return attempt(null, 0, 0, samples, false);
        }

        private int attempt(byte @Nullable [] packet, int offset, int length, int samples, boolean before) {
            try {
                int got = decoder.decode(packet, offset, length, full, 0, samples * step, before);
                return decimator.decimate(full, got, decoded);
            } catch (OpusException | RuntimeException | AssertionError e) {
                // It checks less than libopus: what a hostile packet left behind is not trusted.
                decoder.resetState();
                return -1;
            }
        }

        @Override
        public void copy(int from, short[] pcm, int pcmOffset, int samples) {
            System.arraycopy(decoded, from, pcm, pcmOffset, samples);
        }

        @Override
        public int finalRange() {
            return decoder.getFinalRange();
        }

        @Override
        public void close() {}
    }
}
