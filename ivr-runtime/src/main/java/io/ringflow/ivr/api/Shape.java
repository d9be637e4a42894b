package io.ringflow.ivr.api;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** What a value of JSON is like, found once from a record ({@link Shapes}). Immutable. */
sealed interface Shape {

    /** In words, for who wrote something else. */
    String words();

    /** @param pattern that all of it matches; empty: any text */
    record Text(int longest, String pattern) implements Shape {
        @Override
        public String words() {
            return pattern.isEmpty() ? "a text of at most " + longest + " characters" : "a text like " + pattern;
        }
    }

    /** @param wide whether it is a {@code long} of the record, not an {@code int} */
    record Whole(long min, long max, boolean wide) implements Shape {
        @Override
        public String words() {
            boolean bounded = min != Long.MIN_VALUE && max != Long.MAX_VALUE;
            return bounded ? "a whole number from " + min + " to " + max : "a whole number";
        }
    }

    record Flag() implements Shape {
        @Override
        public String words() {
            return "true or false";
        }
    }

    /** A point in time, as RFC 3339 writes it. */
    record Moment() implements Shape {
        @Override
        public String words() {
            return "a point in time like 2026-01-31T08:00:00Z";
        }
    }

    /** One of the constants of an enum, in lower case. */
    record Choice(List<? extends Enum<?>> constants) implements Shape {
        @Override
        public String words() {
            return "one of " + String.join(", ", names());
        }

        List<String> names() {
            return constants.stream().map(Shapes::name).toList();
        }
    }

    record Many(Shape item, long most) implements Shape {
        @Override
        public String words() {
            return "a list";
        }
    }

    /**
     * An object.
     *
     * @param maker of the record, from all its components
     */
    record Thing(Class<? extends Record> type, List<Member> members, MethodHandle maker) implements Shape {
        @Override
        public String words() {
            return "an object";
        }

        /** What the description calls it. */
        String name() {
            return type.getSimpleName();
        }

        List<String> memberNames() {
            return members.stream().map(Member::name).toList();
        }
    }

    /**
     * A member of an object.
     *
     * @param optional it may be missing, and is an {@code Optional} of the record
     * @param fallback stands in when it is missing
     */
    record Member(
            String name,
            Shape shape,
            boolean optional,
            Optional<String> fallback,
            String meaning,
            MethodHandle reader) {

        boolean required() {
            return !optional && fallback.isEmpty();
        }
    }
}
