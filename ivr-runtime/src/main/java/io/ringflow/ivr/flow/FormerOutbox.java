package io.ringflow.ivr.flow;

import io.ringflow.ivr.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of notifications that earlier versions kept beside nothing else: what still waits in it is brought into the
 * database, once. Whoever opens the database does so before the notifier starts.
 */
public final class FormerOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(FormerOutbox.class);

    private FormerOutbox() {}

    /**
     * Moves what is there, and puts the file out of the way. A crash in between does no harm: what was moved already is
     * known by its request id.
     *
     * @param file that may exist
     */
    public static void bringInto(Database database, Path file) {
        if (!Files.exists(file)) return;
        int moved;
        try (var former = Database.embedded(file)) {
            moved = former.jdbi().withHandle(from -> database.jdbi().inTransaction(to -> moved(from, to)));
        }
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".moved"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.info("notifications of an earlier version brought into the database: {}", moved);
    }

    private static int moved(Handle from, Handle to) {
        long last = to.createQuery("SELECT COALESCE(MAX(id), 0) FROM notification")
                .mapTo(Long.class)
                .one();
        var rows = from.createQuery("SELECT * FROM notification ORDER BY id").mapToMap();
        int count = 0;
        for (var row : rows) {
            count += to.createUpdate("""
                            INSERT INTO notification (id, request_id, application_id, call_id, lane, method, target,
                                parameters, created_at, due_at, attempts)
                            SELECT :id, :request_id, :application_id, :call_id, :lane, :method, :target,
                                :parameters, :created_at, :due_at, :attempts
                            WHERE NOT EXISTS (SELECT 1 FROM notification WHERE request_id = :request_id)
                            """)
                    .bindMap(row)
                    .bind("id", last + count + 1)
                    .execute();
        }
        return count;
    }
}
