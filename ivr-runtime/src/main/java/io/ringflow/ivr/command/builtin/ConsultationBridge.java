package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.builtin.TalkAttributes.CALL_TIME;
import static io.ringflow.ivr.command.builtin.TalkAttributes.CALL_TIME_OVER_URL;
import static io.ringflow.ivr.command.builtin.TalkAttributes.HANGUP_URL;
import static io.ringflow.ivr.command.builtin.TalkAttributes.RECORD;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.Joint;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.util.Optional;

/**
 * Joins a consulted party with the call that consulted it, at the end of the party's own flow (D1). The conversation is the
 * caller's: its flow goes on when it is over, and the party is hung up.
 *
 * @param callId of the call that consulted
 */
public record ConsultationBridge(Optional<String> callId, TalkTerms terms) implements Command {

    private static final Attribute<String> CALL_ID = Attribute.optional(
            "callid", ValueType.TEXT, "the `maincallid` that the flow was asked for with; the same without it");

    public static final CommandSpec<ConsultationBridge> SPEC = CommandSpec.of(
                    ConsultationBridge.class, "ConsultationBridge", MAIN)
            .meaning("In the flow of a party that `<ConsultationCall action>` has called: joins it with the caller. Its"
                    + " attributes take the place of the same ones there, and their URLs are asked for the caller's call."
                    + " When the conversation is over, the party is hung up, unless another document was sent to it, which"
                    + " then runs for it alone. Anywhere else what follows runs.")
            .attributes(CALL_ID, RECORD, CALL_TIME, CALL_TIME_OVER_URL, HANGUP_URL)
            .build(in -> new ConsultationBridge(in.find(CALL_ID), TalkAttributes.terms(in)));

    @Override
    public CommandSpec<ConsultationBridge> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        return call.join(callId, terms).map(joint -> untilOver(call, joint)).orElseGet(Outcome::next);
    }

    /** The end comes as that of the call: who consulted it hangs it up. */
    private static Outcome untilOver(CallControl call, Joint joint) {
        try (joint) {
            var waiting = Waiting.forActivity(joint, KeySet.ANY);
            while (true) {
                switch (call.await(waiting)) {
                    case Heard.Key(char key) -> joint.press(key);
                    case Heard.ActivityEnded() -> {
                        return Outcome.next();
                    }
                    case Heard.PassFinished(), Heard.SoundEnded(), Heard.TimeUp() -> {}
                }
            }
        }
    }
}
