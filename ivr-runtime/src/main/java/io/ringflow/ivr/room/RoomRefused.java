package io.ringflow.ivr.room;

import io.ringflow.media.MediaFailure;

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

    /** What media can't give. */
    static RoomRefused by(MediaFailure failure) {
        var error =
                switch (failure.kind()) {
                    case CONFERENCE_FULL -> RoomError.FULL;
                    case CLOSED -> RoomError.NO_SUCH_CONFERENCE;
                    default -> RoomError.OVERLOADED;
                };
        return new RoomRefused(error, failure);
    }

    public RoomError error() {
        return error;
    }
}
