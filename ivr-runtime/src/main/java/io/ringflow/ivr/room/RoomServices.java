package io.ringflow.ivr.room;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.media.Clip;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * What the conferences of a server share. Each part is thread-safe.
 *
 * @param prompts a file as this application has it; throws {@link io.ringflow.media.MediaFailure} for a file that can't be had
 * @param forget takes a conference that has ended off the table
 */
record RoomServices(
        RoomTable.MediaRooms media,
        BiFunction<Application, String, Clip> prompts,
        Notifier notifier,
        Recorder recorder,
        RoomSettings settings,
        RoomObserver observer,
        ScheduledExecutorService timer,
        InstantSource clock,
        Consumer<Room> forget) {

    /** The same for another table. */
    RoomServices forgetting(Consumer<Room> other) {
        return new RoomServices(media, prompts, notifier, recorder, settings, observer, timer, clock, other);
    }
}
