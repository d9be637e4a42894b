package io.ringflow.ivr.room;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.recording.Recorder;
import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.MediaFailure;
import io.ringflow.sip.leg.SerialLane;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The conferences there are, or the intercoms. Thread-safe; closing ends them all, intercoms with the conferences. */
public final class RoomTable implements RoomOperations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoomTable.class);
    private static final int MOST_TRIES = 20;

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Room> byNumber = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final RoomKind kind;
    private final RoomServices services;
    private final RoomIds ids;
    private final Optional<RoomTable> intercoms;

    /** Where conferences' sound is made; throws {@link MediaFailure} OVERLOADED. */
    @FunctionalInterface
    public interface MediaRooms {
        Conference open(ConferenceConfig config, ConferenceListener listener);
    }

    /** @param prompts a file as this application has it; throws {@link MediaFailure} for a file that can't be had */
    public RoomTable(
            MediaRooms media,
            BiFunction<Application, String, Clip> prompts,
            Notifier notifier,
            Recorder recorder,
            RoomSettings settings,
            RoomObserver observer,
            ScheduledExecutorService timer,
            InstantSource clock) {
        kind = RoomKind.CONFERENCE;
        services = new RoomServices(media, prompts, notifier, recorder, settings, observer, timer, clock, this::forget);
        ids = new RoomIds(settings.zone());
        intercoms = Optional.of(new RoomTable(services));
    }

    /** The intercoms beside these conferences. */
    private RoomTable(RoomServices conferences) {
        kind = RoomKind.INTERCOM;
        services = conferences.forgetting(this::forget);
        ids = new RoomIds(services.settings().zone());
        intercoms = Optional.empty();
    }

    @Override
    public RoomTable intercoms() {
        return intercoms.orElse(this);
    }

    @Override
    public RoomState create(Application application, RoomPlan plan) {
        return counted(() -> {
            var room = placed(application, plan);
            room.open("", plan.urls().created());
            return room.state();
        });
    }

    /**
     * Makes a conference from within a call.
     *
     * @param callId of the call
     * @param told whether {@code action} is told, or is where the call's flow goes on
     */
    public RoomCreated create(Application application, RoomPlan plan, String callId, boolean told) {
        return counted(
                () -> placed(application, plan).open(callId, told ? plan.urls().created() : ""));
    }

    @Override
    public void run(Application application, RoomOperation operation) {
        counted(() -> {
            find(application, operation.confId()).run(operation);
            return true;
        });
    }

    @Override
    public RoomState query(Application application, String confId, String action) {
        return counted(() -> find(application, confId).query(action));
    }

    @Override
    public Optional<String> owner(String confId) {
        return Optional.ofNullable(rooms.get(confId))
                .map(room -> room.application().id());
    }

    @Override
    public List<RoomState> all(Application application) {
        return rooms.values().stream()
                .filter(room -> belongs(room, application))
                .sorted(Comparator.comparing(Room::createdAt))
                .map(Room::state)
                .toList();
    }

    /** The way into a conference; it may be gone by the time it is used. */
    public RoomDoor door(Application application, String confId) {
        return counted(() -> new RoomDoor(find(application, confId), services.observer()));
    }

    /** The way into the intercom of the plan's id, which is made if there is none. */
    public RoomDoor door(Application application, RoomPlan plan) {
        return counted(() -> new RoomDoor(foundOrMade(application, plan), services.observer()));
    }

    private Room foundOrMade(Application application, RoomPlan plan) {
        var id = plan.floor().map(FloorTerms::id).orElse("");
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var there = rooms.get(key(application, id));
            if (there != null) return there;
            try {
                var made = placed(application, plan);
                made.open("", "");
                return made;
            } catch (RoomRefused refused) {
                // Another call has just made it.
                if (refused.error() != RoomError.INTERCOM_EXISTS) throw refused;
            }
        }
        throw new RoomRefused(RoomError.OVERLOADED);
    }

    /** The conference that is entered by whoever dials this number. */
    public Optional<Entrance> dialled(String number) {
        return Optional.ofNullable(byNumber.get(number)).map(room -> new Entrance(room.application(), room.id()));
    }

    /** Where a dialled number leads. */
    public record Entrance(Application application, String confId) {}

    public int size() {
        return rooms.size();
    }

    /** Whether nothing is under way in any conference. */
    public boolean idle() {
        return busy.get() == 0 && intercoms.map(RoomTable::idle).orElse(true);
    }

    @Override
    public void close() {
        rooms.values().forEach(room -> room.end(RoomEnd.SERVER_STOPS));
        intercoms.ifPresent(RoomTable::close);
    }

    /** A conference that has its place in the table, and nothing else yet. */
    private Room placed(Application application, RoomPlan plan) {
        var settings = services.settings();
        if (plan.kind() != kind) throw new IllegalArgumentException(plan.kind() + " among " + kind);
        if (plan.maxMembers() > settings.maxMembers()) throw new RoomRefused(RoomError.TOO_LARGE);
        if (count.incrementAndGet() > settings.maxRooms()) {
            count.decrementAndGet();
            throw new RoomRefused(RoomError.TOO_MANY_CONFERENCES);
        }
        try {
            var room = made(application, plan);
            services.observer().created();
            LOG.info("{} {} of {} for up to {}", kind.word(), room.id(), application.id(), plan.maxMembers());
            return room;
        } catch (MediaFailure overloaded) {
            count.decrementAndGet();
            throw new RoomRefused(RoomError.OVERLOADED, overloaded);
        } catch (RoomRefused refused) {
            count.decrementAndGet();
            throw refused;
        }
    }

    private Room made(Application application, RoomPlan plan) {
        var wanted = plan.floor().map(FloorTerms::id).orElse("");
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var number = plan.shortId() ? ids.nextShort() : ids.nextNumber();
            var id = !wanted.isEmpty()
                    ? wanted
                    : plan.shortId() ? number : ids.next(services.clock().instant());
            if (rooms.containsKey(key(application, id)) || byNumber.containsKey(number)) {
                if (id.equals(wanted)) throw new RoomRefused(RoomError.INTERCOM_EXISTS);
                continue;
            }
            var room =
                    new Room(id, number, application, plan, services, new RoomLane(new SerialLane("room-" + id, busy)));
            if (entered(room)) return room;
            room.discard();
        }
        throw new RoomRefused(RoomError.NO_SHORT_ID);
    }

    private boolean entered(Room room) {
        if (rooms.putIfAbsent(key(room.application(), room.id()), room) != null) return false;
        if (byNumber.putIfAbsent(room.number(), room) == null) return true;
        rooms.remove(key(room.application(), room.id()), room);
        return false;
    }

    /** Ids of conferences are ours, and nobody has another's; those of intercoms are each application's own. */
    private String key(Application application, String id) {
        return kind == RoomKind.CONFERENCE ? id : application.id() + "/" + id;
    }

    private void forget(Room room) {
        byNumber.remove(room.number(), room);
        if (rooms.remove(key(room.application(), room.id()), room)) count.decrementAndGet();
    }

    private Room find(Application application, String confId) {
        var room = rooms.get(key(application, confId));
        if (room == null || !belongs(room, application)) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
        return room;
    }

    private static boolean belongs(Room room, Application application) {
        return room.application().id().equals(application.id());
    }

    private <T> T counted(java.util.function.Supplier<T> step) {
        return RoomDoor.counted(services.observer(), step);
    }
}
