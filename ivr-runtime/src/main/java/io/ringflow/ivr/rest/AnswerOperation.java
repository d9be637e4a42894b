package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.DialRefused;
import io.ringflow.ivr.call.TalkRefused;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.room.RoomRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An operation in an answer (flow-protocol 1.3): does what the request of the same name would, for the call's application.
 * What it came to is told to its {@code action} and the log; what follows runs either way, as its answer has nobody to read
 * it.
 */
record AnswerOperation(AnswerOperations all, String element, Operation operation) implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerOperation.class);

    @Override
    public CommandSpec<?> spec() {
        return all.spec(element);
    }

    @Override
    public Outcome run(CallControl call) {
        call.operate(this::run);
        return Outcome.next();
    }

    /** For the application, without a call. */
    void run(Application application) {
        try {
            operation.run(application, all.services());
        } catch (RestRefused | RoomRefused | QueueRefused | TalkRefused | DialRefused refused) {
            LOG.warn("{} in an answer of {}: {}", element, application.id(), refused.getMessage());
        }
    }
}
