package io.ringflow.ivr.room;

import io.ringflow.media.FloorChange;

/** Facts about conferences, for metrics. Contract: fast, no lock, no throw; any thread. */
public interface RoomObserver {

    RoomObserver NONE = new RoomObserver() {};

    default void created() {}

    default void ended(RoomEnd how) {}

    default void joined() {}

    /** Somebody asked for the floor of an intercom, or talked there. */
    default void floor(FloorChange change) {}

    /** Somebody could not create, join or do something. */
    default void refused(RoomError error) {}
}
