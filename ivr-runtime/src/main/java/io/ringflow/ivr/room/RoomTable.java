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

/** The conferences there are. Thread-safe; closing ends them all. */
public final class RoomTable implements RoomOperations, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoomTable.class);
    private static final int MOST_TRIES = 20;

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private final Map<String, Room> byNumber = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final RoomServices services;
    private final RoomIds ids;

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
        services = new RoomServices(media, prompts, notifier, recorder, settings, observer, timer, clock, this::forget);
        ids = new RoomIds(settings.zone());
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
        return busy.get() == 0;
    }

    @Override
    public void close() {
        rooms.values().forEach(room -> room.end(RoomEnd.SERVER_STOPS));
    }

    /** A conference that has its place in the table, and nothing else yet. */
    private Room placed(Application application, RoomPlan plan) {
        var settings = services.settings();
        if (plan.maxMembers() > settings.maxMembers()) throw new RoomRefused(RoomError.TOO_LARGE);
        if (count.incrementAndGet() > settings.maxRooms()) {
            count.decrementAndGet();
            throw new RoomRefused(RoomError.TOO_MANY_CONFERENCES);
        }
        try {
            var room = made(application, plan);
            services.observer().created();
            LOG.info("conference {} of {} for up to {}", room.id(), application.id(), plan.maxMembers());
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
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var number = plan.shortId() ? ids.nextShort() : ids.nextNumber();
            var id = plan.shortId() ? number : ids.next(services.clock().instant());
            if (rooms.containsKey(id) || byNumber.containsKey(number)) continue;
            var room = new Room(id, number, application, plan, services, new SerialLane("room-" + id, busy));
            if (entered(room)) return room;
            room.discard();
        }
        throw new RoomRefused(RoomError.NO_SHORT_ID);
    }

    private boolean entered(Room room) {
        if (rooms.putIfAbsent(room.id(), room) != null) return false;
        if (byNumber.putIfAbsent(room.number(), room) == null) return true;
        rooms.remove(room.id(), room);
        return false;
    }

    private void forget(Room room) {
        byNumber.remove(room.number(), room);
        if (rooms.remove(room.id(), room)) count.decrementAndGet();
    }

    private Room find(Application application, String confId) {
        var room = rooms.get(confId);
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
