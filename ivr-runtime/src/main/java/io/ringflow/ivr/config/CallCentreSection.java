package io.ringflow.ivr.config;

import io.ringflow.ivr.event.EventLimits;
import io.ringflow.ivr.queue.CentreSettings;
import java.time.Duration;
import java.time.ZoneId;

/** Reads {@code ringflow.call-centre}. Pure. */
final class CallCentreSection {

    private CallCentreSection() {}

    /** @param zone of working times */
    static CallCentreConfig read(Section centre, ZoneId zone) {
        return new CallCentreConfig(
                CentreSettings.of(
                        centre.number("max-queues", 1, 100_000),
                        centre.number("max-agents", 1, 100_000),
                        centre.number("max-remembered", 0, 1_000_000),
                        centre.duration("keep-place", Duration.ofMinutes(1), Duration.ofDays(7)),
                        zone),
                centre.duration("service-level", Duration.ofSeconds(1), Duration.ofHours(1)),
                centre.text("standby-prompt").strip(),
                centre.section("events", CallCentreSection::events));
    }

    private static EventLimits events(Section events) {
        return new EventLimits(
                events.number("remembered", 0, 1_000_000),
                events.number("behind", 10, 1_000_000),
                events.number("streams", 1, 100_000),
                events.duration("heartbeat", Duration.ofSeconds(1), Duration.ofHours(1)));
    }
}
