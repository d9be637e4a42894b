package io.ringflow.media.sdp;

import io.ringflow.media.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The payload types of our own offer: always the same for the same codecs, so an answer needs no memory of it. */
final class OfferedFormats {
    /** Where most equipment expects telephone-events, though the number means nothing. */
    private static final int FIRST_EVENTS = 101;

    private static final int FIRST_DYNAMIC = 110;

    private OfferedFormats() {}

    static List<RtpFormat> of(LocalMedia local) {
        List<RtpFormat> formats = new ArrayList<>();
        TreeSet<Integer> clockRates = new TreeSet<>();
        int dynamic = FIRST_DYNAMIC;
        for (Codec codec : local.codecs()) {
            int type = codec.staticPayloadType() >= 0 ? codec.staticPayloadType() : dynamic++;
            formats.add(RtpFormat.of(type, codec));
            if (local.events()) {
                clockRates.add(codec.clockRate());
            }
        }
        if (local.formats().comfortNoise()) {
            formats.add(RtpFormat.comfortNoise());
        }
        int events = FIRST_EVENTS;
        for (int clockRate : clockRates) {
            formats.add(RtpFormat.events(events++, clockRate));
        }
        return formats;
    }
}
