package io.ringflow.ivr.command;

import java.util.Optional;

/**
 * One attribute of a command. Immutable; compared by identity of its name within one command.
 *
 * @param name lower case, as in the dialect; documents may write it in any case
 * @param fallback the text that stands for an attribute that is absent or blank; empty: then it has no value
 * @param meaning one phrase for the documentation
 */
public record Attribute<T>(String name, ValueType<T> type, Optional<String> fallback, String meaning) {

    public static <T> Attribute<T> of(String name, ValueType<T> type, String fallback, String meaning) {
        return new Attribute<>(name, type, Optional.of(fallback), meaning);
    }

    public static <T> Attribute<T> optional(String name, ValueType<T> type, String meaning) {
        return new Attribute<>(name, type, Optional.empty(), meaning);
    }
}
