package io.ringflow.media.codec.speex;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.CodecUnavailable;

/** Speex at 16 kHz. */
public final class SpeexWideBand extends Speex {

    /**
     * With the JSpeex on the class path. For service loading.
     *
     * @throws CodecUnavailable when there is none
     */
    public SpeexWideBand() {
        this(SpeexWideBand.class.getClassLoader());
    }

    SpeexWideBand(ClassLoader loader) {
        this(load(loader, SpeexBand.WIDE), SpeexBand.USUAL_QUALITY);
    }

    private SpeexWideBand(JSpeex library, int quality) {
        super(library, SpeexBand.WIDE, quality);
    }

    @Override
    Codec of(JSpeex withLibrary, int withQuality) {
        return new SpeexWideBand(withLibrary, withQuality);
    }
}
