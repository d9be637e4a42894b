package io.ringflow.ivr.room;

/** Why something about a conference can't be had. A closed set: it is a metric label, and the codes are public (D16). */
public enum RoomError {
    NO_SUCH_CONFERENCE("105001", "there is no such conference or intercom"),
    FULL("105002", "the conference or intercom is full"),
    NO_SUCH_MEMBER("105003", "the call is not in the conference or intercom"),
    WRONG_PASSWORD("105004", "the password of the conference is wrong"),
    TOO_MANY_CONFERENCES("105005", "there are as many conferences or intercoms as there may be"),
    TOO_LARGE("105006", "the conference or intercom would have more members than one may have"),
    NO_SHORT_ID("105007", "no short id is free"),
    NOTHING_PLAYS("105008", "nothing is played in the conference"),
    NO_SUCH_PROMPT("105009", "the file to play can not be had"),
    ALREADY_RECORDING("105010", "the conference is being recorded already"),
    NOT_RECORDING("105011", "the conference is not being recorded"),
    RECORDING_FAILED("105012", "the recording can not be made"),
    OVERLOADED("105013", "media takes nothing more at the moment"),
    ALREADY_IN("105014", "the call is in the conference or intercom already"),
    INTERCOM_EXISTS("105015", "there is an intercom of this id already");

    private final String code;
    private final String sentence;

    RoomError(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The six digits that the application is told. */
    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
