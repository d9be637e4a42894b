package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord.Direction;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a call when it begins. Immutable.
 *
 * @param callId 32 characters, unique
 * @param caller number; empty if it was not told, or the call is ours
 * @param trunk name, or "none"
 * @param toldUnanswered whether its application hears of its end though it was never answered
 * @param userData what the application gave along with a call of ours
 */
public record Beginning(
        String callId,
        String applicationId,
        Direction direction,
        String caller,
        String called,
        String trunk,
        Instant beganAt,
        boolean toldUnanswered,
        Optional<String> userData) {

    // What a peer may send is longer than any number; whole it stands in the record of a call that ends as it should.
    private static final int MOST_NUMBER = 128;

    /** As bytes. */
    Packer packed() {
        return packed(userData);
    }

    /** The same without user data, which lies elsewhere or is left out. */
    Packer packedWithoutData() {
        return packed(Optional.empty());
    }

    private Packer packed(Optional<String> data) {
        return new Packer()
                .text(callId)
                .text(applicationId)
                .number(direction.ordinal())
                .text(cut(caller))
                .text(cut(called))
                .text(cut(trunk))
                .time(beganAt)
                .number(toldUnanswered ? 1 : 0)
                .text(data);
    }

    static Beginning unpacked(Unpacker from) {
        return new Beginning(
                from.text(),
                from.text(),
                Direction.values()[(int) from.number()],
                from.text(),
                from.text(),
                from.text(),
                from.time(),
                from.number() == 1,
                from.optionalText());
    }

    Beginning with(Optional<String> data) {
        return new Beginning(callId, applicationId, direction, caller, called, trunk, beganAt, toldUnanswered, data);
    }

    /** A number, as long as it may be here. */
    static String cut(String text) {
        return text.length() <= MOST_NUMBER ? text : text.substring(0, MOST_NUMBER);
    }
}
