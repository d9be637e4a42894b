package io.ringflow.ivr.api;

import io.ringflow.ivr.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps keys in the database, so that a request which is sent again after a restart is not done again. What a killed server
 * was in the middle of stays in progress: nobody knows whether it was done. Thread-safe; blocks while the database works.
 */
public final class StoredKeys implements KeyMemory {

    static final Duration KEPT = Duration.ofHours(24);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final Jdbi jdbi;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.EPOCH);

    private record Row(String request, Optional<KeptAnswer> answer) {
        static Row read(ResultSet row, StatementContext context) throws SQLException {
            int status = row.getInt("status");
            return new Row(
                    row.getString("request"),
                    status == 0
                            ? Optional.empty()
                            : Optional.of(new KeptAnswer(
                                    status,
                                    row.getString("content_type"),
                                    row.getString("location"),
                                    row.getString("body"))));
        }
    }

    public StoredKeys(Database database, InstantSource clock) {
        this.jdbi = database.jdbi();
        this.clock = clock;
    }

    @Override
    public Verdict take(String account, String key, String request) {
        var now = clock.instant();
        sweep(now);
        return jdbi.inTransaction(handle -> {
            forget(handle, account, key, now);
            // One of two at once gets the row, by the rules of the primary key.
            int taken = handle.createUpdate("""
                            INSERT INTO idempotency_key (account, key_text, request, status, content_type, location, body, until_at)
                            VALUES (:account, :key, :request, 0, '', '', '', :until)
                            ON CONFLICT (account, key_text) DO NOTHING
                            """)
                    .bind("account", account)
                    .bind("key", key)
                    .bind("request", request)
                    .bind("until", now.plus(KEPT).toEpochMilli())
                    .execute();
            if (taken == 1) return new Verdict.Fresh();
            return row(handle, account, key).map(row -> verdict(row, request)).orElse(new Verdict.InProgress());
        });
    }

    @Override
    public void keep(String account, String key, KeptAnswer answer) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE idempotency_key
                        SET status = :status, content_type = :type, location = :location, body = :body
                        WHERE account = :account AND key_text = :key
                        """)
                .bind("status", answer.status())
                .bind("type", answer.contentType())
                .bind("location", answer.location())
                .bind("body", answer.body())
                .bind("account", account)
                .bind("key", key)
                .execute());
    }

    @Override
    public void giveBack(String account, String key) {
        jdbi.useHandle(handle ->
                handle.execute("DELETE FROM idempotency_key WHERE account = ? AND key_text = ?", account, key));
    }

    private static Verdict verdict(Row row, String request) {
        if (!row.request().equals(request)) return new Verdict.OtherRequest();
        return row.answer().<Verdict>map(Verdict.Done::new).orElse(new Verdict.InProgress());
    }

    private static Optional<Row> row(Handle handle, String account, String key) {
        return handle.createQuery("SELECT * FROM idempotency_key WHERE account = :account AND key_text = :key")
                .bind("account", account)
                .bind("key", key)
                .map(Row::read)
                .findOne();
    }

    private static void forget(Handle handle, String account, String key, Instant now) {
        handle.execute(
                "DELETE FROM idempotency_key WHERE account = ? AND key_text = ? AND until_at <= ?",
                account,
                key,
                now.toEpochMilli());
    }

    private void sweep(Instant now) {
        var due = nextSweep.get();
        if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) return;
        jdbi.useHandle(handle -> handle.execute("DELETE FROM idempotency_key WHERE until_at <= ?", now.toEpochMilli()));
    }
}
