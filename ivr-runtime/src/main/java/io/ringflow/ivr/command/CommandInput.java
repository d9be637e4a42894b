package io.ringflow.ivr.command;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says about one command, from which its record is made. Immutable. Blank attributes count as absent.
 */
public final class CommandInput {

    private final Map<String, String> attributes;
    private final String text;
    private final Optional<Command> nested;

    /** @param attributes by lower-case name */
    public CommandInput(Map<String, String> attributes, String text, Optional<Command> nested) {
        this.attributes = Map.copyOf(attributes);
        this.text = text.strip();
        this.nested = nested;
    }

    /**
     * The value of an attribute with a default.
     *
     * @throws IllegalArgumentException if the text is not of its type
     */
    public <T> T get(Attribute<T> attribute) {
        return find(attribute).orElseThrow(() -> new IllegalArgumentException(attribute.name() + " is required"));
    }

    /**
     * The value of an attribute, if there is one.
     *
     * @throws IllegalArgumentException if the text is not of its type
     */
    public <T> Optional<T> find(Attribute<T> attribute) {
        return Optional.ofNullable(attributes.get(attribute.name().toLowerCase(Locale.ROOT)))
                .map(String::strip)
                .filter(said -> !said.isEmpty())
                .or(attribute::fallback)
                .map(said -> parse(attribute, said));
    }

    public String text() {
        return text;
    }

    public Optional<Prompt> prompt() {
        return nested.map(Prompt.class::cast);
    }

    private static <T> T parse(Attribute<T> attribute, String said) {
        try {
            return attribute.type().parse(said);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(attribute.name() + "=" + refused.getMessage(), refused);
        }
    }
}
