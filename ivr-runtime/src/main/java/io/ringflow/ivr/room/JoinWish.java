package io.ringflow.ivr.room;

/**
 * As what a call joins a conference (D13). Immutable.
 *
 * @param chair takes the chair from whoever has it
 * @param speak whether it is heard
 * @param joinUrl told that it has joined; empty: the conference's
 * @param quitUrl where its flow goes on when it has left; empty: the conference's
 */
public record JoinWish(boolean chair, boolean speak, String joinUrl, String quitUrl) {

    /** A member who speaks and has no URLs of its own. */
    public static final JoinWish MEMBER = new JoinWish(false, true, "", "");
}
