package io.ringflow.ivr.command;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses the name that was meant by a misspelt one. */
public final class NearestName {

    private static final int MOST_MISTAKES = 2;
    private static final int LONGEST = 64;

    private NearestName() {}

    /** The nearest of the names, if it is near enough to be meant. */
    public static Optional<String> of(String written, Collection<String> names) {
        if (written.length() > LONGEST) return Optional.empty();
        String best = "";
        int fewest = MOST_MISTAKES + 1;
        for (var name : names) {
            int mistakes = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (mistakes < fewest && mistakes < name.length()) {
                fewest = mistakes;
                best = name;
            }
        }
        return fewest <= MOST_MISTAKES ? Optional.of(best) : Optional.empty();
    }

    /** Levenshtein's: letters to insert, delete or change. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
