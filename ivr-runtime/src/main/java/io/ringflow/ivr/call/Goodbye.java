package io.ringflow.ivr.call;

import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import java.util.OptionalInt;

/** How we take leave of a leg. */
final class Goodbye {

    private static final int BUSY_RETRY_SECONDS = 5;

    private Goodbye() {}

    /** Who was never answered can't be told that all went well: he is declined. */
    static EndReason said(EndReason why, boolean answerSent) {
        return !answerSent && why.sipStatus() < 300 ? why.withSipStatus(603) : why;
    }

    static void to(CallLeg leg, EndReason reason, boolean answerSent) {
        if (answerSent) leg.bye(reason);
        else leg.reject(reason, retryAfter(reason));
    }

    private static OptionalInt retryAfter(EndReason reason) {
        return switch (reason.cause()) {
            case SERVER_BUSY, SERVER_DRAINING -> OptionalInt.of(BUSY_RETRY_SECONDS);
            default -> OptionalInt.empty();
        };
    }
}
