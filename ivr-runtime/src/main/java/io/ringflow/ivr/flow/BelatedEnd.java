package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a call that an earlier process did not write any more. Immutable.
 *
 * @param last the call's last notifications, in order; empty when nobody is to be told
 */
public record BelatedEnd(CallRecord record, List<Notification> last) {

    private static final Logger LOG = LoggerFactory.getLogger(BelatedEnd.class);

    /**
     * Writes those that are not there yet, in one transaction: a call whose record is kept, in the database or in its
     * spool, is told already. So whoever is killed in the middle of it may do it again.
     */
    static void write(List<BelatedEnd> ends, Database database, NotificationStore store, Spool spool, Instant now) {
        if (ends.isEmpty()) return;
        var ids = ends.stream().map(end -> end.record().callId()).toList();
        var known = new HashSet<>(new StoredCallRecords(database).known(ids));
        known.addAll(spool.known(ids));
        var news = ends.stream().filter(end -> known.add(end.record().callId())).toList();
        long id = Math.max(store.lastId(), spool.lastId());
        var added = new ArrayList<StoredNotification>();
        for (var end : news) {
            int index = 0;
            for (var message : end.last()) {
                added.add(StoredNotification.of(++id, requestId(end.record(), index++), message, now));
            }
        }
        var records = news.stream().map(BelatedEnd::record).toList();
        store.write(new NotificationStore.Changes(records, added, List.of(), List.of()));
        LOG.info("records written late: {}, with {} notifications", records.size(), added.size());
    }

    /**
     * The request id of one of a call's last notifications: the same from whoever sends it, so that an application that
     * took it from a server killed thereafter knows it again.
     */
    static String requestId(CallRecord record, int index) {
        var name = record.callId() + ' ' + index;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
