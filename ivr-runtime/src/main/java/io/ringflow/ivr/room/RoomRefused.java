package io.ringflow.ivr.room;

/** Something about a conference can't be had; the error says what to tell the application. */
public final class RoomRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RoomError error;

    public RoomRefused(RoomError error) {
        super(error.sentence());
        this.error = error;
    }

    public RoomRefused(RoomError error, Throwable cause) {
        super(error.sentence(), cause);
        this.error = error;
    }

    public RoomError error() {
        return error;
    }
}
