package io.ringflow.testkit.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What happened in a test, line by line, with whatever differs from run to run replaced by names: ports, tags, ids.
 * Lines may be told from any thread.
 */
public final class Transcript {
    private final Supplier<String> clock;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();

    /** A transcript without times. */
    public Transcript() {
        this(() -> "");
    }

    /** A transcript whose lines begin with what this clock says. */
    public Transcript(Supplier<String> clock) {
        this.clock = clock;
    }

    /** From now on this value is written as a name. */
    public synchronized Transcript name(String value, String name) {
        names.put(value, "<" + name + ">");
        return this;
    }

    public synchronized void tell(String line) {
        String time = clock.get();
        lines.add(time.isEmpty() ? line : time + "  " + line);
    }

    public synchronized List<String> lines() {
        return lines.stream().map(this::plain).toList();
    }

    @Override
    public String toString() {
        return lines().stream().map(line -> line + "\n").reduce("", String::concat);
    }

    private String plain(String line) {
        String plain = line;
        for (var name : names.entrySet()) {
            plain = plain.replaceAll(
                    "(?<![0-9A-Za-z])" + Pattern.quote(name.getKey()) + "(?![0-9A-Za-z])",
                    Matcher.quoteReplacement(name.getValue()));
        }
        return plain;
    }
}
