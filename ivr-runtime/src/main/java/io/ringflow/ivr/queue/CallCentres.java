package io.ringflow.ivr.queue;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.database.Database;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The call centres there are, one for each application that uses it. Thread-safe. */
public final class CallCentres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallCentres.class);

    private final Map<String, CallCentre> centres = new ConcurrentHashMap<>();
    private final CentreObservers observers = new CentreObservers();
    private final AtomicInteger busy = new AtomicInteger();
    private final CentreSettings settings;
    private final CentreStore store;
    private final Optional<StoredCentres> stored;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    private volatile Optional<CallBacks> callBacks = Optional.empty();

    private CallCentres(
            CentreSettings settings,
            CentreStore store,
            Optional<StoredCentres> stored,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.settings = settings;
        this.store = store;
        this.stored = stored;
        this.timer = timer;
        this.clock = clock;
    }

    /** Ones that survive a restart. */
    public static CallCentres open(
            CentreSettings settings, Database database, ScheduledExecutorService timer, InstantSource clock) {
        var stored = new StoredCentres(database, timer);
        return new CallCentres(settings, stored, Optional.of(stored), timer, clock);
    }

    /** Ones that live in memory only. */
    public static CallCentres inMemory(CentreSettings settings, ScheduledExecutorService timer, InstantSource clock) {
        return new CallCentres(settings, CentreStore.NONE, Optional.empty(), timer, clock);
    }

    /** Tells {@code observer} of all centres from now on. */
    public void observe(CentreObserver observer) {
        observers.add(observer);
    }

    /** Brings back what an earlier process left; observers hear what became of agents that were in a call. */
    public void restore() {
        var shelves = store.load();
        shelves.forEach((applicationId, shelf) -> {
            made(applicationId).restore(shelf);
            LOG.info(
                    "call centre of {}: {} queues defined, {} agents on duty, {} places kept",
                    applicationId,
                    shelf.queues().size(),
                    shelf.agents().size(),
                    shelf.places().size());
        });
    }

    /** Callers who keep their places are called back from now on: not before calls can be made. */
    public void callBackBy(CallBacks how) {
        callBacks = Optional.of(how);
        centres.values().forEach(CallCentre::serve);
    }

    /** Nobody is called back any more; places are kept for the next server. */
    public void callNobodyBack() {
        callBacks = Optional.empty();
    }

    /** Gives up a place that was kept, and the agent that is kept for it; without effect when it is taken. */
    public void releasePlace(String applicationId, String callId) {
        // Why it failed may be that this server stops: then the next one tries again.
        if (callBacks.isPresent()) made(applicationId).releasePlace(callId);
    }

    /**
     * The one of an application.
     *
     * @throws QueueRefused AGENTS_OFF
     */
    public CallCentre of(Application application) {
        if (application.agentsEnabled()) return made(application.id());
        observers.refused(application.id(), QueueError.AGENTS_OFF);
        throw new QueueRefused(QueueError.AGENTS_OFF);
    }

    private CallCentre made(String applicationId) {
        return centres.computeIfAbsent(
                applicationId,
                id -> new CallCentre(id, settings, observers, store, timer, clock, () -> callBacks, busy));
    }

    /** Those in use, in no order. */
    public Collection<CallCentre> all() {
        return List.copyOf(centres.values());
    }

    /** Whether nothing is under way. */
    public boolean idle() {
        return busy.get() == 0
                && stored.map(StoredCentres::idle).orElse(true)
                && callBacks.map(CallBacks::idle).orElse(true);
    }

    @Override
    public void close() {
        centres.values().forEach(CallCentre::close);
        stored.ifPresent(StoredCentres::close);
    }
}
