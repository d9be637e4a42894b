package io.ringflow.ivr.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringflow.ivr.api.Shape.Member;
import io.ringflow.ivr.api.Shape.Thing;
import java.util.HashMap;
import java.util.Map;

/** Words shapes as JSON Schema 2020-12. Used for one description. */
final class Schemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode named;
    private final Map<String, Thing> known = new HashMap<>();

    /** @param named receives the objects, by their names */
    Schemas(ObjectNode named) {
        this.named = named;
    }

    /** A reference to an object that we say, which is described if it was not yet. */
    ObjectNode said(Thing thing) {
        return reference(thing, false);
    }

    /** The same of one that we are told. */
    ObjectNode told(Thing thing) {
        return reference(thing, true);
    }

    /** @param told whether it is checked: what we say may be longer one day, and have more members */
    private ObjectNode reference(Thing thing, boolean told) {
        var before = known.put(thing.name(), thing);
        if (before != null && before.type() != thing.type()) {
            throw new IllegalStateException("two objects are called " + thing.name());
        }
        if (before == null) named.set(thing.name(), object(thing, told));
        return NODES.objectNode().put("$ref", "#/components/schemas/" + thing.name());
    }

    /** The value of a parameter, with what stands in for it. */
    ObjectNode parameter(Member member) {
        return value(member, true);
    }

    private ObjectNode value(Member member, boolean told) {
        var schema = schema(member.shape(), told);
        member.fallback().ifPresent(text -> {
            switch (member.shape()) {
                case Shape.Whole _ -> schema.put("default", Long.parseLong(text));
                case Shape.Flag _ -> schema.put("default", Boolean.parseBoolean(text));
                default -> schema.put("default", text);
            }
        });
        return schema;
    }

    private ObjectNode object(Thing thing, boolean told) {
        var schema = NODES.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        for (var member : thing.members()) {
            properties.set(member.name(), value(member, told).put("description", member.meaning()));
        }
        var required = NODES.arrayNode();
        thing.members().stream().filter(Member::required).map(Member::name).forEach(required::add);
        if (!required.isEmpty()) schema.set("required", required);
        if (told) schema.put("additionalProperties", false);
        return schema;
    }

    private ObjectNode schema(Shape shape, boolean told) {
        var schema = NODES.objectNode();
        switch (shape) {
            case Shape.Text text -> {
                schema.put("type", "string");
                if (told) schema.put("maxLength", text.longest());
                if (!text.pattern().isEmpty()) schema.put("pattern", "^" + text.pattern() + "$");
            }
            case Shape.Whole whole -> {
                schema.put("type", "integer");
                if (whole.min() > Integer.MIN_VALUE) schema.put("minimum", whole.min());
                if (whole.max() < Integer.MAX_VALUE) schema.put("maximum", whole.max());
            }
            case Shape.Flag _ -> schema.put("type", "boolean");
            case Shape.Moment _ -> schema.put("type", "string").put("format", "date-time");
            case Shape.Choice choice -> {
                schema.put("type", "string");
                var names = schema.putArray("enum");
                choice.names().forEach(names::add);
            }
            case Shape.Many many -> {
                schema.put("type", "array").set("items", schema(many.item(), told));
                if (many.most() < Integer.MAX_VALUE) schema.put("maxItems", many.most());
            }
            case Thing thing -> {
                return reference(thing, told);
            }
        }
        return schema;
    }
}
