package io.ringflow.ivr.rest;

import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.room.RoomRefused;
import java.util.List;
import java.util.Optional;

/**
 * What a request is answered, before it is XML or JSON. Immutable.
 *
 * @param statusCode six digits (D16)
 * @param httpStatus for clients that look at it
 * @param message {@code statusMsg}: why it failed
 */
public record Answer(String statusCode, int httpStatus, Optional<String> message, List<Field> fields) {

    static final String DONE = "000000";

    public Answer {
        fields = List.copyOf(fields);
    }

    /** An element of an answer: text, an object of others, or a list of objects. Immutable. */
    public sealed interface Field {
        String name();

        record Text(String name, String text) implements Field {}

        record Group(String name, List<Field> fields) implements Field {}

        /** @param item name of each in XML; JSON needs none */
        record Table(String name, String item, List<List<Field>> rows) implements Field {}
    }

    static Field text(String name, String text) {
        return new Field.Text(name, text);
    }

    static Answer done(Field... fields) {
        return done(List.of(fields));
    }

    static Answer done(List<Field> fields) {
        return new Answer(DONE, 200, Optional.empty(), fields);
    }

    /** D16: 107 and the status that the call would have ended with. */
    public static Answer refused(DialRefused why) {
        int status = why.reason().sipStatus();
        return new Answer(
                "107%03d".formatted(status),
                status < 600 ? status : 409,
                Optional.of(why.reason().text()),
                List.of());
    }

    /** The code and the sentence of the table; what is particular to the request. */
    public static Answer refused(RestRefused why) {
        return new Answer(
                why.error().code(), why.error().httpStatus(), Optional.of(String.valueOf(why.getMessage())), List.of());
    }

    /** What the call centre says, with an HTTP status. */
    public static Answer refused(QueueRefused why) {
        int status =
                switch (why.error()) {
                    case NOT_ON_DUTY, NO_SUCH_QUEUE -> 404;
                    case AGENTS_OFF -> 403;
                    case TOO_MANY_QUEUES, TOO_MANY_AGENTS -> 503;
                    default -> 409;
                };
        return new Answer(why.error().code(), status, Optional.of(why.error().sentence()), List.of());
    }

    /** What talks say. */
    public static Answer refused(TalkRefused why) {
        return new Answer(
                why.error().code(), status(why.error()), Optional.of(why.error().sentence()), List.of());
    }

    private static int status(TalkError error) {
        return switch (error) {
            case NO_SUCH_PARTY -> 404;
            case OVERLOADED -> 503;
            case NOT_TALKING, CONSULTS, NOBODY_CONSULTED, FULL -> 409;
        };
    }

    /** What conferences say, with an HTTP status. */
    public static Answer refused(RoomRefused why) {
        int status =
                switch (why.error()) {
                    case NO_SUCH_CONFERENCE, NO_SUCH_MEMBER -> 404;
                    case TOO_MANY_CONFERENCES, NO_SHORT_ID, OVERLOADED -> 503;
                    default -> 409;
                };
        return new Answer(why.error().code(), status, Optional.of(why.error().sentence()), List.of());
    }
}
