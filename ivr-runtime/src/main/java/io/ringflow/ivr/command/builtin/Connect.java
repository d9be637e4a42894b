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
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Voices;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;

/** Connects this call with another one of the application, whatever prompt or pause that is at (D4). */
public record Connect(String callId, Voices voices, TalkTerms terms) implements Command {

    /** For a call that is not busy with anybody, but may be with its application. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "the other call; required");
    private static final Attribute<Voices> MODE = Attribute.of(
            "mode",
            ValueType.choice("1", "2", "3").map(Connect::voices),
            "1",
            "1: both hear each other, 2: only the other call hears, 3: only this one hears");

    public static final CommandSpec<Connect> SPEC = CommandSpec.of(Connect.class, "Connect", MAIN)
            .meaning(
                    "Connects this call with another one of the application. What that one is at is broken off; it goes on"
                            + " with what follows there when they are disconnected. A call that talks with somebody, is in a"
                            + " conference, or is not of this application, can't be had: what follows runs. When the other hangs"
                            + " up, or `calltime` is over, the URL for that is asked; without one what follows runs.")
            .attributes(CALL_ID, MODE, RECORD, CALL_TIME, CALL_TIME_OVER_URL, HANGUP_URL)
            .build(in -> new Connect(in.get(CALL_ID), in.get(MODE), TalkAttributes.terms(in)));

    private static Voices voices(String mode) {
        return switch (mode) {
            case "2" -> Voices.CALLER_ONLY;
            case "3" -> Voices.PARTY_ONLY;
            default -> Voices.BOTH;
        };
    }

    @Override
    public CommandSpec<Connect> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try (var other = call.fetch(callId, voices)) {
            if (!comes(call, other)) return Outcome.next();
            return new Conversation(terms, Outcome.next()).between(call, other);
        }
    }

    private static boolean comes(CallControl call, Party other) {
        if (other.state() == Party.State.OVER) return false;
        try (var limit = call.deadline(PATIENCE)) {
            var untilNews = new Waiting(KeySet.NONE, Waiting.Typing.AHEAD, null, limit, other.change());
            while (other.state() == Party.State.CALLED) {
                if (call.await(untilNews) instanceof Heard.TimeUp) return false;
            }
            return other.state() == Party.State.TALKING;
        }
    }
}
