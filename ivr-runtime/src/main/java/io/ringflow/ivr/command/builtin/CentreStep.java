package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueWish;
import java.util.Optional;

/** What a call in the call centre does next. */
sealed interface CentreStep {

    /** Waits in a queue. */
    record Wait(QueueWish wish) implements CentreStep {}

    /**
     * Talks with who has answered.
     *
     * @param greeted whether it hears first what agents hear before a caller
     */
    record Talk(AgentLine line, boolean greeted) implements CentreStep {}

    /**
     * The agent calls the far end of this call.
     *
     * @param answerUrl told when that has answered; empty: nobody
     */
    record CallOut(AgentLease lease, String answerUrl) implements CentreStep {}

    /**
     * Goes to an agent or a number.
     *
     * @param lease counts more than the number
     * @param prompt what the caller hears meanwhile; empty: the usual
     */
    record HandOver(Optional<AgentLease> lease, String number, Optional<Prompt> prompt) implements CentreStep {}

    /** Leaves the centre. */
    record Over(Outcome outcome) implements CentreStep {}

    /** Leaves it, and what follows the command runs. */
    static CentreStep goesOn() {
        return new Over(Outcome.next());
    }
}
