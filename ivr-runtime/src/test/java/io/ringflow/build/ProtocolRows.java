package io.ringflow.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of the flow protocol: sections 2 to 8 as {@code rows.txt} lists them, then the decisions. Immutable. */
final class ProtocolRows {

    private static final Path FILE = Path.of("src/test/resources/protocol/rows.txt");
    private static final String LATER = "(later)";
    private static final int DECISIONS = 27;
    private static final List<Integer> LATER_DECISIONS = List.of();

    /**
     * A section.
     *
     * @param number such as {@code 3.1}; empty for the decisions
     */
    record Section(String number, String title, List<Row> rows) {}

    /**
     * A row.
     *
     * @param section its number, empty for a decision
     * @param name one word
     * @param later whether it belongs to a later release
     */
    record Row(String section, String name, String meaning, boolean later) {}

    private ProtocolRows() {}

    static List<Section> read() throws IOException {
        var sections = new ArrayList<Section>();
        boolean later = false;
        for (String line : Files.readAllLines(FILE)) {
            if (line.isBlank() || line.startsWith("#")) continue;
            boolean marked = line.endsWith(LATER);
            String text = marked ? line.substring(0, line.length() - LATER.length()) : line;
            if (line.startsWith("= ")) {
                String[] words = text.substring(2).strip().split(" ", 2);
                sections.add(new Section(words[0], words[1], new ArrayList<>()));
                later = marked;
            } else {
                String[] words = text.strip().split("\\s+", 2);
                var section = sections.getLast();
                section.rows().add(new Row(section.number(), words[0], words[1], later || marked));
            }
        }
        sections.add(new Section("", "Decisions", decisions()));
        return sections;
    }

    private static List<Row> decisions() {
        return IntStream.rangeClosed(1, DECISIONS)
                .mapToObj(n -> new Row("", "D" + n, "", LATER_DECISIONS.contains(n)))
                .toList();
    }
}
