package io.ringflow.ivr.api;

import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.room.RoomError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that can be asked: all there is to be known about it. Requests are routed and checked by it, and it is
 * described by it. Immutable.
 *
 * @param id its name, in metrics and logs too
 * @param open whether it is answered without a key
 * @param meaning sentences for the description
 * @param query of its parameters
 * @param particular errors that not every route has
 */
record Route<Q extends Record, B>(
        String method,
        PathTemplate path,
        String id,
        boolean open,
        Section section,
        String meaning,
        Class<Q> query,
        Input<B> input,
        Output output,
        List<ApiError> particular,
        Handler<Q, B> handler) {

    Route {
        particular = List.copyOf(particular);
    }

    /** Does what is asked; on the request's thread, which may wait. */
    @FunctionalInterface
    interface Handler<Q, B> {
        Reply answer(Ask<Q, B> ask);
    }

    /** No parameters. */
    record NoQuery() {}

    static Draft<NoQuery, Input.None> get(String path, String id) {
        return draft("GET", path, id);
    }

    static Draft<NoQuery, Input.None> post(String path, String id) {
        return draft("POST", path, id);
    }

    static Draft<NoQuery, Input.None> patch(String path, String id) {
        return draft("PATCH", path, id);
    }

    static Draft<NoQuery, Input.None> delete(String path, String id) {
        return draft("DELETE", path, id);
    }

    private static Draft<NoQuery, Input.None> draft(String method, String path, String id) {
        return new Draft<>(method, path, id, NoQuery.class, Input.None.NOTHING, Output.nothing(), List.of());
    }

    /** A route that is being written down. Immutable. */
    record Draft<Q extends Record, B>(
            String method,
            String path,
            String id,
            Class<Q> query,
            Input<B> input,
            Output output,
            List<ApiError> errors) {

        <R extends Record> Draft<R, B> with(Class<R> parameters) {
            return new Draft<>(method, path, id, parameters, input, output, errors);
        }

        <C> Draft<Q, C> takes(Input<C> body) {
            return new Draft<>(method, path, id, query, body, output, errors);
        }

        <C extends Record> Draft<Q, C> takes(Class<C> body) {
            return takes(new Input.Json<>(body));
        }

        Draft<Q, B> answers(Output what) {
            return new Draft<>(method, path, id, query, input, what, errors);
        }

        Draft<Q, B> answers(Class<? extends Record> type) {
            return answers(Output.json(200, type));
        }

        /** Which errors it has that not every route has. */
        Draft<Q, B> fails(RestError... why) {
            return fails(Stream.of(why).map(ApiError::of).toList());
        }

        Draft<Q, B> fails(RoomError... why) {
            return fails(Stream.of(why).map(ApiError::of).toList());
        }

        Draft<Q, B> fails(TalkError... why) {
            return fails(Stream.of(why).map(ApiError::of).toList());
        }

        Draft<Q, B> fails(QueueError... why) {
            return fails(Stream.of(why).map(ApiError::of).toList());
        }

        Draft<Q, B> fails(ApiError... why) {
            return fails(List.of(why));
        }

        private Draft<Q, B> fails(List<ApiError> more) {
            var all = new ArrayList<>(errors);
            all.addAll(more);
            return new Draft<>(method, path, id, query, input, output, all);
        }

        Route<Q, B> open(Section section, String meaning, Handler<Q, B> handler) {
            return route(true, section, meaning, handler);
        }

        Route<Q, B> by(Section section, String meaning, Handler<Q, B> handler) {
            return route(false, section, meaning, handler);
        }

        private Route<Q, B> route(boolean open, Section section, String meaning, Handler<Q, B> handler) {
            return new Route<>(
                    method, PathTemplate.of(path), id, open, section, meaning, query, input, output, errors, handler);
        }
    }

    /** Whether the same request may have been sent before, under an {@code Idempotency-Key}. */
    boolean once() {
        return method.equals("POST");
    }

    /** All that it may answer when it did not do what was asked, without the faults of the server. */
    List<ApiError> errors() {
        var all = new ArrayList<ApiError>();
        boolean body = !input.contentTypes().isEmpty();
        boolean checked =
                input instanceof Input.Json || !Shapes.of(query).members().isEmpty();
        if (checked || once()) all.add(ApiError.of(RestError.BAD_REQUEST));
        if (!open) {
            all.add(ApiError.of(RestError.NOT_AUTHENTICATED));
            all.add(ApiError.of(RestError.BAD_SIGNATURE));
            all.add(ApiError.of(RestError.TOO_MANY_FAILURES));
            if (!method.equals("GET")) all.add(ApiError.of(RestError.NOT_ALLOWED));
        }
        if (body) {
            all.add(ApiError.of(RestError.BAD_TYPE));
            all.add(ApiError.of(RestError.TOO_SLOW));
            all.add(ApiError.of(input instanceof Input.Sound ? RestError.FILE_TOO_LARGE : RestError.TOO_LARGE));
        }
        if (once()) {
            all.add(ApiError.of(RestError.OTHER_REQUEST));
            all.add(ApiError.of(RestError.IN_PROGRESS));
        }
        all.addAll(particular);
        return all;
    }
}
