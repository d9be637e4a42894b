package io.ringflow.sip.leg;

import java.util.OptionalInt;

/**
 * Which side owes a session description (RFC 3264 §4, RFC 6337): one exchange at a time, whatever messages carry it.
 * Owned by the leg's lane.
 */
final class OfferAnswer {

    enum Owed {
        /** No offer has been made at all. */
        OFFER,
        /** They offered; we owe the answer. */
        OUR_ANSWER,
        /** We offered; they owe the answer. */
        THEIR_ANSWER,
        /** Both sides agree. */
        NOTHING
    }

    private Owed owed = Owed.OFFER;
    private Owed before = Owed.OFFER;

    Owed owed() {
        return owed;
    }

    boolean settled() {
        return owed == Owed.NOTHING;
    }

    void offerReceived() {
        before = owed;
        owed = Owed.OUR_ANSWER;
    }

    void offerSent() {
        before = owed;
        owed = Owed.THEIR_ANSWER;
    }

    void answered() {
        owed = Owed.NOTHING;
    }

    /** The offer was refused: what was agreed before holds (RFC 6337 §2.1). */
    void refused() {
        owed = before;
    }

    /** The description of a 2xx of ours: the answer if we owe one, else an offer. */
    void describedIn2xx() {
        if (owed == Owed.OUR_ANSWER || owed == Owed.NOTHING) {
            answered();
        } else {
            offerSent();
        }
    }

    /**
     * The status for an offer that comes at the wrong time: 491 while ours is unanswered, 500 while theirs is (RFC
     * 3311 §5.2, RFC 3261 §14.2); empty when it is welcome.
     */
    OptionalInt refusalOfOffer() {
        return switch (owed) {
            case THEIR_ANSWER -> OptionalInt.of(491);
            case OUR_ANSWER, OFFER -> OptionalInt.of(500);
            case NOTHING -> OptionalInt.empty();
        };
    }
}
