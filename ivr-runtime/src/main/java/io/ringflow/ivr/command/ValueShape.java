package io.ringflow.ivr.command;

import java.util.List;

/** What a schema can say of a value, beyond which only its parser decides. Immutable. */
public sealed interface ValueShape {

    /** Any text. */
    record Text() implements ValueShape {}

    /** A whole number. */
    record Whole(int least, int most) implements ValueShape {}

    /** One of these words, in any case. */
    record OneOf(List<String> words) implements ValueShape {
        public OneOf {
            words = List.copyOf(words);
        }
    }

    /** Text that this pattern matches wholly, in what Java's and XML Schema's expressions have in common. */
    record Matching(String pattern) implements ValueShape {}
}
