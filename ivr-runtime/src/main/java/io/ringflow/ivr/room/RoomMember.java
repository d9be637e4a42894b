package io.ringflow.ivr.room;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.Membership;
import java.time.Instant;

/** Who is in a conference, and what it may. Owned by the conference's lane; what does not change is for all. */
final class RoomMember {

    private final Guest guest;
    private final JoinWish wish;
    private final Membership membership;
    private final Instant joinedAt;

    private volatile boolean chair;
    private boolean speaks;
    private boolean paused;

    RoomMember(Guest guest, JoinWish wish, Membership membership, Instant joinedAt) {
        this.guest = guest;
        this.wish = wish;
        this.membership = membership;
        this.joinedAt = joinedAt;
        this.chair = wish.chair();
        this.speaks = wish.speak();
    }

    /** One who may not speak is one who hears the mix of all others who may not: it costs no mix of its own. */
    static ConferenceRole mediaRole(boolean speaks) {
        return speaks ? ConferenceRole.SPEAKER : ConferenceRole.LISTENER;
    }

    /** How it asks for the floor of an intercom. */
    static FloorRight right(FloorTerms terms, FloorWish wish) {
        return new FloorRight(
                wish.grabKey().orElse(terms.grabKey()), wish.releaseKey().orElse(terms.releaseKey()), wish.priority());
    }

    int priority() {
        return wish.floor().priority();
    }

    Guest guest() {
        return guest;
    }

    JoinWish wish() {
        return wish;
    }

    Membership membership() {
        return membership;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    /** As the protocol has it: 1 for the chair. */
    String role() {
        return chair ? "1" : "0";
    }

    void standUp() {
        chair = false;
    }

    /** Asks for the floor in its place, or gives it back. */
    void floor(boolean grab) {
        try {
            if (grab) membership.requestFloor();
            else membership.releaseFloor();
        } catch (MediaFailure gone) {
            throw new RoomRefused(RoomError.NO_SUCH_MEMBER, gone);
        }
    }

    void mute(boolean muted) {
        speaks = !muted;
        apply();
    }

    void pause() {
        paused = true;
        apply();
    }

    void resume(boolean speak) {
        paused = false;
        speaks = speak;
        apply();
    }

    /** @param db how loud it hears the others */
    void volume(double db) {
        try {
            membership.hearingVolume(db);
        } catch (MediaFailure gone) {
            // Its call is over: it is about to leave.
        }
    }

    RoomState.Member state() {
        return new RoomState.Member(
                guest.callId(), guest.number(), chair, heard(), !paused, membership.talking(), joinedAt);
    }

    private boolean heard() {
        return speaks && !paused;
    }

    private void apply() {
        try {
            membership.role(mediaRole(heard()));
            membership.deafen(paused);
        } catch (MediaFailure gone) {
            throw new RoomRefused(RoomError.NO_SUCH_MEMBER, gone);
        }
    }
}
