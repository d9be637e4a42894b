package io.ringflow.ivr.call;

import io.ringflow.ivr.command.ConferenceDoor;
import io.ringflow.ivr.command.ConferenceSeat;
import io.ringflow.ivr.command.Conferences;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomCreated;
import io.ringflow.ivr.room.RoomDoor;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomRefused;
import io.ringflow.ivr.room.RoomTable;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Conferences for one call. Owned by the call's thread. */
final class LiveConferences implements Conferences {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConferences.class);

    private final Call call;
    private final RoomTable rooms;
    private final Runnable mediaAction;

    private long visits;
    private Optional<String> lastJoined = Optional.empty();

    /** @param mediaAction told that the call has joined one */
    LiveConferences(Call call, RoomTable rooms, Runnable mediaAction) {
        this.call = call;
        this.rooms = rooms;
        this.mediaAction = mediaAction;
    }

    @Override
    public RoomCreated create(RoomPlan plan, boolean told) {
        return logged(() -> rooms.create(call.application(), plan, call.id().text(), told));
    }

    @Override
    public ConferenceDoor door(String confId) {
        return new Door(Optional.of(confId), logged(() -> rooms.door(call.application(), confId)));
    }

    @Override
    public ConferenceDoor intercom(String id) {
        return new Door(Optional.empty(), logged(() -> rooms.intercoms().door(call.application(), id)));
    }

    @Override
    public ConferenceDoor intercom(RoomPlan plan) {
        return new Door(Optional.empty(), logged(() -> rooms.intercoms().door(call.application(), plan)));
    }

    /** Id of the last one that was joined. */
    Optional<String> lastJoined() {
        return lastJoined;
    }

    private <T> T logged(Supplier<T> step) {
        call.inbox().check();
        try {
            return step.get();
        } catch (RoomRefused refused) {
            LOG.info("call {} goes on without a conference: {}", call.id(), refused.getMessage());
            throw refused;
        }
    }

    private final class Door implements ConferenceDoor {
        private final Optional<String> confId;
        private final RoomDoor door;

        /** @param confId empty: it is an intercom's */
        Door(Optional<String> confId, RoomDoor door) {
            this.confId = confId;
            this.door = door;
        }

        @Override
        public boolean locked() {
            return door.locked();
        }

        @Override
        public boolean opensWith(String password) {
            return door.opensWith(password);
        }

        @Override
        public String passwordErrorUrl() {
            return door.passwordErrorUrl();
        }

        @Override
        public ConferenceSeat join(JoinWish wish) {
            var visit = logged(() -> ConferenceVisit.begin(++visits, door, call, wish));
            lastJoined = confId.or(() -> lastJoined);
            mediaAction.run();
            return visit;
        }
    }
}
