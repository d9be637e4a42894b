package io.ringflow.ivr.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** The way into one conference. Thread-safe. */
public final class RoomDoor {

    private final Room room;
    private final RoomObserver observer;

    RoomDoor(Room room, RoomObserver observer) {
        this.room = room;
        this.observer = observer;
    }

    /** Whether a password is asked for. */
    public boolean locked() {
        return !room.plan().password().isEmpty();
    }

    /** Whether this is the password; any is, where none is asked for. */
    public boolean opensWith(String password) {
        boolean right = !locked() || MessageDigest.isEqual(bytes(room.plan().password()), bytes(password));
        if (!right) observer.refused(RoomError.WRONG_PASSWORD);
        return right;
    }

    /** Where a flow goes on that does not know the password; empty: the call is hung up. */
    public String passwordErrorUrl() {
        return room.plan().urls().passwordError();
    }

    /** @throws RoomRefused FULL, NO_SUCH_CONFERENCE, OVERLOADED */
    public RoomSeat join(Guest guest, JoinWish wish) {
        return counted(observer, () -> room.join(guest, wish));
    }

    static <T> T counted(RoomObserver observer, Supplier<T> step) {
        try {
            return step.get();
        } catch (RoomRefused refused) {
            observer.refused(refused.error());
            throw refused;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
