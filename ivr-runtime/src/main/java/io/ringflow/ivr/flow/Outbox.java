package io.ringflow.ivr.flow;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of the deliveries to one application. Owned by the notifier's thread.
 *
 * <p>As long as all goes well, whatever there is for it is known here: it is {@link #fresh} or under way, and the file
 * is never asked. After a failure, or when too many wait, the file alone knows the order, until
 * everything in it has been taken from there.
 */
final class Outbox {

    private static final int MOST_FRESH = 10_000;

    final String applicationId;
    final Circuit circuit;
    final Set<Long> underWay = new HashSet<>();

    /** Lanes with an attempt under way. */
    final Set<String> lanes = new HashSet<>();

    /** Those that the file does not hold yet. */
    private final Set<Long> announced = new HashSet<>();

    /** To go out now, in order. */
    final Deque<StoredNotification> fresh = new ArrayDeque<>();

    /** Nothing of this application needs looking at before. */
    Instant lookAt = Instant.MIN;

    /** Attempts that have not ended. */
    int inFlight;

    private boolean fileKnowsMore;
    // In the file, or soon.
    private int rows;

    /** @param rows that the file holds already */
    Outbox(String applicationId, Circuit circuit, int rows) {
        this.applicationId = applicationId;
        this.circuit = circuit;
        this.rows = rows;
        this.fileKnowsMore = rows > 0;
    }

    void lookAtLatest(Instant time) {
        if (time.isBefore(lookAt)) lookAt = time;
    }

    void announced(StoredNotification added) {
        announced.add(added.id());
        add(added);
    }

    void written(StoredNotification added) {
        if (!announced.remove(added.id())) add(added);
    }

    private void add(StoredNotification added) {
        rows++;
        if (fileKnowsMore) return;
        if (fresh.size() == MOST_FRESH) askFile();
        else fresh.add(added);
    }

    void erased(StoredNotification done) {
        rows--;
        announced.remove(done.id());
        underWay.remove(done.id());
    }

    /** What the file says is due, those under way included. */
    void take(List<StoredNotification> due) {
        for (var one : due) {
            if (!underWay.contains(one.id())) fresh.add(one);
        }
        if (rows == underWay.size() + fresh.size()) fileKnowsMore = false;
    }

    /** From now on the file is asked what comes next. */
    void askFile() {
        fileKnowsMore = true;
        fresh.clear();
    }

    boolean fileKnowsMore() {
        return fileKnowsMore;
    }
}
