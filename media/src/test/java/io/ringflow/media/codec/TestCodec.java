package io.ringflow.media.codec;

import java.util.Optional;

/**
 * A codec with frames, as G.729 or iLBC are: 16 kHz, packets of 20, 40 or 60 ms, payload of any length, a mode in its
 * format parameters. Its payload is the loudest sample of the packet and as many bytes as that has bits.
 */
public record TestCodec(String name, int clockRate, int channels, int mode) implements Codec {

    public TestCodec() {
        this("TEST", 16_000, 1, 1);
    }

    @Override
    public String key() {
        return name + "/" + clockRate;
    }

    @Override
    public int sampleRate() {
        return 16_000;
    }

    @Override
    public int staticPayloadType() {
        return -1;
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return 2 + Short.SIZE;
    }

    @Override
    public int packetMillis(int wanted) {
        return Math.max(20, wanted - wanted % 20);
    }

    @Override
    public int unitMillis(int packetMillis) {
        return packetMillis;
    }

    @Override
    public String parameters() {
        return "mode=" + mode;
    }

    /** Modes 1 and 2. */
    @Override
    public Optional<Codec> agreed(FormatParameters far) {
        int wanted = far.integer("mode", 1);
        return wanted > 2 ? Optional.empty() : Optional.of(new TestCodec(name, clockRate, channels, wanted));
    }

    @Override
    public String variant() {
        return key() + " mode " + mode;
    }

    @Override
    public Encoder newEncoder() {
        return (pcm, pcmOffset, samples, payload, payloadOffset) -> {
            int loudest = 0;
            for (int i = 0; i < samples; i++) {
                loudest = Math.max(loudest, Math.abs(pcm[pcmOffset + i]));
            }
            payload[payloadOffset] = (byte) (loudest >> 8);
            payload[payloadOffset + 1] = (byte) loudest;
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(loudest);
            return 2 + bits;
        };
    }

    @Override
    public Decoder newDecoder() {
        return (payload, offset, length, pcm, pcmOffset) -> {
            for (int i = 0; i < 320; i++) {
                pcm[pcmOffset + i] = (short) (payload[offset] << 8 | payload[offset + 1] & 0xFF);
            }
            return 320;
        };
    }
}
