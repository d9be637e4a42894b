package io.ringflow.ivr.call;

/** Why something can't be done to a talk. A closed set: it is a metric label, and the codes are public (D16). */
public enum TalkError {
    NOT_TALKING("104101", "the call talks with nobody at the moment"),
    CONSULTS("104102", "somebody is being consulted already"),
    NOBODY_CONSULTED("104103", "nobody is being consulted, or whoever is has not answered"),
    NO_SUCH_PARTY("104104", "nobody like that is in the talk"),
    FULL("104105", "there are as many in the talk as may be"),
    OVERLOADED("104106", "the call, or media, takes nothing more at the moment");

    private final String code;
    private final String sentence;

    TalkError(String code, String sentence) {
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
