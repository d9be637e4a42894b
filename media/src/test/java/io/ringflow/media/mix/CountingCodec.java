package io.ringflow.media.mix;

import io.ringflow.media.codec.Codec;

/** A codec that counts what is encoded by it. */
final class CountingCodec implements Codec {
    private final Codec plain;

    private int encodes;
    private int opens;
    private int closes;

    CountingCodec(Codec plain) {
        this.plain = plain;
    }

    Codec plain() {
        return plain;
    }

    int encodes() {
        return encodes;
    }

    int opens() {
        return opens;
    }

    int closes() {
        return closes;
    }

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public int clockRate() {
        return plain.clockRate();
    }

    @Override
    public int sampleRate() {
        return plain.sampleRate();
    }

    @Override
    public int staticPayloadType() {
        return plain.staticPayloadType();
    }

    @Override
    public int maxPayloadBytes(int millis) {
        return plain.maxPayloadBytes(millis);
    }

    @Override
    public Encoder newEncoder() {
        Encoder encoder = plain.newEncoder();
        opens++;
        return new Encoder() {
            @Override
            public int encode(short[] pcm, int pcmOffset, int samples, byte[] payload, int payloadOffset) {
                encodes++;
                return encoder.encode(pcm, pcmOffset, samples, payload, payloadOffset);
            }

            @Override
            public void close() {
                closes++;
            }
        };
    }

    @Override
    public Decoder newDecoder() {
        return plain.newDecoder();
    }
}
