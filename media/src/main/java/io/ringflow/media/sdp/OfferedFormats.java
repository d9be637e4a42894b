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

    static List<RtpFormat> of(List<Codec> codecs) {
        List<RtpFormat> formats = new ArrayList<>();
        TreeSet<Integer> clockRates = new TreeSet<>();
        int dynamic = FIRST_DYNAMIC;
        for (Codec codec : codecs) {
            int type = codec.staticPayloadType() >= 0 ? codec.staticPayloadType() : dynamic++;
            formats.add(new RtpFormat(type, codec.name(), codec.clockRate(), 1));
            clockRates.add(codec.clockRate());
        }
        int events = FIRST_EVENTS;
        for (int clockRate : clockRates) {
            formats.add(new RtpFormat(events++, RtpFormat.EVENTS, clockRate, 1));
        }
        return formats;
    }
}
