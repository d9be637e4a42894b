package io.ringflow.ivr.flow;

import io.ringflow.ivr.cdr.CallRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * What the notifier's next transaction writes; kept when the database refuses, and tried again. Owned by its thread.
 *
 * @param records of calls that are over
 * @param whenKept steps of those who wait for their records to be kept
 */
record Gathered(
        List<CallRecord> records,
        List<Runnable> whenKept,
        List<StoredNotification> added,
        List<StoredNotification> done,
        List<NotificationStore.Postponed> postponed) {

    Gathered() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isEmpty() {
        return records.isEmpty() && added.isEmpty() && done.isEmpty() && postponed.isEmpty();
    }

    NotificationStore.Changes changes() {
        return new NotificationStore.Changes(records, added, done, postponed);
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
