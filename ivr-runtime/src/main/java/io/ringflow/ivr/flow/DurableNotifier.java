package io.ringflow.ivr.flow;

import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.flow.NotifierEvents.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers pure notifications from the database, so that they outlive this process. {@link #send} is for any thread;
 * the rest happens on one thread, which alone touches its tables and writes whatever has gathered in one transaction.
 *
 * <p>A notification goes out at once, in order per call, several calls at once up to the application's share; what is
 * not delivered a moment later is written, and goes on from the file. 2xx is delivered; anything else is tried again after 1, 2, 5, 10, 30 s, 1 min, then every 5 min, until it is too
 * old. It is delivered at least once, and always with the same {@code X-Request-Id}. A dead application holds up
 * nobody else: its circuit opens, and its notifications wait on disk.
 */
public final class DurableNotifier implements Notifier, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableNotifier.class);
    private static final Runnable NOBODY_WAITS = () -> {};
    private static final int MAX_UNWRITTEN = 10_000;
    private static final int EXPIRED_AT_ONCE = 100;
    private static final Duration DATABASE_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final NotifierEvents events = new NotifierEvents();
    private final AtomicInteger unwritten = new AtomicInteger();
    // Events not yet worked off and deliveries under way: zero is rest.
    private final AtomicInteger busy = new AtomicInteger();
    private final NotificationStore store;
    private final Spool spool;
    private final Deliveries deliveries;
    private final Duration keep;
    private final FlowObserver observer;
    private final Alarm alarm;
    private final InstantSource time;
    private final Thread thread;

    private volatile boolean closed;
    private volatile int pending;

    private long lastId;
    private Gathered gathered = new Gathered();
    private Instant nothingExpiresBefore = Instant.MIN;
    private volatile boolean failing;

    /**
     * Begins to deliver what an earlier process left in the database.
     *
     * @param applications tells where to deliver, at the time of delivery
     * @param answers hears what they say to it
     * @param belated ends that an earlier process did not write; they are kept when this returns
     */
    public DurableNotifier(
            Database database,
            ApplicationHttp http,
            Applications applications,
            FlowSettings settings,
            FlowObserver observer,
            NotificationAnswers answers,
            ScheduledExecutorService timer,
            InstantSource time,
            List<BelatedEnd> belated) {
        this.observer = observer;
        alarm = new Alarm(timer, () -> post(new Event.Look()));
        this.time = time;
        keep = settings.keepNotifications();
        store = new NotificationStore(database);
        spool = new Spool(database.spool());
        BelatedEnd.write(belated, database, store, spool, time.instant());
        lastId = Math.max(store.lastId(), spool.lastId());
        pending = store.count() + spool.count();
        deliveries = new Deliveries(
                store,
                http,
                applications,
                settings,
                observer,
                time,
                answers,
                busy::incrementAndGet,
                ended -> events.add(new Event.Ended(ended)));
        if (pending > 0) LOG.info("notifications of an earlier run that wait for delivery: {}", pending);
        thread = Thread.ofPlatform().name("notifier").daemon().unstarted(this::work);
        post(new Event.Look());
        thread.start();
    }

    @Override
    public void send(Notification notification) {
        send(notification, NOBODY_WAITS);
    }

    @Override
    public void send(Notification notification, Runnable whenKept) {
        if (roomFor(1)) post(new Event.Sent(notification, HttpFlowClient.newRequestId(), whenKept));
        else lost(notification);
    }

    @Override
    public void ended(CallRecord record, List<Notification> last, Runnable whenKept) {
        if (roomFor(last.size())) {
            var sent = new ArrayList<Event.Sent>();
            for (var message : last) {
                sent.add(new Event.Sent(message, BelatedEnd.requestId(record, sent.size()), NOBODY_WAITS));
            }
            post(new Event.CallOver(record, sent, whenKept));
        } else {
            LOG.error("call {}: neither kept nor told before the next start", record.callId());
        }
    }

    /** Whether there is room for so many, which is taken then. */
    private boolean roomFor(int count) {
        if (closed) return false;
        if (unwritten.addAndGet(count) <= MAX_UNWRITTEN) return true;
        unwritten.addAndGet(-count);
        return false;
    }

    /** Whether nothing happens until time goes on: all is written, nothing is under way, nothing is due. */
    public boolean idle() {
        return busy.get() == 0;
    }

    /** Notifications that are written and not yet delivered. */
    public int pending() {
        return pending;
    }

    /** Whether the database did not take what was last to be written. */
    public boolean databaseAway() {
        return failing;
    }

    /** Writes what was sent, waits a moment for the answers under way, and leaves the rest to the next start. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        post(new Event.Stop());
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Event event) {
        busy.incrementAndGet();
        events.add(event);
    }

    private void work() {
        try (store;
                spool) {
            boolean stopped = false;
            boolean wrote = false;
            while (!stopped) {
                List<Event> round = events.first();
                for (Event event : round) stopped |= taken(event);
                // A transaction costs as much for one as for many: in busy times it waits for more.
                boolean many = round.size() > 1 || wrote;
                if (!stopped) stopped = moment(many, round);
                wrote = !gathered.isEmpty();
                settle(!stopped);
                busy.addAndGet(-round.size());
            }
            takeLeave();
        } catch (InterruptedException _) {
            LOG.warn("the notifier was interrupted; {} notifications stay in its file", pending);
        } finally {
            alarm.cancel();
        }
    }

    /** Has what is new delivered, other notifications in the places of those that are; whether it is time to stop. */
    private boolean moment(boolean many, List<Event> round) throws InterruptedException {
        boolean stopped = false;
        for (int part = 0; part < NotifierEvents.PARTS && !stopped; part++) {
            begin();
            boolean awaited = !gathered.added().isEmpty() && deliveries.anyRunning();
            if (!many && (part > 0 || !awaited)) break;
            List<Event> more = many ? events.duringRest() : events.awaited();
            for (Event event : more) stopped |= taken(event);
            round.addAll(more);
        }
        return stopped;
    }

    /** Starts what need not wait for the file. */
    private void begin() {
        try {
            deliveries.start();
        } catch (RuntimeException e) {
            LOG.debug("the database can not be asked what is to be delivered", e);
        }
    }

    /** Whether it was the last event. */
    private boolean taken(Event event) {
        switch (event) {
            case Event.Sent sent -> add(sent);
            case Event.CallOver(CallRecord record, List<Event.Sent> last, Runnable whenKept) -> {
                gathered.records().add(record);
                gathered.whenKept().add(whenKept);
                last.forEach(this::add);
            }
            case Event.Ended(Delivery.Ended delivery) -> ended(delivery);
            case Event.Look _ -> alarm.rang();
            case Event.Stop _ -> {
                return true;
            }
        }
        return false;
    }

    private void add(Event.Sent sent) {
        var stored = StoredNotification.of(++lastId, sent.requestId(), sent.notification(), time.instant());
        if (sent.whenKept() != NOBODY_WAITS) gathered.whenKept().add(sent.whenKept());
        gathered.added().put(stored.id(), stored);
        deliveries.announced(stored);
    }

    private void ended(Delivery.Ended ended) {
        deliveries.ended(ended);
        StoredNotification notification = ended.notification();
        FlowFailure failure = ended.failure();
        if (failure == null) {
            done(notification);
            return;
        }
        switch (failure.kind()) {
            case CANCELLED -> deliveries.kept(notification, Instant.MAX);
            case URL_REFUSED -> {
                dropped(notification, failure.detail());
                done(notification);
            }
            default -> {
                Duration wait = BackOff.after(
                        notification.attempts() + 1, ThreadLocalRandom.current().nextDouble());
                LOG.debug("call {}: {} again in {}: {}", notification.callId(), notification.target(), wait, failure);
                gathered.postponed()
                        .add(new NotificationStore.Postponed(
                                notification, time.instant().plus(wait)));
            }
        }
    }

    private void done(StoredNotification notification) {
        if (gathered.added().remove(notification.id()) == null) {
            gathered.done().add(notification);
        } else {
            unwritten.decrementAndGet();
            deliveries.erased(notification);
        }
    }

    /** Brings the file up to date, then starts what is due. */
    private void settle(boolean goOn) {
        Instant now = time.instant();
        try {
            write();
            Instant expiry = expire(now);
            if (!goOn) return;
            deliveries.start();
            alarm.at(earlier(expiry, deliveries.nextLook()), now);
            if (failing) LOG.info("the database can be used again");
            failing = false;
        } catch (RuntimeException e) {
            if (failing) LOG.debug("the database can still not be used", e);
            else LOG.error("the database can not be used, trying again and again: {}", e.toString());
            failing = true;
            spare();
            alarm.at(now.plus(DATABASE_RETRY), now);
        }
    }

    private void write() {
        for (var spooled = spool.oldest(); !spooled.isEmpty(); spooled = spool.oldest()) {
            store.write(
                    new NotificationStore.Changes(spooled.records(), spooled.notifications(), List.of(), List.of()));
            spool.forget(spooled);
            added(spooled.notifications());
        }
        store.write(gathered.changes());
        Gathered written = gathered;
        gathered = new Gathered();
        written.whenKept().forEach(Runnable::run);
        unwritten.addAndGet(-written.added().size());
        pending = pending + written.added().size() - written.done().size();
        added(written.news());
        written.done().forEach(deliveries::erased);
        for (var postponed : written.postponed()) deliveries.kept(postponed.notification(), Instant.MIN);
        if (pending == 0) nothingExpiresBefore = Instant.MAX;
    }

    private void added(List<StoredNotification> some) {
        some.forEach(deliveries::written);
        if (some.isEmpty()) return;
        var first = some.getFirst().createdAt().plus(keep);
        nothingExpiresBefore = earlier(nothingExpiresBefore, first);
    }

    /** Puts what the database does not take now where a kill does no harm. */
    private void spare() {
        if (!gathered.holdsNews() || !spool.takes(gathered.records(), gathered.news())) return;
        unwritten.addAndGet(-gathered.added().size());
        pending = pending + gathered.added().size();
        gathered.spared();
    }

    /** Gives up what is too old, and tells when the next one will be. */
    private Instant expire(Instant now) {
        while (pending > 0 && !nothingExpiresBefore.isAfter(now)) {
            List<StoredNotification> oldest = store.oldest(1);
            if (oldest.isEmpty()) return Instant.MAX;
            nothingExpiresBefore = oldest.getFirst().createdAt().plus(keep);
            if (nothingExpiresBefore.isAfter(now)) break;
            List<StoredNotification> expired = store.oldest(EXPIRED_AT_ONCE).stream()
                    .filter(one -> !one.createdAt().plus(keep).isAfter(now) && !deliveries.isUnderWay(one))
                    .toList();
            if (expired.isEmpty()) return Instant.MAX; // those under way end, and bring us back here
            store.write(new NotificationStore.Changes(List.of(), List.of(), expired, List.of()));
            int left = pending - expired.size();
            pending = left;
            for (var one : expired) {
                deliveries.expired(one);
                dropped(one, "not delivered within " + keep);
            }
        }
        return pending > 0 ? nothingExpiresBefore : Instant.MAX;
    }

    private void takeLeave() throws InterruptedException {
        long patience = LAST_ANSWERS.toNanos();
        boolean aborted = false;
        while (deliveries.anyRunning()) {
            Event event = events.next(patience);
            if (event == null && aborted) return;
            if (event == null) {
                deliveries.abortAll();
                aborted = true;
                continue;
            }
            taken(event);
            settle(false);
            busy.decrementAndGet();
        }
    }

    private void lost(Notification notification) {
        var why = closed ? "the server has stopped" : "too many wait to be written";
        var target = UrlText.oneLine(notification.target());
        LOG.error("call {}: notification {} lost: {}", notification.callId(), target, why);
        observer.notificationDropped(notification.application().id());
    }

    private void dropped(StoredNotification notification, String why) {
        var target = UrlText.oneLine(notification.target());
        LOG.warn("call {}: notification {} given up: {}", notification.callId(), target, why);
        observer.notificationDropped(notification.applicationId());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
