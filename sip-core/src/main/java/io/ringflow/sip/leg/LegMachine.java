package io.ringflow.sip.leg;

import io.ringflow.sip.LegState;

/** What a leg does with each input in each phase (RFC 3261 §9, §13, §15). A table; it has no state of its own. */
final class LegMachine {
    private LegMachine() {}

    /** Where a leg is. Finer than {@link LegState}: a leg that is over for its owner may still owe the peer a BYE. */
    enum Phase {
        INVITED(LegState.INVITED),
        EARLY(LegState.EARLY),
        /** 2xx sent, ACK awaited. */
        ANSWERED(LegState.ANSWERED),
        /** INVITE sent, nothing heard. */
        CALLING(LegState.INVITED),
        /** 100 heard. */
        TRYING(LegState.INVITED),
        /** 180 or 183 heard. */
        PROCEEDING(LegState.EARLY),
        /** Given up before anything was heard: the CANCEL must wait for that (RFC 3261 §9.1). */
        CANCEL_DUE(LegState.ENDED),
        /** CANCEL sent, the INVITE's final response awaited. */
        CANCELLING(LegState.ENDED),
        CONFIRMED(LegState.CONFIRMED),
        /** Hung up by us before the ACK: the BYE must wait for it (RFC 3261 §15). */
        LEAVING(LegState.ENDED),
        BYE_SENT(LegState.ENDED),
        ENDED(LegState.ENDED);

        private final LegState shown;

        Phase(LegState shown) {
            this.shown = shown;
        }

        LegState shown() {
            return shown;
        }
    }

    enum Input {
        RING,
        PROGRESS,
        ANSWER,
        REJECT,
        HANG_UP,
        CANCEL,
        BYE,
        ACK,
        ACK_TIMEOUT,
        BYE_DONE,
        /** They said 100. */
        TRIED,
        /** They said another 1xx. */
        PROGRESSED,
        /** They said 2xx. */
        ACCEPTED,
        /** They said no, or nothing for too long. */
        REFUSED,
        /** They said no in a way that another INVITE answers: a challenge, a redirection, a longer session. */
        ASKED_AGAIN
    }

    enum Action {
        NONE,
        SEND_RINGING,
        SEND_PROGRESS,
        SEND_ANSWER,
        /** A final response of the owner's choice, and the end. */
        REFUSE,
        /** 487 to the INVITE, and the end. */
        CANCELLED,
        CONFIRM,
        /** The end for the owner; the peer is told later. */
        END,
        SEND_BYE,
        END_AND_SEND_BYE,
        /** The peer said BYE: the end. */
        HUNG_UP,
        /** A provisional response is news for the owner. */
        SHOW_PROGRESS,
        SEND_INVITE,
        SEND_CANCEL,
        END_AND_SEND_CANCEL,
        /** The end, and nothing is owed. */
        FAIL,
        /** Nothing is owed to anyone any more. */
        FORGET
    }

    record Step(Phase next, Action action) {}

    static Step step(Phase phase, Input input) {
        return switch (phase) {
            case INVITED, EARLY -> unanswered(phase, input);
            case CALLING, TRYING, PROCEEDING -> calling(phase, input);
            case CANCEL_DUE, CANCELLING -> cancelling(phase, input);
            case ANSWERED -> answered(input);
            case CONFIRMED -> confirmed(input);
            case LEAVING -> leaving(input);
            case BYE_SENT -> input == Input.BYE_DONE ? new Step(Phase.ENDED, Action.FORGET) : stay(phase);
            case ENDED -> stay(phase);
        };
    }

    private static Step unanswered(Phase phase, Input input) {
        return switch (input) {
            case RING -> new Step(Phase.EARLY, Action.SEND_RINGING);
            case PROGRESS -> new Step(Phase.EARLY, Action.SEND_PROGRESS);
            case ANSWER -> new Step(Phase.ANSWERED, Action.SEND_ANSWER);
            case REJECT, HANG_UP -> new Step(Phase.ENDED, Action.REFUSE);
            // RFC 3261 §15.1.2: a BYE in an early dialog ends the pending INVITE with 487 as well.
            case CANCEL, BYE -> new Step(Phase.ENDED, Action.CANCELLED);
            default -> stay(phase);
        };
    }

    private static Step calling(Phase phase, Input input) {
        return switch (input) {
            case TRIED -> phase == Phase.CALLING ? new Step(Phase.TRYING, Action.NONE) : stay(phase);
            case PROGRESSED -> new Step(Phase.PROCEEDING, Action.SHOW_PROGRESS);
            case ACCEPTED -> new Step(Phase.CONFIRMED, Action.CONFIRM);
            case REFUSED -> new Step(Phase.ENDED, Action.FAIL);
            case ASKED_AGAIN -> new Step(Phase.CALLING, Action.SEND_INVITE);
            case HANG_UP ->
                phase == Phase.CALLING
                        ? new Step(Phase.CANCEL_DUE, Action.END)
                        : new Step(Phase.CANCELLING, Action.END_AND_SEND_CANCEL);
            // RFC 3261 §15: a callee may not say BYE before it answers. Who does all the same wants no call.
            case BYE -> new Step(Phase.CANCELLING, Action.END_AND_SEND_CANCEL);
            default -> stay(phase);
        };
    }

    private static Step cancelling(Phase phase, Input input) {
        return switch (input) {
            case TRIED, PROGRESSED ->
                phase == Phase.CANCEL_DUE ? new Step(Phase.CANCELLING, Action.SEND_CANCEL) : stay(phase);
            // RFC 3261 §9.1: the 2xx crossed our CANCEL.
            case ACCEPTED -> new Step(Phase.BYE_SENT, Action.SEND_BYE);
            case REFUSED, ASKED_AGAIN -> new Step(Phase.ENDED, Action.FORGET);
            default -> stay(phase);
        };
    }

    private static Step answered(Input input) {
        return switch (input) {
            case ACK -> new Step(Phase.CONFIRMED, Action.CONFIRM);
            case ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.END_AND_SEND_BYE);
            case HANG_UP -> new Step(Phase.LEAVING, Action.END);
            case BYE -> new Step(Phase.ENDED, Action.HUNG_UP);
            default -> stay(Phase.ANSWERED);
        };
    }

    private static Step confirmed(Input input) {
        return switch (input) {
            case HANG_UP, ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.END_AND_SEND_BYE);
            case BYE -> new Step(Phase.ENDED, Action.HUNG_UP);
            default -> stay(Phase.CONFIRMED);
        };
    }

    private static Step leaving(Input input) {
        return switch (input) {
            case ACK, ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.SEND_BYE);
            case BYE -> new Step(Phase.ENDED, Action.FORGET);
            default -> stay(Phase.LEAVING);
        };
    }

    private static Step stay(Phase phase) {
        return new Step(phase, Action.NONE);
    }
}
