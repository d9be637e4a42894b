package io.ringflow.ivr.room;

/** What a room is for. */
public enum RoomKind {
    /** All talk at once (flow-protocol 4.1). */
    CONFERENCE("confid", "conference"),
    /** One talks at a time, who has asked for the floor (D7). */
    INTERCOM("intercomid", "intercom");

    private final String idName;
    private final String word;

    RoomKind(String idName, String word) {
        this.idName = idName;
        this.word = word;
    }

    /** The parameter that names one. */
    public String idName() {
        return idName;
    }

    /** For people. */
    public String word() {
        return word;
    }
}
