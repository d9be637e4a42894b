package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;

/** Refuses a call that has not been answered (D5). */
public record Reject(Reason reason) implements Command {

    /** What the caller is told. */
    public enum Reason {
        BUSY(Ending.BUSY),
        REJECTED(Ending.REJECTED),
        FORBIDDEN(Ending.FORBIDDEN),
        NOT_FOUND(Ending.NOT_FOUND);

        private final Ending ending;

        Reason(Ending ending) {
            this.ending = ending;
        }
    }

    private static final Attribute<Reason> REASON = Attribute.of(
            "reason", ValueType.constant(Reason.class), "rejected", "what the caller is told: 486, 603, 403 or 404");

    public static final CommandSpec<Reject> SPEC = CommandSpec.of(Reject.class, "Reject", MAIN)
            .meaning("Refuses the call without answering it. Only as the answer to `startservice`; later it is"
                    + " `<Hangup>`.")
            .attributes(REASON)
            .build(in -> new Reject(in.get(REASON)));

    @Override
    public CommandSpec<Reject> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        return Outcome.end(call.refusable() ? reason.ending : Ending.HANG_UP);
    }
}
