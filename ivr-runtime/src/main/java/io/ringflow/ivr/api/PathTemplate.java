package io.ringflow.ivr.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters, {@code /v1/calls/{callId}}. Immutable.
 *
 * @param parts what stands between the slashes
 */
record PathTemplate(String text, List<String> parts) {

    PathTemplate {
        parts = List.copyOf(parts);
    }

    static PathTemplate of(String text) {
        return new PathTemplate(text, parts(text));
    }

    /** The parts of a path, still as they were sent. */
    static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Names of its parameters, in order. */
    List<String> parameters() {
        var names = new ArrayList<String>();
        for (String part : parts) if (isParameter(part)) names.add(name(part));
        return names;
    }

    /** The parameters of a path that is like this; empty if it is not. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != parts.size()) return Optional.empty();
        var found = new HashMap<String, String>();
        for (int i = 0; i < parts.size(); i++) {
            String wanted = parts.get(i);
            String there = path.get(i);
            if (isParameter(wanted) && !there.isEmpty()) found.put(name(wanted), there);
            else if (!wanted.equals(there)) return Optional.empty();
        }
        return Optional.of(found);
    }

    private static boolean isParameter(String part) {
        return part.startsWith("{");
    }

    private static String name(String part) {
        return part.substring(1, part.length() - 1);
    }
}
