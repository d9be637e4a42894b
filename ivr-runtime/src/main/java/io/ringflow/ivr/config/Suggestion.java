package io.ringflow.ivr.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;

/** Guesses what a mistyped key was meant to be. Pure. */
final class Suggestion {

    private static final int FARTHEST = 3;

    private Suggestion() {}

    /** Half a sentence to put behind "unknown key"; empty when nothing is near. */
    static String of(String typed, Collection<String> known) {
        return known.stream()
                .filter(key -> distance(typed, key) <= Math.min(FARTHEST, key.length() / 2))
                .min(Comparator.comparingInt((String key) -> distance(typed, key))
                        .thenComparing(Comparator.naturalOrder()))
                .map(key -> ", did you mean \"" + key + "\"?")
                .orElse("");
    }

    /** Levenshtein distance; a mark or a capital too many counts like a letter. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
