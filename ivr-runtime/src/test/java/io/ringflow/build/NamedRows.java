package io.ringflow.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which tests name which rows of the flow protocol: in the doc comment or the display name of a test or of its class, a
 * decision by its number ({@code D2}), a row by its section behind "Flow protocol" ({@code Flow protocol 3.1 action,
 * method; 5.2 digits: what it proves}). Immutable.
 */
final class NamedRows {

    /** A doc comment or a display name, then what it stands before: a class or a method. */
    private static final Pattern DECLARATION = Pattern.compile("(?:/\\*\\*((?:[^*]++|\\*(?!/))*+)\\*/\\s*)?"
            + "((?:@\\w+(?:\\((?:\"(?:\\\\.|[^\"\\\\])*+\"|[^()\"]++|\\([^()]*+\\))*+\\))?\\s+)*+)"
            + "(?:(?:public|private|static|final)\\s+)*+"
            + "(?:(class|record|enum|interface)\\s+(\\w+)|void\\s+(\\w+)\\s*\\()");

    private static final Pattern DISPLAY_NAME = Pattern.compile("@DisplayName\\(\"((?:\\\\.|[^\"\\\\])*)\"\\)");
    private static final Pattern DECISION = Pattern.compile("\\bD([1-9]|1\\d|2[0-7])\\b");
    private static final Pattern THREAT = Pattern.compile("\\bW([1-9]|1\\d|20)\\b");
    private static final Pattern PROTOCOL = Pattern.compile("[Ff]low[ -]protocol\\s+([^:]*?)(?=:|\\.\\s|\\.$|\\)|$)");
    private static final Pattern WORD = Pattern.compile("\\d(?:\\.\\d+)?|[A-Za-z][\\w-]*");

    private final Map<String, SortedSet<String>> tests = new TreeMap<>();

    /** @param roots directories of test sources */
    static NamedRows in(List<Path> roots) throws IOException {
        var named = new NamedRows();
        for (Path root : roots) {
            if (!Files.isDirectory(root)) continue;
            try (var files = Files.walk(root)) {
                for (Path file : files.filter(f -> f.toString().matches(".*(Test|Contract)\\.java"))
                        .sorted()
                        .toList()) {
                    named.read(Files.readString(file));
                }
            }
        }
        return named;
    }

    /** Reads the text of one test class. */
    void read(String source) {
        String type = "";
        var found = DECLARATION.matcher(source);
        while (found.find()) {
            boolean isType = found.group(4) != null;
            if (isType && type.isEmpty()) type = found.group(4);
            if (type.isEmpty()) continue;
            String test = isType ? type : type + "." + found.group(5);
            for (String row : rows(text(found.group(1), found.group(2)))) {
                tests.computeIfAbsent(row, _ -> new TreeSet<>()).add(test);
            }
        }
    }

    /** The tests that name a row, in their order. */
    SortedSet<String> of(ProtocolRows.Row row) {
        return tests.getOrDefault(key(row.section(), row.name()), new TreeSet<>());
    }

    private static String text(String comment, String annotations) {
        var text = new StringBuilder(comment == null ? "" : comment.replaceAll("\\s*\\n\\s*\\*", " "));
        DISPLAY_NAME.matcher(annotations).results().forEach(name -> text.append(". ")
                .append(name.group(1)));
        return text.toString().strip();
    }

    private static List<String> rows(String text) {
        var rows = new ArrayList<String>();
        DECISION.matcher(text).results().forEach(decision -> rows.add(key("", decision.group())));
        THREAT.matcher(text).results().forEach(threat -> rows.add(key("W", threat.group())));
        PROTOCOL.matcher(text).results().forEach(part -> {
            String section = "";
            for (var word : WORD.matcher(part.group(1)).results().toList()) {
                if (Character.isDigit(word.group().charAt(0))) section = word.group();
                else if (!section.isEmpty()) rows.add(key(section, word.group()));
            }
        });
        return rows;
    }

    private static String key(String section, String name) {
        return section + " " + name.toLowerCase(Locale.ROOT);
    }
}
