package io.ringflow.ivr.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ringflow.ivr.api.Shape.Member;
import io.ringflow.ivr.api.Shape.Thing;
import io.ringflow.ivr.command.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of JSON, or of the parameters of a query, and writes down all that is wrong with it. Used for one request,
 * by its thread.
 */
final class ShapeReader {

    private static final int MOST_FLAWS = 20;
    private static final int LONGEST_NAME = 40;

    private final boolean query;
    private final List<Flaw> flaws = new ArrayList<>();

    /** @param query whether its values are all texts, and places are names of parameters */
    ShapeReader(boolean query) {
        this.query = query;
    }

    /** What was wrong so far. */
    List<Flaw> flaws() {
        return flaws.size() <= MOST_FLAWS ? flaws : flaws.subList(0, MOST_FLAWS);
    }

    /** The record; empty when something is wrong with it. */
    <T extends Record> Optional<T> read(Class<T> type, JsonNode value) {
        var made = thing(Shapes.of(type), value, "#");
        return flaws.isEmpty() ? Optional.ofNullable(type.cast(made)) : Optional.empty();
    }

    private @Nullable Object thing(Thing shape, JsonNode value, String place) {
        if (!value.isObject()) return wrong(shape, place);
        for (var name : (Iterable<String>) value::fieldNames) {
            if (!shape.memberNames().contains(name)) flaw(under(place, name), unknown(name, shape));
        }
        var values = new ArrayList<@Nullable Object>();
        for (var member : shape.members()) {
            var found = Optional.ofNullable(value.get(member.name())).orElse(MissingNode.getInstance());
            values.add(member(member, found, under(place, member.name())));
        }
        if (!flaws.isEmpty()) return null;
        try {
            return shape.maker().invokeWithArguments(values);
        } catch (IllegalArgumentException refused) {
            flaw(place, String.valueOf(refused.getMessage()));
            return null;
        } catch (Throwable bug) {
            throw new IllegalStateException(shape.type() + " can't be made", bug);
        }
    }

    private String unknown(String name, Thing shape) {
        String what = query ? "is no parameter of this path" : "is no member of this object";
        return what
                + NearestName.of(name, shape.memberNames())
                        .map(near -> ", did you mean " + near + "?")
                        .orElse("");
    }

    private @Nullable Object member(Member member, JsonNode value, String place) {
        boolean absent = value.isMissingNode() || value.isNull();
        if (absent && member.optional()) return Optional.empty();
        if (absent && member.fallback().isPresent()) {
            return value(member.shape(), TextNode.valueOf(member.fallback().get()), place, true);
        }
        if (absent) {
            flaw(place, "is missing");
            return null;
        }
        var read = value(member.shape(), value, place, query);
        return member.optional() ? Optional.ofNullable(read) : read;
    }

    /** @param textual whether everything is written as a text */
    private @Nullable Object value(Shape shape, JsonNode value, String place, boolean textual) {
        return switch (shape) {
            case Shape.Text text -> text(text, value, place);
            case Shape.Whole whole -> whole(whole, value, place, textual);
            case Shape.Flag flag -> {
                if (value.isBoolean()) yield value.booleanValue();
                String said = textual ? value.asText() : "";
                yield said.equals("true") || said.equals("false") ? Boolean.valueOf(said) : wrong(flag, place);
            }
            case Shape.Moment moment -> moment(moment, value, place);
            case Shape.Choice choice -> {
                var chosen = choice.constants().stream()
                        .filter(one -> value.isTextual() && Shapes.name(one).equals(value.asText()))
                        .findFirst();
                yield chosen.isPresent() ? chosen.get() : wrong(choice, place);
            }
            case Shape.Many many -> many(many, value, place, textual);
            case Thing thing -> thing(thing, value, place);
        };
    }

    private @Nullable String text(Shape.Text shape, JsonNode value, String place) {
        boolean good = value.isTextual()
                && value.asText().length() <= shape.longest()
                && value.asText().chars().noneMatch(c -> c == 0)
                && (shape.pattern().isEmpty() || value.asText().matches(shape.pattern()));
        if (good) return value.asText();
        wrong(shape, place);
        return null;
    }

    private @Nullable Object whole(Shape.Whole shape, JsonNode value, String place, boolean textual) {
        try {
            if (!textual && !(value.isIntegralNumber() && value.canConvertToLong())) return wrong(shape, place);
            long number = textual ? Long.parseLong(value.asText()) : value.longValue();
            if (number < shape.min() || number > shape.max()) return wrong(shape, place);
            if (shape.wide()) return number;
            return (int) number;
        } catch (NumberFormatException _) {
            return wrong(shape, place);
        }
    }

    private @Nullable Instant moment(Shape.Moment shape, JsonNode value, String place) {
        try {
            if (value.isTextual()) return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException _) {
            // told below
        }
        wrong(shape, place);
        return null;
    }

    private @Nullable Object many(Shape.Many shape, JsonNode value, String place, boolean textual) {
        if (!value.isArray()) return wrong(shape, place);
        if (value.size() > shape.most()) {
            flaw(place, "must have at most " + shape.most() + " items");
            return null;
        }
        var items = new ArrayList<@Nullable Object>();
        for (int i = 0; i < value.size(); i++) items.add(value(shape.item(), value.get(i), place + "/" + i, textual));
        return items;
    }

    private @Nullable Object wrong(Shape wanted, String place) {
        flaw(place, "must be " + wanted.words());
        return null;
    }

    private void flaw(String place, String what) {
        flaws.add(query ? Flaw.of(place.substring(2), what) : Flaw.at(place, what));
    }

    /** RFC 6901 §3, §6. */
    private static String under(String place, String name) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return place + "/" + shown.replace("~", "~0").replace("/", "~1");
    }
}
