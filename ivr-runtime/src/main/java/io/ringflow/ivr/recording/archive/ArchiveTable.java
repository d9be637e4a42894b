package io.ringflow.ivr.recording.archive;

import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.recording.RecordingId;
import io.ringflow.ivr.recording.RecordingManifest;
import io.ringflow.ivr.recording.RecordingQuery;
import io.ringflow.ivr.recording.archive.ArchivedRecording.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of the archive: which recordings wait, are stored, or are to be deleted. Thread-safe; waits for the database. */
final class ArchiveTable {

    private static final int AT_ONCE = 500;

    private final Jdbi jdbi;

    ArchiveTable(Database database) {
        jdbi = database.jdbi();
    }

    /** Adds those that are not there. */
    void add(List<ArchivedRecording> some) {
        if (some.isEmpty()) return;
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO archived_recording (recording_id, application_id, call_id, started_at, manifest,
                        object_key, state, attempts, due_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (recording_id) DO NOTHING
                    """);
            for (var one : some) {
                var manifest = one.manifest();
                batch.add(
                        manifest.id(),
                        manifest.application(),
                        manifest.call(),
                        manifest.startedAt().toEpochMilli(),
                        manifest.jsonText(),
                        one.key(),
                        one.state().ordinal(),
                        one.attempts(),
                        one.dueAt().toEpochMilli());
            }
            batch.execute();
        });
    }

    /** Those of which there is a row in this state, or in any. */
    Set<RecordingId> known(Collection<RecordingId> some, Optional<State> state) {
        var known = new HashSet<RecordingId>();
        var all = some.stream().map(RecordingId::text).toList();
        String which = state.map(is -> " AND state = " + is.ordinal()).orElse("");
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            var part = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            jdbi.useHandle(handle -> handle.createQuery(
                            "SELECT recording_id FROM archived_recording WHERE recording_id IN (<ids>)" + which)
                    .bindList("ids", part)
                    .mapTo(String.class)
                    .forEach(id -> known.add(new RecordingId(id))));
        }
        return known;
    }

    /** Those that something is to be done with: deletions first, which make room, then the longest due. */
    List<ArchivedRecording> due(Instant now, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM archived_recording WHERE state IN (0, 2) AND due_at <= :now
                        ORDER BY state DESC, due_at, recording_id LIMIT :most
                        """)
                .bind("now", now.toEpochMilli())
                .bind("most", most)
                .map(ArchiveTable::read)
                .list());
    }

    /** When the next is due that is not yet. */
    Optional<Instant> nextDue(Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT MIN(due_at) FROM archived_recording WHERE state IN (0, 2) AND due_at > :now")
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    /** How many something is to be done with. */
    int waiting() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT COUNT(*) FROM archived_recording WHERE state IN (0, 2)")
                        .mapTo(Integer.class)
                        .one());
    }

    /** One was uploaded; not if it is to be deleted since. */
    void stored(RecordingId id) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE archived_recording SET state = 1, attempts = 0 WHERE recording_id = ? AND state = 0",
                id.text()));
    }

    void postpone(RecordingId id, Instant due) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE archived_recording SET attempts = attempts + 1, due_at = ? WHERE recording_id = ?",
                due.toEpochMilli(),
                id.text()));
    }

    /** Nothing of it is in the store any more, or ever will be. */
    void forget(RecordingId id) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM archived_recording WHERE recording_id = ?", id.text()));
    }

    /** One is to be deleted from the store, wherever it is on its way there; whether there is such a one. */
    boolean delete(RecordingId id, Instant now) {
        return jdbi.withHandle(handle -> handle.execute(
                        "UPDATE archived_recording SET state = 2, attempts = 0, due_at = ? WHERE recording_id = ?",
                        now.toEpochMilli(),
                        id.text()))
                == 1;
    }

    /** Those that are stored and began before are to be deleted; how many. */
    int deleteBefore(Instant oldest, Instant now) {
        return jdbi.withHandle(handle -> handle.execute(
                "UPDATE archived_recording SET state = 2, attempts = 0, due_at = ? WHERE state = 1 AND started_at < ?",
                now.toEpochMilli(),
                oldest.toEpochMilli()));
    }

    Optional<ArchivedRecording> find(RecordingId id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM archived_recording WHERE recording_id = :id AND state = 1")
                        .bind("id", id.text())
                        .map(ArchiveTable::read)
                        .findOne());
    }

    List<RecordingManifest> find(RecordingQuery query) {
        var sql = new StringBuilder("SELECT * FROM archived_recording WHERE state = 1");
        Map<String, Object> values = new HashMap<>();
        query.applications().ifPresent(ids -> {
            var names = new ArrayList<String>();
            for (String id : ids) {
                names.add(":application" + names.size());
                values.put("application" + values.size(), id);
            }
            sql.append(names.isEmpty() ? " AND 1 = 0" : " AND application_id IN (" + String.join(", ", names) + ")");
        });
        query.call().ifPresent(call -> {
            sql.append(" AND call_id = :call");
            values.put("call", call);
        });
        query.begunBy().ifPresent(latest -> {
            sql.append(" AND started_at <= :latest");
            values.put("latest", latest.toEpochMilli());
        });
        sql.append(" ORDER BY started_at DESC, recording_id DESC LIMIT :most");
        return jdbi.withHandle(handle -> handle.createQuery(sql.toString())
                .bindMap(values)
                .bind("most", query.most())
                .map(ArchiveTable::read)
                .map(ArchivedRecording::manifest)
                .list());
    }

    private static ArchivedRecording read(ResultSet row, StatementContext context) throws SQLException {
        return new ArchivedRecording(
                RecordingManifest.parse(row.getString("manifest")),
                row.getString("object_key"),
                State.values()[row.getInt("state")],
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("due_at")));
    }
}
