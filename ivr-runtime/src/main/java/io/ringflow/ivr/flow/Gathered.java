package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What the notifier's next transaction writes; kept when the database refuses, and tried again. Owned by its thread.
 *
 * @param records of calls that are over
 * @param whenKept steps of those who wait for their records to be kept
 * @param added by their ids; those delivered by now need no row and are taken out
 */
record Gathered(
        List<CallRecord> records,
        List<Runnable> whenKept,
        SequencedMap<Long, StoredNotification> added,
        List<StoredNotification> done,
        List<NotificationStore.Postponed> postponed) {

    Gathered() {
        this(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
        return records.isEmpty() && added.isEmpty() && done.isEmpty() && postponed.isEmpty();
    }

    NotificationStore.Changes changes() {
        return new NotificationStore.Changes(records, news(), done, postponed);
    }

    /** Notifications that are not in the database, in order. */
    List<StoredNotification> news() {
        return List.copyOf(added.values());
    }

    /** What a kill would take with it. */
    boolean holdsNews() {
        return !added.isEmpty() || !records.isEmpty();
    }

    /** That is kept elsewhere: what remains is about rows that are in the database. */
    void spared() {
        records.clear();
        added.clear();
        whenKept.forEach(Runnable::run);
        whenKept.clear();
    }
}
