package io.ringflow.ivr.config;

import io.ringflow.ivr.flow.FlowSettings;
import java.time.Duration;

/** Reads {@code ringflow.flow}. Pure. */
final class FlowSection {

    private FlowSection() {}

    static FlowSettings read(Section flow) {
        return new FlowSettings(
                flow.number("max-exchanges", 1, 1_000_000),
                flow.number("circuit-failures", 1, 10_000),
                flow.duration("circuit-open-for", Duration.ofMillis(100), Duration.ofHours(1)),
                flow.text("apology-prompt"),
                flow.text("hold-prompt").strip(),
                flow.duration("hold-after", Duration.ZERO, Duration.ofMinutes(1)),
                flow.duration("idle-limit", Duration.ofSeconds(1), Duration.ofDays(1)),
                flow.number("max-redirects", 1, 100_000),
                flow.number("max-documents", 1, 1_000_000),
                flow.number("notifications-at-once", 1, 10_000),
                flow.duration("keep-notifications", Duration.ofSeconds(1), Duration.ofDays(30)),
                Values.networks(flow, "denied-networks"));
    }
}
