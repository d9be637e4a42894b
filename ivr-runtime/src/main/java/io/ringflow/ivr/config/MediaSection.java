package io.ringflow.ivr.config;

import io.ringflow.media.MediaConfig;
import java.time.Duration;
import java.util.List;

/** Reads {@code ringflow.media}. Pure. */
final class MediaSection {

    private MediaSection() {}

    static MediaConfig read(Section media) {
        int first = media.number("first-port", 1_024, 65_534);
        int last = media.number("last-port", 1_024, 65_534);
        if (first % 2 != 0) media.problem("first-port", "must be even, RTP uses even ports");
        if (last < first) media.problem("last-port", "must not be below first-port");

        List<String> codecs = Values.codecs(media, "codecs");

        Duration jitterMinimum = media.duration("jitter-minimum", Duration.ZERO, Duration.ofSeconds(1));
        Duration jitterMaximum = media.duration("jitter-maximum", Duration.ofMillis(20), Duration.ofSeconds(2));
        if (jitterMaximum.compareTo(jitterMinimum) < 0) {
            media.problem("jitter-maximum", "must not be below jitter-minimum");
        }
        return new MediaConfig(
                media.number("loops", 0, 1_024),
                media.number("loop-fill", 0, 100),
                first,
                last,
                media.duration("port-quarantine", Duration.ZERO, Duration.ofMinutes(10)),
                codecs,
                media.oneOf("symmetric-rtp", MediaConfig.SymmetricRtp.class),
                media.duration("media-timeout", Duration.ZERO, Duration.ofDays(1)),
                jitterMinimum,
                jitterMaximum,
                media.number("packets-per-second", 50, 100_000),
                media.oneOf("sockets", MediaConfig.Sockets.class),
                media.number("realtime-priority", 0, 99),
                media.flag("shared-ports"));
    }
}
