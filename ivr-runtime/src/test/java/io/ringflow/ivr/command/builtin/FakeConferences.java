package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.ConferenceDoor;
import io.ringflow.ivr.command.ConferenceSeat;
import io.ringflow.ivr.command.Conferences;
import io.ringflow.ivr.room.Departure;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomCreated;
import io.ringflow.ivr.room.RoomError;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomRefused;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One conference, {@code 12345678}; writes down what is done. */
final class FakeConferences implements Conferences {

    static final String ID = "12345678";

    String password = "";
    String passwordErrorUrl = "";
    boolean full;
    boolean creatable = true;
    int gone;
    Departure departure = departure(false, "left");

    private final List<String> did;

    FakeConferences(List<String> did) {
        this.did = did;
    }

    static Departure departure(boolean hangUp, String url) {
        return new Departure(Departure.Reason.DISMISSED, hangUp, url, new LinkedHashMap<>(Map.of("confid", ID)));
    }

    @Override
    public RoomCreated create(RoomPlan plan, boolean told) {
        if (!creatable) throw new RoomRefused(RoomError.TOO_LARGE);
        did.add("create for " + plan.maxMembers() + (told ? ", told" : ""));
        return new RoomCreated(ID, new LinkedHashMap<>(Map.of("confid", ID)));
    }

    @Override
    public ConferenceDoor door(String confId) {
        if (!confId.equals(ID)) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
        return new Door();
    }

    @Override
    public ConferenceDoor intercom(String id) {
        did.add("intercom " + id);
        return new Door();
    }

    /** The first ones have ended by the time they are joined. */
    @Override
    public ConferenceDoor intercom(RoomPlan plan) {
        if (!creatable) throw new RoomRefused(RoomError.TOO_LARGE);
        did.add("intercom " + plan.floor().orElseThrow().id() + " for " + plan.maxMembers());
        return new Door();
    }

    private final class Door implements ConferenceDoor {
        @Override
        public boolean locked() {
            return !password.isEmpty();
        }

        @Override
        public boolean opensWith(String tried) {
            did.add("try " + tried);
            return tried.equals(password);
        }

        @Override
        public String passwordErrorUrl() {
            return passwordErrorUrl;
        }

        @Override
        public ConferenceSeat join(JoinWish wish) {
            if (gone-- > 0) throw new RoomRefused(RoomError.NO_SUCH_CONFERENCE);
            if (full) throw new RoomRefused(RoomError.FULL);
            did.add("join" + (wish.chair() ? " as chair" : "") + (wish.speak() ? "" : " silently"));
            return new Seat();
        }
    }

    private final class Seat implements ConferenceSeat {
        @Override
        public void pressed(char key) {
            did.add("pressed " + key);
        }

        @Override
        public Optional<Departure> departure() {
            return Optional.of(departure);
        }

        @Override
        public void close() {
            did.add("leave");
        }
    }
}
