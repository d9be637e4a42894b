package io.ringflow.ivr.config;

import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomSettings;
import java.time.Duration;
import java.time.ZoneId;

/** Reads {@code ringflow.conferences}. Pure. */
final class ConferenceSection {

    private ConferenceSection() {}

    static RoomSettings read(Section conferences) {
        return new RoomSettings(
                conferences.number("max", 1, 1_000_000),
                conferences.number("max-members", RoomPlan.LEAST_MEMBERS, RoomPlan.MOST_MEMBERS),
                conferences.number("max-speakers", 1, 1_000),
                conferences.duration("unused", Duration.ofSeconds(1), Duration.ofDays(1)),
                ZoneId.systemDefault());
    }
}
