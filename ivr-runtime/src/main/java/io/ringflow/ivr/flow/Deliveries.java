package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.ivr.flow.FlowObserver.Side;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which notifications go out now: per application as many as its share and its circuit allow. Owned by the notifier's
 * thread; each delivery runs on a virtual thread and comes back through {@code whenEnded}, exactly once.
 */
final class Deliveries {

    private static final int MOST_TAKEN = 500;

    private final NotificationStore store;
    private final ApplicationHttp http;
    private final Applications applications;
    private final FlowSettings settings;
    private final FlowObserver observer;
    private final InstantSource time;
    private final NotificationAnswers answers;
    private final Runnable whenStarted;
    private final Consumer<Delivery.Ended> whenEnded;

    private final Map<String, Outbox> outboxes = new HashMap<>();
    private final Map<Long, Delivery> running = new HashMap<>();

    Deliveries(
            NotificationStore store,
            ApplicationHttp http,
            Applications applications,
            FlowSettings settings,
            FlowObserver observer,
            InstantSource time,
            NotificationAnswers answers,
            Runnable whenStarted,
            Consumer<Delivery.Ended> whenEnded) {
        this.store = store;
        this.http = http;
        this.applications = applications;
        this.settings = settings;
        this.observer = observer;
        this.time = time;
        this.answers = answers;
        this.whenStarted = whenStarted;
        this.whenEnded = whenEnded;
        store.countByApplication().forEach((id, rows) -> outboxes.put(id, outbox(id, rows)));
    }

    /** Starts what is due. */
    void start() {
        Instant now = time.instant();
        for (Outbox outbox : outboxes.values()) {
            if (outbox.lookAt.isAfter(now)) continue;
            // Whatever ends looks here again, so a full share or a probe under way needs no time to look at.
            outbox.lookAt = Instant.MAX;
            try {
                start(outbox, now);
            } catch (RuntimeException e) {
                outbox.lookAt = now;
                throw e;
            }
        }
    }

    /** When the next look is worth it, if no delivery ends before. */
    Instant nextLook() {
        return outboxes.values().stream()
                .map(outbox -> outbox.lookAt)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Learns from an attempt; the notification counts as under way until {@link #settled}. */
    void ended(Delivery.Ended ended) {
        running.remove(ended.notification().id());
        Outbox outbox = outbox(ended.notification().applicationId());
        outbox.inFlight--;
        outbox.lanes.remove(ended.notification().lane());
        outbox.lookAtLatest(Instant.MIN);
        Kind kind = ended.failure() == null ? null : ended.failure().kind();
        observer.notified(outbox.applicationId, kind, ended.took());
        Optional<Application> application = applications.byId(outbox.applicationId);
        if (kind == null) {
            if (outbox.circuit.succeeded(ended.entry()) == Circuit.Change.CLOSED) {
                application.ifPresent(a -> observer.circuitClosed(a, Side.NOTIFICATION));
            }
        } else if (kind == Kind.CANCELLED || kind == Kind.URL_REFUSED) {
            outbox.circuit.abandoned(ended.entry());
        } else {
            // Until the file knows when it is due again, nothing behind it may go out.
            outbox.askFile();
            boolean opened = outbox.circuit.failed(ended.entry()) == Circuit.Change.OPENED;
            if (opened) application.ifPresent(a -> observer.circuitOpened(a, Side.NOTIFICATION));
        }
    }

    /** It may go out, and is not in the file yet. */
    void announced(StoredNotification added) {
        Outbox outbox = outbox(added.applicationId());
        outbox.announced(added);
        outbox.lookAtLatest(Instant.MIN);
    }

    /** It is in the file now, and goes out if it has not. */
    void written(StoredNotification added) {
        Outbox outbox = outbox(added.applicationId());
        outbox.written(added);
        outbox.lookAtLatest(Instant.MIN);
    }

    /** It is in the file no more. */
    void erased(StoredNotification done) {
        Outbox outbox = outbox(done.applicationId());
        outbox.erased(done);
        outbox.lookAtLatest(Instant.MIN);
    }

    /** It was too old, and is in the file no more. */
    void expired(StoredNotification old) {
        outbox(old.applicationId()).askFile();
        erased(old);
    }

    /** It stays in the file, and goes out again when the file says so. */
    void kept(StoredNotification notification, Instant lookAt) {
        Outbox outbox = outbox(notification.applicationId());
        outbox.underWay.remove(notification.id());
        outbox.askFile();
        outbox.lookAtLatest(lookAt);
    }

    boolean isUnderWay(StoredNotification notification) {
        return outbox(notification.applicationId()).underWay.contains(notification.id());
    }

    boolean anyRunning() {
        return !running.isEmpty();
    }

    void abortAll() {
        running.values().forEach(Delivery::abort);
    }

    private void start(Outbox outbox, Instant now) {
        if (outbox.inFlight >= settings.notificationsAtOnce()) return;
        Instant closedUntil = outbox.circuit.opensAgainAt();
        if (closedUntil.isAfter(now)) {
            outbox.lookAt = closedUntil;
            return;
        }
        if (outbox.fresh.isEmpty() && outbox.fileKnowsMore()) {
            outbox.take(store.due(outbox.applicationId, now, MOST_TAKEN + outbox.underWay.size()));
            store.nextDue(outbox.applicationId, now).ifPresent(outbox::lookAtLatest);
        }
        var waiting = outbox.fresh.iterator();
        while (waiting.hasNext() && outbox.inFlight < settings.notificationsAtOnce()) {
            var next = waiting.next();
            if (outbox.lanes.contains(next.lane())) continue;
            Circuit.Entry entry = outbox.circuit.enter();
            if (entry == Circuit.Entry.REFUSED) return;
            waiting.remove();
            outbox.underWay.add(next.id());
            outbox.lanes.add(next.lane());
            outbox.inFlight++;
            start(next, entry);
        }
    }

    private void start(StoredNotification due, Circuit.Entry entry) {
        whenStarted.run();
        Optional<Application> application = applications.byId(due.applicationId());
        if (application.isEmpty()) {
            over(due, entry, new FlowFailure(Kind.CONNECT, "application " + due.applicationId() + " is not known"));
            return;
        }
        Application known = application.get();
        switch (FlowUrl.of(known, known.url(), due.target(), due.parameters())) {
            case FlowUrl.Refused(String reason) -> over(due, entry, new FlowFailure(Kind.URL_REFUSED, reason));
            case FlowUrl.Allowed(URI url) -> {
                var delivery = new Delivery(due, known, url, entry, http, time, answers, whenEnded);
                running.put(due.id(), delivery);
                Thread.ofVirtual().name("notify-" + due.callId()).start(delivery);
            }
        }
    }

    private void over(StoredNotification due, Circuit.Entry entry, FlowFailure failure) {
        whenEnded.accept(new Delivery.Ended(due, entry, failure, Duration.ZERO));
    }

    private Outbox outbox(String applicationId) {
        return outboxes.computeIfAbsent(applicationId, id -> outbox(id, 0));
    }

    private Outbox outbox(String applicationId, int rows) {
        return new Outbox(
                applicationId, new Circuit(settings.circuitFailures(), settings.circuitOpenFor(), time), rows);
    }
}
