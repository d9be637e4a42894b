package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Party;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The talk that a call is in, if it is in one: from the moment its party has answered and is joined until the party leaves and
 * nobody goes on with the caller. Owned by the call's thread.
 */
final class Talks implements AutoCloseable {

    /** No party has this number: a leg, be it the caller's, holds the talk, or no longer. */
    static final long LEGS = 0;

    private final Call call;
    private final CallServices services;

    private final Set<Long> thirds = new HashSet<>();

    private long parties;
    private @Nullable Talk now;

    Talks(Call call, CallServices services) {
        this.call = call;
        this.services = services;
    }

    /** The same for one who is called into a talk. */
    long nextThird() {
        thirds.add(++parties);
        return parties;
    }

    /** No other party of the call has this number. */
    long nextParty() {
        return ++parties;
    }

    /** The caller and that party hear each other: from now on orders are taken. Doing so twice is doing so once. */
    void begin(OtherSide party, TalkSound sound) {
        if (now != null && now.isWith(party.id())) return;
        close();
        now = new Talk(call, services, this, party, sound);
        now.settle();
        call.inbox().takeOrders();
    }

    /** A party has left; with it goes the talk. */
    void leave(long party) {
        if (now != null && now.isWith(party)) close();
    }

    /** Whether that is closed with the talk, not with the party that opened it. */
    boolean keeps(TalkSound sound) {
        return now != null && now.isOver(sound);
    }

    /** Closes a party that leaves if the caller talks on with a third, and says who that is. */
    Optional<ThirdParty> without(Party leaving) {
        var next = now == null ? Optional.<ThirdParty>empty() : now.succeed();
        if (next.isPresent()) leaving.close();
        return next;
    }

    /** A party has pressed a key. */
    void pressed(long party, char key) {
        if (now != null) now.pressed(party, key);
        else if (!thirds.contains(party)) KeyPress.forCall(call, key);
    }

    /** Whether the caller's keys are for nobody, as it is kept apart. */
    boolean callerApart() {
        return now != null && now.callerApart();
    }

    /** What in the inbox is for the talk; anything else stays where it is. Decides only. */
    boolean concerns(CallEvent event) {
        return switch (event) {
            case CallEvent.Ordered _ -> true;
            case CallEvent.PartyChanged(long party) -> now != null && (party == LEGS || now.hasThird(party));
            default -> false;
        };
    }

    /** Sees to what {@link #concerns} the talk. */
    void handle(CallEvent event) {
        switch (event) {
            case CallEvent.Ordered(TalkOrder<?> order) -> {
                if (now == null) order.refuse();
                else order.run(now);
            }
            case CallEvent.PartyChanged(long party) -> {
                if (now != null) now.changed(party);
            }
            default -> throw new IllegalArgumentException("not of a talk: " + event);
        }
    }

    /** Hangs up whoever is still there. */
    @Override
    public void close() {
        var over = now;
        if (over == null) return;
        now = null;
        call.inbox().refuseOrders().forEach(TalkOrder::refuse);
        over.close();
    }
}
