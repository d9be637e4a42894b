package io.ringflow.ivr.api;

import io.ringflow.ivr.event.Event;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.event.Watcher;
import io.ringflow.ivr.rest.RestError;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What happens at the queues and to the agents, as server-sent events. Thread-safe. */
final class EventResource {

    /** Sent by browsers that lost their connection (HTML Living Standard, 9.2.4). */
    static final String LAST_SEEN = "Last-Event-ID";

    private final EventFeed feed;

    EventResource(EventFeed feed) {
        this.feed = feed;
    }

    record EventQuery(
            @Field("Only what is of this application") Optional<String> application,

            @Field("Only what concerns this queue") Optional<String> queue,

            @Field("Only what concerns this agent") Optional<String> agentId,

            @Field("The same as the header, for clients that can't set it")
            Optional<String> lastEventId) {

        boolean wants(Event.Subject subject) {
            return sameOrAny(application, Optional.of(subject.applicationId()))
                    && sameOrAny(queue, subject.queue())
                    && sameOrAny(agentId, subject.agent());
        }

        private static boolean sameOrAny(Optional<String> wanted, Optional<String> there) {
            return wanted.isEmpty() || wanted.equals(there);
        }
    }

    List<Route<?, ?>> routes() {
        return List.of(Route.get("/v1/events", "watchEvents")
                .with(EventQuery.class)
                .answers(Output.events(EventFacts.class))
                .fails(RestError.NO_SUCH_APPLICATION, RestError.TOO_MANY_STREAMS)
                .by(
                        Section.EVENTS,
                        "What happens from now on, as server-sent events without end; each `data` is one object. The first,"
                                + " `begun`, says with `complete` whether nothing is missing since `Last-Event-ID`; if"
                                + " something is, load queues and agents anew. Who reads too slowly is cut off.",
                        this::watch));
    }

    private Reply watch(Ask<EventQuery, Input.None> ask) {
        var query = ask.query();
        query.application().ifPresent(ask.tenant()::application);
        Predicate<String> applications = id ->
                ask.tenant().owns(id) && query.application().map(id::equals).orElse(true);
        var after = ask.headers().apply(LAST_SEEN).filter(id -> !id.isEmpty()).or(query::lastEventId);
        var watcher = feed.watch(
                subject -> applications.test(subject.applicationId()) && query.wants(subject), applications, after);
        return Reply.streamed(new Watching(watcher));
    }

    private record Watching(Watcher watcher) implements Reply.Stream {
        @Override
        public void writeTo(OutputStream target) throws IOException {
            watcher.writeTo(target);
        }

        @Override
        public void close() {
            watcher.close();
        }
    }
}
