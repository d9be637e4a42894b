package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.builtin.ConsultationCall.DISNUMBER;
import static io.ringflow.ivr.command.builtin.ConsultationCall.NUMBER;
import static io.ringflow.ivr.command.builtin.ConsultationCall.TIMEOUT;
import static io.ringflow.ivr.command.builtin.TalkAttributes.RECORD;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Referral;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Hands the caller over to somebody else; the flow is over when that succeeds (D2). The two talk through this server, or
 * the caller's side is asked to call by itself.
 *
 * @param action told, not asked, when it has succeeded
 */
public record CallTransfer(Party.Wish wish, boolean record, Mode mode, Optional<String> action, Optional<Prompt> prompt)
        implements Command {

    /** Who calls. */
    public enum Mode {
        BRIDGE,
        REFER
    }

    private static final Attribute<Mode> MODE = Attribute.of(
            "mode",
            ValueType.constant(Mode.class),
            "bridge",
            "bridge: the two talk through this server; refer: the caller's side is asked to call, by SIP REFER, and when it"
                    + " does not do such a thing they are bridged");
    private static final Attribute<String> ACTION = Attribute.optional(
            "action", ValueType.URL, "told, not asked, when the transfer has succeeded, with `number` and `mode`");

    public static final CommandSpec<CallTransfer> SPEC = CommandSpec.of(CallTransfer.class, "CallTransfer", MAIN)
            .meaning(
                    "Transfers the caller to somebody else, and the flow is over when that succeeds: who of the two hangs up"
                            + " hangs up the other. Until there is an answer the caller hears a nested prompt, or the far end's"
                            + " tone, or one of ours. Without an answer what follows runs.")
            .attributes(NUMBER, DISNUMBER, TIMEOUT, RECORD, MODE, ACTION)
            .nests("Play", "PlayTTS")
            .build(in -> new CallTransfer(
                    new Party.Wish(in.get(NUMBER), in.find(DISNUMBER), Duration.ofSeconds(in.get(TIMEOUT))),
                    in.get(RECORD),
                    in.get(MODE),
                    in.find(ACTION),
                    in.prompt()));

    @Override
    public CommandSpec<CallTransfer> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        if (mode == Mode.REFER) {
            switch (referred(call)) {
                case DONE -> {
                    return transferred(call, Mode.REFER);
                }
                // The far end has called, or still does: nobody is called twice.
                case FAILED, UNDER_WAY -> {
                    return Outcome.next();
                }
                case REFUSED, ASKED -> {}
            }
        }
        return bridged(call);
    }

    /** What came of it within the time to ring. */
    private Referral.State referred(CallControl call) {
        try (var referral = call.refer(wish.number());
                var limit = call.deadline(wish.ringing())) {
            var untilNews = new Waiting(KeySet.NONE, Waiting.Typing.AHEAD, null, limit, referral);
            while (true) {
                var state = referral.state();
                boolean goesOn = state == Referral.State.ASKED || state == Referral.State.UNDER_WAY;
                if (!goesOn || call.await(untilNews) instanceof Heard.TimeUp) return referral.state();
            }
        }
    }

    private Outcome bridged(CallControl call) {
        try (var party = call.call(wish)) {
            if (!new Ringing(prompt, prompt.isEmpty()).untilAnswered(call, party)) return Outcome.next();
            party.connect();
            var over = transferred(call, Mode.BRIDGE);
            var terms = new TalkTerms(record, Optional.empty(), Optional.empty(), Optional.empty());
            return new Conversation(terms, over).between(call, party);
        }
    }

    private Outcome transferred(CallControl call, Mode how) {
        action.ifPresent(url -> {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("number", wish.number());
            parameters.put("mode", how == Mode.REFER ? "refer" : "bridge");
            call.tell(new Outcome.Callback(url, "POST", parameters));
        });
        return Outcome.end(Ending.TRANSFERRED);
    }
}
