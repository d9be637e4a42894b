package io.ringflow.ivr.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
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

    /**
     * Somebody is asked to come in, and may be on the way for a while.
     *
     * @param callId empty: that of a call that is new
     * @param ended runs when the conference ends meanwhile; must only post on
     * @return to be closed when it is in, or does not come
     * @throws RoomRefused FULL, NO_SUCH_CONFERENCE, ALREADY_IN
     */
    public Expectation expect(String callId, Runnable ended) {
        return counted(observer, () -> {
            room.expect(callId, ended);
            return () -> room.forget(ended);
        });
    }

    /** That somebody comes. */
    @FunctionalInterface
    public interface Expectation extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells what an invitation came to (flow-protocol 6).
     *
     * @param callId empty: the number could not be called
     * @param result 0, or why it did not come in
     */
    public void invited(String url, String number, String callId, Optional<String> userData, String result) {
        room.news().invited(url, number, callId, userData, result);
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
