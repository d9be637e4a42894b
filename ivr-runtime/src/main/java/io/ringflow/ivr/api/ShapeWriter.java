package io.ringflow.ivr.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Writes a record as JSON, by the same shape that describes it. Stateless. */
final class ShapeWriter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ShapeWriter() {}

    static JsonNode json(Record value) {
        return thing(Shapes.of(value.getClass()), value);
    }

    private static JsonNode thing(Shape.Thing shape, Object value) {
        var object = NODES.objectNode();
        for (var member : shape.members()) {
            Object said = said(member, value);
            if (said instanceof Optional<?> maybe) {
                maybe.ifPresent(there -> object.set(member.name(), node(member.shape(), there)));
            } else {
                object.set(member.name(), node(member.shape(), said));
            }
        }
        return object;
    }

    private static Object said(Shape.Member member, Object value) {
        try {
            return member.reader().invoke(value);
        } catch (Throwable bug) {
            throw new IllegalStateException(member.name() + " can't be read", bug);
        }
    }

    private static JsonNode node(Shape shape, Object value) {
        return switch (shape) {
            case Shape.Text _ -> NODES.textNode((String) value);
            case Shape.Whole _ -> NODES.numberNode(((Number) value).longValue());
            case Shape.Flag _ -> NODES.booleanNode((Boolean) value);
            case Shape.Moment _ -> NODES.textNode(text((Instant) value));
            case Shape.Choice _ -> NODES.textNode(Shapes.name((Enum<?>) value));
            case Shape.Many many -> {
                var array = NODES.arrayNode();
                for (Object item : (List<?>) value) array.add(node(many.item(), item));
                yield array;
            }
            case Shape.Thing thing -> thing(thing, value);
        };
    }

    /** RFC 3339, of milliseconds: more than that nobody measures. */
    static String text(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
