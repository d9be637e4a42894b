package io.ringflow.ivr.room;

/**
 * As what a call joins a conference or an intercom (D13, D7). Immutable.
 *
 * @param chair takes the chair from whoever has it
 * @param speak whether it is heard
 * @param joinUrl told that it has joined; empty: the conference's
 * @param quitUrl where its flow goes on when it has left; empty: the conference's
 * @param floor nothing to a conference
 */
public record JoinWish(boolean chair, boolean speak, String joinUrl, String quitUrl, FloorWish floor) {

    /** A member who speaks and has no URLs of its own. */
    public static final JoinWish MEMBER = new JoinWish(false, true, "", "");

    /** To a conference. */
    public JoinWish(boolean chair, boolean speak, String joinUrl, String quitUrl) {
        this(chair, speak, joinUrl, quitUrl, FloorWish.PLAIN);
    }

    /** To an intercom. */
    public JoinWish(String joinUrl, String quitUrl, FloorWish floor) {
        this(false, true, joinUrl, quitUrl, floor);
    }
}
