package io.ringflow.ivr.room;

/** How a conference came to its end. A closed set: it is a metric label. */
public enum RoomEnd {
    /** Nobody came in time. */
    UNUSED(Departure.Reason.DISMISSED),
    /** The last member left. */
    EMPTY(Departure.Reason.HUNG_UP),
    /** The application dismissed it. */
    DISMISSED(Departure.Reason.DISMISSED),
    /** It had the length it was to have. */
    TIME_OVER(Departure.Reason.TIME_OVER),
    /** Its alarm clock dismissed it. */
    ALARM(Departure.Reason.DISMISSED),
    SERVER_STOPS(Departure.Reason.SERVER_STOPS);

    private final Departure.Reason ofMembers;

    RoomEnd(Departure.Reason ofMembers) {
        this.ofMembers = ofMembers;
    }

    /** Why those who are in leave. */
    Departure.Reason ofMembers() {
        return ofMembers;
    }
}
