package io.ringflow.ivr.queue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** A table of what survives a restart, and the columns that name a row of it. */
enum CentreTable {
    QUEUE("agent_queue", "queue_id"),
    AGENT("agent_on_duty", "agent_id"),
    PLACE("held_place", "call_id"),
    MEMORY("queue_memory", "queue_id"),
    LAST_TALK("last_talk", "queue_id", "customer");

    private final String delete;

    CentreTable(String table, String... key) {
        delete = "DELETE FROM " + table + " WHERE "
                + Stream.concat(Stream.of("application_id"), Stream.of(key))
                        .map(column -> column + " = ?")
                        .collect(Collectors.joining(" AND "));
    }

    /** @param key values of these columns, the application's id first */
    void delete(Handle handle, List<String> key) {
        handle.execute(delete, key.toArray());
    }
}
