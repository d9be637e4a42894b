package io.ringflow.ivr.api;

import java.util.Optional;

/**
 * What a route answers when it did what was asked. Immutable.
 *
 * @param type of the record; empty: it is none
 * @param contentType empty: there is no body
 */
record Output(int status, Optional<Class<? extends Record>> type, String contentType) {

    /** Server-sent events, without end. */
    static final String EVENTS = "text/event-stream";

    static Output json(int status, Class<? extends Record> type) {
        return new Output(status, Optional.of(type), "application/json");
    }

    static Output nothing() {
        return new Output(204, Optional.empty(), "");
    }

    /** @param type of the data of each */
    static Output events(Class<? extends Record> type) {
        return new Output(200, Optional.of(type), EVENTS);
    }

    static Output text(String contentType) {
        return new Output(200, Optional.empty(), contentType);
    }
}
