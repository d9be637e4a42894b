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
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.TalkTerms;
import io.ringflow.ivr.command.ValueType;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Calls a third party and connects it to the caller (flow-protocol 3.6, 5.4), at once when it answers, or with
 * {@code action} once its own flow asks for it (D1).
 */
public record ConsultationCall(
        Party.Wish wish,
        Optional<String> action,
        TalkTerms terms,
        Optional<String> noAnswerUrl,
        boolean ringBack,
        Optional<Prompt> prompt)
        implements Command {

    static final Attribute<String> NUMBER = Attribute.optional("number", ValueType.NUMBER, "whom to call; required");
    static final Attribute<String> DISNUMBER = Attribute.optional(
            "disnumber", ValueType.NUMBER, "calling number shown to it, where the trunk lets it be chosen");
    static final Attribute<Integer> TIMEOUT =
            Attribute.of("timeout", ValueType.number(1, 600), "60", "seconds that it may ring");
    private static final Attribute<String> ACTION = Attribute.optional(
            "action",
            ValueType.URL,
            "asked when it answers, with its own `callid` and `maincallid`: the answer is a flow for the party alone, which"
                    + " `<ConsultationBridge>` joins with the caller");
    private static final Attribute<String> NO_ANSWER_URL = Attribute.optional(
            "noanswerurl", ValueType.URL, "asked when it did not answer, or was not joined, with `reason`");
    private static final Attribute<Boolean> RINGBACK = Attribute.of(
            "ringback",
            ValueType.FLAG,
            "false",
            "the caller hears the far end's own tone, or one of ours; with `action` always ours");

    public static final CommandSpec<ConsultationCall> SPEC = CommandSpec.of(
                    ConsultationCall.class, "ConsultationCall", MAIN)
            .meaning("Calls somebody and connects them with the caller; a nested prompt is heard until then. Without an"
                    + " answer `noanswerurl` is asked, or what follows runs. When the party hangs up, or `calltime` is"
                    + " over, the URL for that is asked; without one the caller is hung up too.")
            .attributes(
                    NUMBER,
                    DISNUMBER,
                    RECORD,
                    TIMEOUT,
                    CALL_TIME,
                    CALL_TIME_OVER_URL,
                    HANGUP_URL,
                    NO_ANSWER_URL,
                    RINGBACK,
                    ACTION)
            .nests("Play", "PlayTTS")
            .build(in -> new ConsultationCall(
                    new Party.Wish(in.get(NUMBER), in.find(DISNUMBER), Duration.ofSeconds(in.get(TIMEOUT))),
                    in.find(ACTION),
                    TalkAttributes.terms(in),
                    in.find(NO_ANSWER_URL),
                    in.get(RINGBACK),
                    in.prompt()));

    @Override
    public CommandSpec<ConsultationCall> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try (var party = called(call)) {
            if (!new Ringing(prompt, ringBack).untilAnswered(call, party)) return notAnswered(party);
            var agreed = party.terms().map(own -> own.over(terms)).orElse(terms);
            return new Conversation(agreed, Outcome.end(Ending.HANG_UP)).between(call, party);
        }
    }

    private Party called(CallControl call) {
        return action.map(url -> call.consult(wish, url)).orElseGet(() -> call.call(wish));
    }

    private Outcome notAnswered(Party party) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("reason", party.code());
        return noAnswerUrl
                .<Outcome>map(url -> new Outcome.Callback(url, "POST", parameters))
                .orElseGet(Outcome::next);
    }
}
