package io.ringflow.ivr.command;

/** Some of the sixteen keys of a telephone. Immutable. */
public final class KeySet {

    private static final String KEYS = "0123456789*#ABCD";

    public static final KeySet NONE = new KeySet("");
    public static final KeySet ANY = new KeySet(KEYS);

    private final String keys;

    private KeySet(String keys) {
        this.keys = keys;
    }

    /** @throws IllegalArgumentException if one of them is not a key */
    public static KeySet of(String keys) {
        var upper = keys.toUpperCase(java.util.Locale.ROOT);
        if (upper.chars().anyMatch(key -> KEYS.indexOf(key) < 0)) {
            throw new IllegalArgumentException("only 0-9, *, # and A-D are keys");
        }
        return new KeySet(upper);
    }

    public boolean contains(char key) {
        return keys.indexOf(key) >= 0;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeySet that && keys.equals(that.keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return keys;
    }
}
