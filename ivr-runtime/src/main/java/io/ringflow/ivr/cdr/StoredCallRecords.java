package io.ringflow.ivr.cdr;

import io.ringflow.ivr.database.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Call records in the database. Thread-safe. */
public final class StoredCallRecords implements CallRecords {

    private final Jdbi jdbi;

    public StoredCallRecords(Database database) {
        jdbi = database.jdbi();
    }

    /** The conditions of a query, and what they compare with. */
    private record Conditions(List<String> sql, Map<String, Object> values) {
        Conditions() {
            this(new ArrayList<>(), new HashMap<>());
        }

        void add(String condition) {
            sql.add(condition);
        }

        void add(String condition, String name, Object value) {
            sql.add(condition);
            values.put(name, value);
        }

        String where() {
            return sql.isEmpty() ? "" : " WHERE " + String.join(" AND ", sql);
        }
    }

    @Override
    public Optional<CallRecord> find(String callId) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT * FROM call_record WHERE call_id = :callId")
                .bind("callId", callId)
                .map(CallRecordRow::read)
                .findOne());
    }

    @Override
    public CallRecordPage page(CallRecordQuery query, Optional<CallRecordCursor> after, int most) {
        int size = Math.clamp(most, 1, MOST_AT_ONCE);
        var conditions = conditions(query);
        after.ifPresent(cursor -> behind(conditions, cursor, query.oldestFirst()));
        String direction = query.oldestFirst() ? " ASC" : " DESC";
        String sql = "SELECT * FROM call_record" + conditions.where() + " ORDER BY ended_at" + direction + ", call_id"
                + direction + " LIMIT :most";
        List<CallRecord> found = jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(conditions.values())
                .bind("most", size + 1)
                .map(CallRecordRow::read)
                .list());
        if (found.size() <= size) return new CallRecordPage(List.copyOf(found), Optional.empty());
        var page = List.copyOf(found.subList(0, size));
        return new CallRecordPage(page, Optional.of(CallRecordCursor.behind(page.getLast())));
    }

    /** Which of these calls have a record. */
    public Set<String> known(List<String> callIds) {
        var known = new HashSet<String>();
        jdbi.useHandle(handle -> {
            for (int from = 0; from < callIds.size(); from += MOST_AT_ONCE) {
                var some = callIds.subList(from, Math.min(from + MOST_AT_ONCE, callIds.size()));
                known.addAll(handle.createQuery("SELECT call_id FROM call_record WHERE call_id IN (<some>)")
                        .bindList("some", some)
                        .mapTo(String.class)
                        .list());
            }
        });
        return known;
    }

    /** Deletes these. */
    public void delete(List<CallRecord> some) {
        if (some.isEmpty()) return;
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("DELETE FROM call_record WHERE call_id = ?");
            for (var record : some) batch.add(record.callId());
            batch.execute();
        });
    }

    /** Deletes some of those that ended before; returns how many. */
    int deleteBefore(Instant oldest, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM call_record WHERE call_id IN (
                            SELECT call_id FROM call_record WHERE ended_at < :oldest ORDER BY ended_at LIMIT :most)
                        """)
                .bind("oldest", oldest.toEpochMilli())
                .bind("most", most)
                .execute());
    }

    private static Conditions conditions(CallRecordQuery query) {
        var conditions = new Conditions();
        query.applicationIds().ifPresent(ids -> {
            var names = new ArrayList<String>();
            for (String id : ids) {
                String name = "application" + names.size();
                names.add(":" + name);
                conditions.values().put(name, id);
            }
            conditions.add(names.isEmpty() ? "1 = 0" : "application_id IN (" + String.join(", ", names) + ")");
        });
        query.endedFrom().ifPresent(from -> conditions.add("ended_at >= :from", "from", from.toEpochMilli()));
        query.endedBefore().ifPresent(before -> conditions.add("ended_at < :before", "before", before.toEpochMilli()));
        query.number()
                .ifPresent(number -> conditions.add(
                        "(caller = :number OR called = :number OR second_number = :number)", "number", number));
        query.answered()
                .ifPresent(answered -> conditions.add(answered ? "answered_at IS NOT NULL" : "answered_at IS NULL"));
        query.errorCode().ifPresent(code -> conditions.add("error_code = :errorCode", "errorCode", code));
        query.direction()
                .ifPresent(direction -> conditions.add("direction = :direction", "direction", direction.ordinal()));
        return conditions;
    }

    private static void behind(Conditions conditions, CallRecordCursor cursor, boolean oldestFirst) {
        String further = oldestFirst ? ">" : "<";
        // The first half is for the index alone.
        conditions.add(
                "ended_at " + further + "= :cursorEnd AND (ended_at " + further + " :cursorEnd OR call_id " + further
                        + " :cursorId)",
                "cursorEnd",
                cursor.endedAt().toEpochMilli());
        conditions.values().put("cursorId", cursor.callId());
    }
}
