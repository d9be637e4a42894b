package io.ringflow.ivr.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The notifications that wait, in SQLite. One connection, owned by the notifier's thread; what {@link #write} returned
 * from survives a kill and a power cut.
 */
final class NotificationStore implements AutoCloseable {

    // Behind one that waits for its next attempt, the new one waits as long. "+ 0": the index by lane is meant; SQLite
    // would go through all of the application's rows by due_at for the greatest.
    private static final String INSERT = """
            INSERT INTO notification (id, request_id, application_id, call_id, lane, method, target, parameters,
                created_at, due_at, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,
                COALESCE((SELECT MAX(due_at + 0) FROM notification WHERE application_id = ? AND lane = ?), ?), 0)
            """;

    private final Handle handle;
    private final PreparedStatement insert;
    private final PreparedStatement delete;

    /** What one transaction changes. */
    record Changes(List<StoredNotification> added, List<StoredNotification> done, List<Postponed> postponed) {
        boolean isEmpty() {
            return added.isEmpty() && done.isEmpty() && postponed.isEmpty();
        }
    }

    /** A failed attempt, and when its lane may be tried again. */
    record Postponed(StoredNotification notification, Instant due) {}

    NotificationStore(Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var pragmas = new SQLiteConfig();
        pragmas.setJournalMode(SQLiteConfig.JournalMode.WAL);
        pragmas.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        pragmas.setBusyTimeout(5_000);
        var source = new SQLiteDataSource(pragmas);
        source.setUrl("jdbc:sqlite:" + file);
        Flyway.configure(NotificationStore.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        handle = Jdbi.create(source).open();
        try {
            insert = handle.getConnection().prepareStatement(INSERT);
            delete = handle.getConnection().prepareStatement("DELETE FROM notification WHERE id = ?");
        } catch (SQLException e) {
            handle.close();
            throw unusable(e);
        }
    }

    /** Makes all changes or none. */
    void write(Changes changes) {
        if (changes.isEmpty()) return;
        try {
            handle.useTransaction(in -> {
                add(changes.added());
                remove(changes.done());
                postpone(in, changes.postponed());
            });
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    // Plain JDBC where every call passes: Jdbi's own work is ten times SQLite's here.
    private void add(List<StoredNotification> added) throws SQLException {
        if (added.isEmpty()) return;
        insert.clearBatch();
        for (var row : added) {
            insert.setLong(1, row.id());
            insert.setString(2, row.requestId());
            insert.setString(3, row.applicationId());
            insert.setString(4, row.callId());
            insert.setString(5, row.lane());
            insert.setString(6, row.method());
            insert.setString(7, row.target());
            insert.setString(8, row.parameters());
            insert.setLong(9, row.createdAt().toEpochMilli());
            insert.setString(10, row.applicationId());
            insert.setString(11, row.lane());
            insert.setLong(12, row.createdAt().toEpochMilli());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private void remove(List<StoredNotification> done) throws SQLException {
        if (done.isEmpty()) return;
        delete.clearBatch();
        for (var row : done) {
            delete.setLong(1, row.id());
            delete.addBatch();
        }
        delete.executeBatch();
    }

    private static void postpone(Handle in, List<Postponed> postponed) {
        if (postponed.isEmpty()) return;
        PreparedBatch attempts = in.prepareBatch("UPDATE notification SET attempts = attempts + 1 WHERE id = :id");
        PreparedBatch lanes = in.prepareBatch(
                "UPDATE notification SET due_at = :due WHERE application_id = :applicationId AND lane = :lane");
        for (var one : postponed) {
            attempts.bind("id", one.notification().id()).add();
            lanes.bind("due", one.due().toEpochMilli())
                    .bind("applicationId", one.notification().applicationId())
                    .bind("lane", one.notification().lane())
                    .add();
        }
        attempts.execute();
        lanes.execute();
    }

    /** The first of each lane that is due, the longest waiting first. */
    List<StoredNotification> due(String applicationId, Instant now, int limit) {
        return handle.createQuery("""
                        SELECT * FROM notification n
                        WHERE application_id = :applicationId AND due_at <= :now
                          AND NOT EXISTS (SELECT 1 FROM notification e
                              WHERE e.application_id = n.application_id AND e.lane = n.lane AND e.id < n.id)
                        ORDER BY due_at, id LIMIT :limit
                        """)
                .bind("applicationId", applicationId)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map(NotificationStore::row)
                .list();
    }

    /** When the next one becomes due that is not yet. */
    Optional<Instant> nextDue(String applicationId, Instant now) {
        return handle.createQuery(
                        "SELECT MIN(due_at) FROM notification WHERE application_id = :applicationId AND due_at > :now")
                .bind("applicationId", applicationId)
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    List<StoredNotification> oldest(int limit) {
        return handle.createQuery("SELECT * FROM notification ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map(NotificationStore::row)
                .list();
    }

    Map<String, Integer> countByApplication() {
        return handle.createQuery("SELECT application_id, COUNT(*) AS waiting FROM notification GROUP BY 1")
                .reduceRows(new HashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("application_id", String.class), row.getColumn("waiting", Integer.class));
                    return counts;
                });
    }

    int count() {
        return handle.createQuery("SELECT COUNT(*) FROM notification")
                .mapTo(Integer.class)
                .one();
    }

    long lastId() {
        return handle.createQuery("SELECT COALESCE(MAX(id), 0) FROM notification")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void close() {
        // its statements go with it
        handle.close();
    }

    private static IllegalStateException unusable(SQLException why) {
        return new IllegalStateException("the file of notifications can not be used", why);
    }

    private static StoredNotification row(ResultSet row, StatementContext context) throws SQLException {
        return new StoredNotification(
                row.getLong("id"),
                row.getString("request_id"),
                row.getString("application_id"),
                row.getString("call_id"),
                row.getString("lane"),
                row.getString("method"),
                row.getString("target"),
                row.getString("parameters"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("attempts"));
    }
}
