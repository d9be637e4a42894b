package io.ringflow.ivr.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables are made in one order everywhere. */
class MigrationTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern NAME = Pattern.compile("V([0-9]+)__[a-z_]+\\.sql");
    /** Those that servers have: none comes before, or between them. A new one is added here too. */
    private static final List<Integer> TAKEN = List.of(1, 2, 3, 4, 5, 6, 8, 9, 10);

    @TempDir
    Path dir;

    @Test
    void aMigrationHasTheNextNumberAndFillsNoGap() throws IOException {
        List<Integer> numbers;
        try (var files = Files.list(MIGRATIONS)) {
            numbers = files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(name -> {
                        assertThat(name.matches()).as("%s", name).isTrue();
                        return true;
                    })
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.subList(0, TAKEN.size())).isEqualTo(TAKEN);
    }

    @Test
    void aDatabaseThatLacksOneBelowItsNewestIsRefusedWithItsNumber() {
        Path file = dir.resolve("ringflow.db");
        try (var database = Database.embedded(file)) {
            database.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM flyway_schema_history WHERE version = '4'");
                handle.execute("DROP TABLE idempotency_key");
            });
        }
        assertThatThrownBy(() -> Database.embedded(file).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not applied to database: 4");
    }
}
