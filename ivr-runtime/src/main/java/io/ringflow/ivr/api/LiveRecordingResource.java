package io.ringflow.ivr.api;

import io.ringflow.ivr.recording.RecordingFormat;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RunningRecording;
import io.ringflow.ivr.recording.RunningRecordings;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import io.ringflow.media.Recording.Pause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The recordings of an account's applications that are being made: looked at, paused, resumed. Thread-safe. */
final class LiveRecordingResource {

    private final RunningRecordings running;

    LiveRecordingResource(RunningRecordings running) {
        this.running = running;
    }

    enum State {
        RECORDING,
        PAUSED
    }

    record LiveRecordingFacts(
            @Field(value = "The `recordid` that it will have", pattern = "[0-9a-f]{32}")
            String recordingId,

            @Field("Id of the application") String application,

            @Field("The call, or the conference, that is recorded")
            String call,

            @Field("Kind of the file") RecordingFormat format,
            @Field("When it began") Instant startedAt,

            @Field(value = "1, or 2: the caller left, what the caller hears right", min = 1, max = 2)
            int channels,

            @Field("Whether anything is stored at the moment")
            State state) {

        static LiveRecordingFacts of(RunningRecording one) {
            var begun = one.manifest();
            return new LiveRecordingFacts(
                    begun.id(),
                    begun.application(),
                    begun.call(),
                    begun.format(),
                    begun.startedAt(),
                    begun.channels(),
                    one.paused() ? State.PAUSED : State.RECORDING);
        }
    }

    record LiveRecordings(@Field("The oldest first") List<LiveRecordingFacts> items) {}

    record LiveQuery(
            @Field("Only what is of this application") Optional<String> application,

            @Field("Only what is of this call or conference")
            Optional<String> call) {}

    record StateOrder(
            @Field("What it shall do from the next moment on")
            State state,

            @Field("What the file has of the pause: nothing, or as much silence; `recordings.pause` when it is missing")
            Optional<Pause> as) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/v1/live-recordings", "listLiveRecordings")
                        .with(LiveQuery.class)
                        .answers(LiveRecordings.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.RECORDINGS, "The recordings that are being made at this moment.", this::list),
                Route.patch("/v1/live-recordings/{recordingId}", "changeLiveRecording")
                        .takes(StateOrder.class)
                        .answers(LiveRecordingFacts.class)
                        .fails(RestError.NO_SUCH_FILE)
                        .by(
                                Section.RECORDINGS,
                                "Pauses or resumes one: what is said in a pause is not stored. The manifest lists each"
                                        + " pause.",
                                this::change));
    }

    private Reply list(Ask<LiveQuery, Input.None> ask) {
        var query = ask.query();
        query.application().ifPresent(ask.tenant()::application);
        var found = running.all(one -> ask.tenant().owns(one.application())
                && query.application().map(one.application()::equals).orElse(true)
                && query.call().map(one.call()::equals).orElse(true));
        return Reply.of(
                new LiveRecordings(found.stream().map(LiveRecordingFacts::of).toList()));
    }

    private Reply change(Ask<Route.NoQuery, StateOrder> ask) {
        var one = RecordingId.parse(ask.at("recordingId"))
                .flatMap(running::find)
                .filter(found -> ask.tenant().owns(found.manifest().application()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_FILE));
        switch (ask.body().state()) {
            case PAUSED -> one.pause(ask.body().as().orElse(running.fallback()));
            case RECORDING -> one.resume();
        }
        return Reply.of(LiveRecordingFacts.of(one));
    }
}
