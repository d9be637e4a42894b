package io.ringflow.sip.leg;

import io.ringflow.sip.LegState;

/** What a leg does with each input in each phase (RFC 3261 §13.3, §15). A table; it has no state of its own. */
final class LegMachine {
    private LegMachine() {}

    /** Where a leg is. Finer than {@link LegState}: a leg that is over for its owner may still owe the peer a BYE. */
    enum Phase {
        INVITED(LegState.INVITED),
        EARLY(LegState.EARLY),
        /** 2xx sent, ACK awaited. */
        ANSWERED(LegState.ANSWERED),
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
        BYE_DONE
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
        /** Nothing is owed to anyone any more. */
        FORGET
    }

    record Step(Phase next, Action action) {}

    static Step step(Phase phase, Input input) {
        return switch (phase) {
            case INVITED, EARLY -> unanswered(phase, input);
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
            case ACK, ACK_TIMEOUT, BYE_DONE -> stay(phase);
        };
    }

    private static Step answered(Input input) {
        return switch (input) {
            case ACK -> new Step(Phase.CONFIRMED, Action.CONFIRM);
            case ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.END_AND_SEND_BYE);
            case HANG_UP -> new Step(Phase.LEAVING, Action.END);
            case BYE -> new Step(Phase.ENDED, Action.HUNG_UP);
            case RING, PROGRESS, ANSWER, REJECT, CANCEL, BYE_DONE -> stay(Phase.ANSWERED);
        };
    }

    private static Step confirmed(Input input) {
        return switch (input) {
            case HANG_UP, ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.END_AND_SEND_BYE);
            case BYE -> new Step(Phase.ENDED, Action.HUNG_UP);
            case RING, PROGRESS, ANSWER, REJECT, CANCEL, ACK, BYE_DONE -> stay(Phase.CONFIRMED);
        };
    }

    private static Step leaving(Input input) {
        return switch (input) {
            case ACK, ACK_TIMEOUT -> new Step(Phase.BYE_SENT, Action.SEND_BYE);
            case BYE -> new Step(Phase.ENDED, Action.FORGET);
            case RING, PROGRESS, ANSWER, REJECT, HANG_UP, CANCEL, BYE_DONE -> stay(Phase.LEAVING);
        };
    }

    private static Step stay(Phase phase) {
        return new Step(phase, Action.NONE);
    }
}
