package io.ringflow.build;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The formatter of the whole tree: four spaces, 120 columns. {@link SourceFormatTest} checks and rewrites. */
final class SourceFormat {

    private static final List<String> MODULES = List.of("sip-core", "media", "ivr-runtime", "testkit", "benchmarks");

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    static List<Path> sources(Path root) throws IOException {
        try (var modules = MODULES.stream().map(m -> root.resolve(m).resolve("src"))) {
            return modules.filter(Files::isDirectory)
                    .flatMap(SourceFormat::javaFiles)
                    .sorted()
                    .toList();
        }
    }

    String formatted(String source) {
        try {
            return formatter.formatSource(ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(source), JavaFormatterOptions.Style.PALANTIR));
        } catch (FormatterException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Stream<Path> javaFiles(Path dir) {
        try (var files = Files.walk(dir)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
