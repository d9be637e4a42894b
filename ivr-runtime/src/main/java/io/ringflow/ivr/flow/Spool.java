package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of this machine that takes what a database elsewhere does not take at the moment, so that a kill costs nothing
 * then either. Owned by the notifier's thread; the file is made when it is first needed.
 */
final class Spool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int AT_ONCE = 500;

    private final Optional<Path> file;
    private @Nullable Open open;
    private boolean empty;

    private record Open(Database database, NotificationStore notifications, StoredCallRecords records) {}

    /** Some of what it holds, the oldest first. */
    record Batch(List<CallRecord> records, List<StoredNotification> notifications) {
        boolean isEmpty() {
            return records.isEmpty() && notifications.isEmpty();
        }
    }

    /** @param file that an earlier process may have left; empty: there is none, and nothing is taken */
    Spool(Optional<Path> file) {
        this.file = file;
        this.empty = file.map(path -> !Files.exists(path)).orElse(true);
    }

    /** Whether it has taken them; a kill does no harm then. */
    boolean takes(List<CallRecord> records, List<StoredNotification> notifications) {
        if (file.isEmpty()) return false;
        try {
            opened().notifications().write(new NotificationStore.Changes(records, notifications, List.of(), List.of()));
            empty = false;
            return true;
        } catch (RuntimeException e) {
            LOG.debug("the spool does not take it either", e);
            return false;
        }
    }

    /** What is to be brought to the database next. */
    Batch oldest() {
        if (empty) return new Batch(List.of(), List.of());
        var from = opened();
        var page = from.records().page(CallRecordQuery.ALL.inOrder(), Optional.empty(), AT_ONCE);
        var batch = new Batch(page.records(), from.notifications().oldest(AT_ONCE));
        empty = batch.isEmpty();
        return batch;
    }

    /** Which of these calls have their records in it. */
    Set<String> known(List<String> callIds) {
        return empty ? Set.of() : opened().records().known(callIds);
    }

    /** The database has it. */
    void forget(Batch batch) {
        var from = opened();
        from.records().delete(batch.records());
        from.notifications()
                .write(new NotificationStore.Changes(List.of(), List.of(), batch.notifications(), List.of()));
    }

    /** Notifications in it. */
    int count() {
        return empty ? 0 : opened().notifications().count();
    }

    long lastId() {
        return empty ? 0 : opened().notifications().lastId();
    }

    private Open opened() {
        if (open != null) return open;
        var database = Database.embedded(file.orElseThrow());
        open = new Open(database, new NotificationStore(database), new StoredCallRecords(database));
        return open;
    }

    @Override
    public void close() {
        if (open == null) return;
        open.notifications().close();
        open.database().close();
    }
}
