package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class FormerOutboxTest {

    @TempDir
    Path directory;

    @Test
    void whatWaitedInTheFileOfAnEarlierVersionWaitsInTheDatabase() throws Exception {
        Path file = asAnEarlierVersionLeftIt("request1", "request2");
        try (var database = Database.embedded(directory.resolve("ringflow.db"))) {
            FormerOutbox.bringInto(database, file);
            assertThat(requestIds(database)).containsExactly("request1", "request2");
            assertThat(file).doesNotExist();
            assertThat(directory.resolve("notifications.db.moved")).exists();
            FormerOutbox.bringInto(database, file);
            assertThat(requestIds(database)).hasSize(2);
        }
    }

    @Test
    void whatACrashLetItMoveTwiceIsThereOnceBehindWhatWasThere() throws Exception {
        Path file = asAnEarlierVersionLeftIt("request1", "request2");
        try (var database = Database.embedded(directory.resolve("ringflow.db"))) {
            FormerOutbox.bringInto(database, file);
            Path again = asAnEarlierVersionLeftIt("request2", "request3");
            FormerOutbox.bringInto(database, again);
            assertThat(requestIds(database)).containsExactly("request1", "request2", "request3");
        }
    }

    private static List<String> requestIds(Database database) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT request_id FROM notification ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    /** With the table of that version, and without what later ones have. */
    private Path asAnEarlierVersionLeftIt(String... requests) throws Exception {
        Path file = directory.resolve("notifications.db");
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        org.flywaydb.core.Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            for (int n = 0; n < requests.length; n++) {
                statement.executeUpdate("INSERT INTO notification VALUES (" + (n + 1) + ", '" + requests[n]
                        + "', 'app', 'call', 'call', 'POST', 'stopservice', 'a=1', 1, 2, 3)");
            }
        }
        assertThat(Files.size(file)).isPositive();
        return file;
    }
}
