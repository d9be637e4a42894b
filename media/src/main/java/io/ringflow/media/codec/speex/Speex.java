package io.ringflow.media.codec.speex;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecUnavailable;
import io.ringflow.media.codec.FormatParameters;
import java.util.Optional;

/** Speex as RFC 5574 puts it into RTP, by JSpeex. Allocates with each frame. */
abstract sealed class Speex implements Codec permits SpeexNarrowBand, SpeexWideBand {
    private static final String NAME = "speex";

    private final JSpeex library;
    private final SpeexBand band;
    private final int quality;

    Speex(JSpeex library, SpeexBand band, int quality) {
        this.library = library;
        this.band = band;
        this.quality = quality;
    }

    /** @throws CodecUnavailable when the jar is not on the class path of {@code loader} */
    static JSpeex load(ClassLoader loader, SpeexBand band) {
        try {
            return new JSpeex(loader);
        } catch (ClassNotFoundException e) {
            throw new CodecUnavailable(
                    key(band),
                    "JSpeex is not on the class path: install libjspeex-java (Debian), or add jspeex.jar",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new CodecUnavailable(key(band), "this JSpeex is not known: " + e.getMessage(), e);
        }
    }

    private static String key(SpeexBand band) {
        return "SPEEX/" + band.sampleRate();
    }

    /** The same with another quality. */
    abstract Codec of(JSpeex withLibrary, int withQuality);

    @Override
    public final String name() {
        return NAME;
    }

    @Override
    public final String key() {
        return key(band);
    }

    @Override
    public final int clockRate() {
        return band.sampleRate();
    }

    @Override
    public final int sampleRate() {
        return band.sampleRate();
    }

    @Override
    public final int staticPayloadType() {
        return -1;
    }

    @Override
    public final int maxPayloadBytes(int millis) {
        int frames = (millis + SpeexPayload.FRAME_MILLIS - 1) / SpeexPayload.FRAME_MILLIS;
        return (frames * band.mostFrameBits() + 7) / 8;
    }

    @Override
    public final int packetMillis(int wanted) {
        return Math.max(SpeexPayload.FRAME_MILLIS, wanted - wanted % SpeexPayload.FRAME_MILLIS);
    }

    @Override
    public final int unitMillis(int packetMillis) {
        return packetMillis; // frames don't end at bytes: payloads can't be joined
    }

    @Override
    public final int samplesIn(byte[] payload, int offset, int length) {
        return SpeexPayload.frames(payload, offset, length) * band.frameSamples();
    }

    // RFC 5574 §3.1: the mode that the far end likes best comes first; "any" and what is no mode leave it to us
    @Override
    public final Optional<Codec> agreed(FormatParameters far) {
        String first = far.text("mode").orElse("").split(",", 2)[0].strip();
        int wanted = band.quality(first);
        return Optional.of(wanted == quality ? this : of(library, wanted));
    }

    @Override
    public final String variant() {
        return key() + "-q" + quality;
    }

    @Override
    public final Encoder newEncoder() {
        return new SpeexEncoder(library, band, quality);
    }

    @Override
    public final Decoder newDecoder() {
        return new SpeexDecoder(library, band);
    }
}
