package io.ringflow.media.codec.speex;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecUnavailable;

/** Speex at 8 kHz. */
public final class SpeexNarrowBand extends Speex {

    /**
     * With the JSpeex on the class path. For service loading.
     *
     * @throws CodecUnavailable when there is none
     */
    public SpeexNarrowBand() {
        this(SpeexNarrowBand.class.getClassLoader());
    }

    SpeexNarrowBand(ClassLoader loader) {
        this(load(loader, SpeexBand.NARROW), SpeexBand.USUAL_QUALITY);
    }

    private SpeexNarrowBand(JSpeex library, int quality) {
        super(library, SpeexBand.NARROW, quality);
    }

    @Override
    Codec of(JSpeex withLibrary, int withQuality) {
        return new SpeexNarrowBand(withLibrary, withQuality);
    }
}
