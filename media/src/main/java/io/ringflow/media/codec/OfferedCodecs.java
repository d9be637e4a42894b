package io.ringflow.media.codec;

import java.util.List;

/**
 * What may be negotiated. Immutable.
 *
 * @param codecs preferred first; at least one
 * @param comfortNoise whether the far end may stop sending while it is silent (RFC 3389)
 */
public record OfferedCodecs(List<Codec> codecs, boolean comfortNoise) {

    public OfferedCodecs {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no codec");
        }
    }

    /** These alone. */
    public static OfferedCodecs of(Codec... codecs) {
        return new OfferedCodecs(List.of(codecs), false);
    }
}
