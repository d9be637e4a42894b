package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingQuery;
import io.ringflow.ivr.recording.RecordingStore;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The recordings of an account's applications. Thread-safe. */
final class RecordingResource {

    /** More than the page: those that began in the cursor's millisecond, and are before it. */
    private static final int SAME_MOMENT = 50;

    private final RecordingStore store;

    RecordingResource(RecordingStore store) {
        this.store = store;
    }

    record Recordings(
            @Field("The newest first") List<RecordingFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record Wanted(
            @Field("Only what is of this application") Optional<String> application,

            @Field("Only what is of this call or conference")
            Optional<String> call,

            @Field(value = "How many at most", fallback = Page.LIMIT, min = 1, max = Page.MOST)
            int limit,

            @Field(value = "The `next` of the page before", longest = 1_000)
            Optional<String> cursor) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/v1/recordings", "listRecordings")
                        .with(Wanted.class)
                        .answers(Recordings.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.RECORDINGS, "The recordings that are kept.", this::list),
                Route.get("/v1/recordings/{recordingId}", "getRecording")
                        .answers(RecordingFacts.class)
                        .fails(RestError.NO_SUCH_FILE)
                        .by(
                                Section.RECORDINGS,
                                "What is known of a recording, with a URL that is good from now on for"
                                        + " `recordings.url-lifetime`.",
                                this::get),
                Route.delete("/v1/recordings/{recordingId}", "deleteRecording")
                        .fails(RestError.NO_SUCH_FILE)
                        .by(Section.RECORDINGS, "Deletes a recording.", this::delete));
    }

    private Reply list(Ask<Wanted, Input.None> ask) {
        var query = ask.query();
        query.application().ifPresent(ask.tenant()::application);
        var begunBy = query.cursor().map(text -> Cursor.of(text).at());
        var kept = store.find(new RecordingQuery(
                ask.tenant().applicationIds(query.application()), query.call(), begunBy, query.limit() + SAME_MOMENT));
        var page = Page.of(
                        kept,
                        (RecordingManifest one) -> new Cursor(one.startedAt(), one.id()),
                        Comparator.reverseOrder(),
                        query.cursor(),
                        query.limit())
                .map(this::facts);
        return Reply.of(new Recordings(page.items(), page.next()));
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(facts(found(ask)));
    }

    private Reply delete(Ask<NoQuery, Input.None> ask) {
        store.delete(found(ask));
        return Reply.NOTHING;
    }

    private RecordingFacts facts(RecordingManifest manifest) {
        return RecordingFacts.of(manifest, store.url(manifest.recording()));
    }

    private RecordingManifest found(Ask<?, ?> ask) {
        return RecordingId.parse(ask.at("recordingId"))
                .flatMap(store::manifest)
                .filter(stored -> ask.tenant().owns(stored.application()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_FILE));
    }
}
