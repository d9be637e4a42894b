package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordRow;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications that wait, and the records of the calls they end, in the database. One connection, owned by the
 * notifier's thread and made anew when it breaks; what {@link #write} returned from survives a kill and a power cut.
 */
final class NotificationStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationStore.class);

    // Behind one that waits for its next attempt, the new one waits as long. "+ 0": the index by lane is meant; SQLite
    // would go through all of the application's rows by due_at for the greatest.
    private static final String INSERT = """
            INSERT INTO notification (id, request_id, application_id, call_id, lane, method, target, parameters,
                created_at, due_at, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,
                COALESCE((SELECT MAX(due_at + 0) FROM notification WHERE application_id = ? AND lane = ?), ?), 0)
            ON CONFLICT (id) DO NOTHING
            """;

    private final Database database;
    private @Nullable Connected connected;

    /** A connection with its statements, as long as it works. */
    private record Connected(
            Handle handle, PreparedStatement insert, PreparedStatement delete, PreparedStatement insertRecord) {}

    /**
     * What one transaction changes.
     *
     * @param records of calls that are over: each shares its transaction with the call's last notification
     */
    record Changes(
            List<CallRecord> records,
            List<StoredNotification> added,
            List<StoredNotification> done,
            List<Postponed> postponed) {
        boolean isEmpty() {
            return records.isEmpty() && added.isEmpty() && done.isEmpty() && postponed.isEmpty();
        }
    }

    /** A failed attempt, and when its lane may be tried again. */
    record Postponed(StoredNotification notification, Instant due) {}

    /** @throws IllegalStateException the database can't be had */
    NotificationStore(Database database) {
        this.database = database;
        connected();
    }

    /** Makes all changes or none. */
    void write(Changes changes) {
        if (changes.isEmpty()) return;
        working(now -> {
            now.handle().useTransaction(in -> {
                add(now.insertRecord(), changes.records());
                add(now, changes.added());
                remove(now, changes.done());
                postpone(in, changes.postponed());
            });
            return true;
        });
    }

    /** Whatever fails costs the connection: the next attempt has a new one, and what was half done is undone. */
    private <T> T working(Work<T> work) {
        try {
            return work.with(connected());
        } catch (SQLException e) {
            drop();
            throw new IllegalStateException("the database of notifications can not be used", e);
        } catch (RuntimeException e) {
            drop();
            throw e;
        }
    }

    private void drop() {
        try {
            close();
        } catch (RuntimeException e) {
            LOG.debug("the broken connection does not close", e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Connected now) throws SQLException;
    }

    private Connected connected() {
        if (connected != null) return connected;
        Handle handle = database.writer();
        try {
            var connection = handle.getConnection();
            connected = new Connected(
                    handle,
                    connection.prepareStatement(INSERT),
                    connection.prepareStatement("DELETE FROM notification WHERE id = ?"),
                    CallRecordRow.insert(connection));
            return connected;
        } catch (SQLException e) {
            handle.close();
            throw new IllegalStateException("the database of notifications can not be used", e);
        }
    }

    private static void add(PreparedStatement insert, List<CallRecord> records) throws SQLException {
        if (records.isEmpty()) return;
        insert.clearBatch();
        for (var record : records) CallRecordRow.add(insert, record);
        insert.executeBatch();
    }

    // Plain JDBC where every call passes: Jdbi's own work is ten times SQLite's here.
    private static void add(Connected now, List<StoredNotification> added) throws SQLException {
        if (added.isEmpty()) return;
        var insert = now.insert();
        insert.clearBatch();
        for (var row : added) {
            insert.setLong(1, row.id());
            insert.setString(2, row.requestId());
            insert.setString(3, row.applicationId());
            insert.setString(4, row.callId());
            insert.setString(5, Rows.text(row.lane()));
            insert.setString(6, row.method());
            insert.setString(7, Rows.text(row.target()));
            insert.setString(8, row.parameters());
            insert.setLong(9, row.createdAt().toEpochMilli());
            insert.setString(10, row.applicationId());
            insert.setString(11, Rows.text(row.lane()));
            insert.setLong(12, row.createdAt().toEpochMilli());
            insert.addBatch();
        }
        insert.executeBatch();
    }

    private static void remove(Connected now, List<StoredNotification> done) throws SQLException {
        if (done.isEmpty()) return;
        var delete = now.delete();
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
        return working(open -> open.handle()
                .createQuery("""
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
                .list());
    }

    /** When the next one becomes due that is not yet. */
    Optional<Instant> nextDue(String applicationId, Instant now) {
        return working(open -> open.handle()
                .createQuery(
                        "SELECT MIN(due_at) FROM notification WHERE application_id = :applicationId AND due_at > :now")
                .bind("applicationId", applicationId)
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    List<StoredNotification> oldest(int limit) {
        return working(open -> open.handle()
                .createQuery("SELECT * FROM notification ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map(NotificationStore::row)
                .list());
    }

    Map<String, Integer> countByApplication() {
        return working(open -> open.handle()
                .createQuery("SELECT application_id, COUNT(*) AS waiting FROM notification GROUP BY 1")
                .reduceRows(new HashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("application_id", String.class), row.getColumn("waiting", Integer.class));
                    return counts;
                }));
    }

    int count() {
        return working(open -> open.handle()
                .createQuery("SELECT COUNT(*) FROM notification")
                .mapTo(Integer.class)
                .one());
    }

    long lastId() {
        return working(open -> open.handle()
                .createQuery("SELECT COALESCE(MAX(id), 0) FROM notification")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        // its statements go with it
        var open = connected;
        connected = null;
        if (open != null) open.handle().close();
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
