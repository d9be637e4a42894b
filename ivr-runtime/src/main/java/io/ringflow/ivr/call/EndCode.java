package io.ringflow.ivr.call;

import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.sip.EndReason;
import java.util.Optional;

/** The six digits that tell an application how a call ended (D16). Pure. */
final class EndCode {

    private EndCode() {}

    /** @param failure what was wrong with the application, if that ended the call */
    static String of(EndReason reason, boolean answered, Optional<FlowFailure> failure) {
        return switch (reason.cause()) {
            case CALLER_HUNG_UP, CALLEE_HUNG_UP, APPLICATION_HUNG_UP, FLOW_FINISHED ->
                answered ? "000000" : bySipStatus(reason);
            case MEDIA_TIMEOUT -> "106408";
            case APPLICATION_FAILED -> failure.map(FlowFailure::code).orElseGet(() -> bySipStatus(reason));
            default -> bySipStatus(reason);
        };
    }

    /** A normal end of a call that was never established is what a CANCEL would have been (RFC 3261 §15.1.2: 487). */
    private static String bySipStatus(EndReason reason) {
        boolean normal = reason.sipStatus() == 200;
        return "107%03d".formatted(normal ? 487 : reason.sipStatus());
    }
}
