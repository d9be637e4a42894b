package io.ringflow.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ringflow.bench.load.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** All that one benchmark has found. Owned by the benchmark's thread. */
final class Findings {

    /** What is written to JSON. */
    private record Written(
            String bench, String started, Machine machine, Map<String, String> settings, List<Finding> findings) {}

    private final String bench;
    private final String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private final Machine machine = Machine.describe();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Findings(String bench) {
        this.bench = bench;
    }

    void setting(String name, Object value) {
        settings.put(name, value.toString());
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    List<Finding> all() {
        return List.copyOf(findings);
    }

    String table() {
        var text = new StringBuilder(2048);
        line(text, "bench", bench + ", " + started);
        line(text, "machine", machine.processor() + ", " + machine.cores() + " cores, " + machine.kernel());
        line(text, "jdk", machine.jdk());
        line(text, "commit", machine.commit());
        settings.forEach((name, value) -> line(text, name, value));
        text.append(System.lineSeparator());
        int width = findings.stream().mapToInt(f -> f.what().length()).max().orElse(0);
        for (Finding f : findings) {
            String form = "%-" + Math.max(40, width) + "s %10s %-8s %-18s %s";
            text.append(String.format(
                                    Locale.ROOT, form, f.what(), Finding.number(f.value()), f.unit(), f.bar(), f.mark())
                            .stripTrailing())
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-16s%s%n", name, value));
    }

    void write(Path json) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(json.toFile(), new Written(bench, started, machine, settings, findings));
    }
}
