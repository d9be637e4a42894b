package io.ringflow.ivr.queue;

import io.ringflow.ivr.database.Rows;
import io.ringflow.ivr.queue.CentreRows.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Kept places, and what queues have learned, as rows, there and back. Pure. */
final class MemoryRows {

    private MemoryRows() {}

    /** In the order of entering. */
    static List<Stored<HeldPlace>> places(Handle handle) {
        return handle.createQuery("SELECT * FROM held_place ORDER BY entered_at, call_id")
                .map((row, _) -> new Stored<>(row.getString("application_id"), place(row)))
                .list();
    }

    static List<Stored<LineMemory>> memories(Handle handle) {
        return handle.createQuery("SELECT * FROM queue_memory")
                .map((row, _) -> new Stored<>(
                        row.getString("application_id"),
                        new LineMemory(row.getString("queue_id"), row.getLong("cycle"), row.getString("last_agent"))))
                .list();
    }

    /** In the order of time. */
    static List<Stored<LastTalk>> lastTalks(Handle handle) {
        return handle.createQuery("SELECT * FROM last_talk ORDER BY talked_at, customer")
                .map((row, _) -> new Stored<>(
                        row.getString("application_id"),
                        new LastTalk(
                                row.getString("queue_id"),
                                row.getString("customer"),
                                row.getString("agent_id"),
                                Instant.ofEpochMilli(row.getLong("talked_at")))))
                .list();
    }

    static void add(Handle handle, String applicationId, HeldPlace place) {
        var order = place.order();
        handle.createUpdate("""
                        INSERT INTO held_place (application_id, call_id, queue_id, number, priority, agent_id,
                            least_level, entered_at, kept_until, shown_number, user_data, flow)
                        VALUES (:application, :call, :queue, :number, :priority, :agent, :level, :entered, :until,
                            :shown, :userData, :flow)
                        """)
                .bind("application", applicationId)
                .bind("call", place.callId())
                .bind("queue", place.queue())
                .bind("number", Rows.text(place.number()))
                .bind("priority", place.priority())
                .bind("agent", place.agentId().orElse(null))
                .bind("level", place.leastLevel())
                .bind("entered", place.enteredAt().toEpochMilli())
                .bind("until", place.keptUntil().toEpochMilli())
                .bind("shown", order.shownNumber().map(Rows::text).orElse(null))
                .bind("userData", order.userData().map(Rows::text).orElse(null))
                .bind("flow", Rows.text(order.flow()))
                .execute();
    }

    private static HeldPlace place(ResultSet row) throws SQLException {
        return new HeldPlace(
                row.getString("call_id"),
                row.getString("number"),
                row.getString("queue_id"),
                row.getInt("priority"),
                Rows.text(row, "agent_id"),
                row.getInt("least_level"),
                Instant.ofEpochMilli(row.getLong("entered_at")),
                Instant.ofEpochMilli(row.getLong("kept_until")),
                new CallBackOrder(Rows.text(row, "shown_number"), Rows.text(row, "user_data"), row.getString("flow")));
    }

    static void add(Handle handle, String applicationId, LineMemory memory) {
        handle.execute(
                "INSERT INTO queue_memory (application_id, queue_id, cycle, last_agent) VALUES (?, ?, ?, ?)",
                applicationId,
                memory.queue(),
                memory.cycleMillis(),
                memory.lastAgent());
    }

    /** @param customer as it stands in the key */
    static void add(Handle handle, String applicationId, String customer, LastTalk talk) {
        handle.execute(
                "INSERT INTO last_talk (application_id, queue_id, customer, agent_id, talked_at) VALUES (?, ?, ?, ?, ?)",
                applicationId,
                talk.queue(),
                customer,
                talk.agentId(),
                talk.at().toEpochMilli());
    }
}
