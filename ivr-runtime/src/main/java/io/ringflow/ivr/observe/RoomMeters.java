package io.ringflow.ivr.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringflow.ivr.room.RoomEnd;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomObserver;
import io.ringflow.media.FloorChange;
import java.util.EnumMap;
import java.util.Map;

/** Facts about conferences as meters. Thread-safe; every meter is made beforehand. */
public final class RoomMeters implements RoomObserver {

    private final Counter created;
    private final Counter joined;
    private final Map<RoomEnd, Counter> ended = new EnumMap<>(RoomEnd.class);
    private final Map<FloorChange, Counter> floor = new EnumMap<>(FloorChange.class);
    private final Map<RoomError, Counter> refused = new EnumMap<>(RoomError.class);

    public RoomMeters(MeterRegistry registry) {
        created = Counters.of(registry, Meters.CONFERENCES_CREATED);
        joined = Counters.of(registry, Meters.CONFERENCE_JOINED);
        for (var how : RoomEnd.values()) {
            ended.put(how, Counters.of(registry, Meters.CONFERENCES_ENDED, "how", SipMeters.label(how)));
        }
        for (var change : FloorChange.values()) {
            floor.put(change, Counters.of(registry, Meters.INTERCOM_FLOOR, "change", SipMeters.label(change)));
        }
        for (var error : RoomError.values()) {
            refused.put(error, Counters.of(registry, Meters.CONFERENCE_REFUSED, "error", SipMeters.label(error)));
        }
    }

    @Override
    public void created() {
        created.increment();
    }

    @Override
    public void ended(RoomEnd how) {
        ended.get(how).increment();
    }

    @Override
    public void joined() {
        joined.increment();
    }

    @Override
    public void floor(FloorChange change) {
        floor.get(change).increment();
    }

    @Override
    public void refused(RoomError error) {
        refused.get(error).increment();
    }
}
