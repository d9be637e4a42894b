package io.ringflow.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions are found by their number: each has one of its own, in its name, in its title and in the list. */
class DecisionsTest {
    private static final Path DECISIONS = Path.of("../docs/decisions");

    private static List<String> names() throws IOException {
        try (var files = Files.list(DECISIONS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void numbersAreUniqueAndWithoutAGap() throws IOException {
        List<String> numbers =
                names().stream().map(name -> name.substring(0, 4)).toList();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    @Test
    void eachIsListedByNumberAndTitle() throws IOException {
        String index = Files.readString(DECISIONS.resolve("README.md"));
        for (String name : names()) {
            String title = Files.readAllLines(DECISIONS.resolve(name)).getFirst();
            assertThat(title).as(name).startsWith("# " + name.substring(0, 4) + " ");
            assertThat(index).contains("* [" + title.substring(2) + "](" + name + ")");
        }
    }
}
