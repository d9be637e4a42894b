package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.CallRecording;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Deadline;
import io.ringflow.ivr.command.Ending;
import io.ringflow.ivr.command.Heard;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.Prompt;
import io.ringflow.ivr.command.Sound;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.command.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls a third party and connects it to the caller (flow-protocol 3.6, 5.4). While it is being called the caller hears
 * the prompt, or with {@code ringback} what the far end says, or a tone of ours.
 */
public record ConsultationCall(
        Party.Wish wish,
        Optional<Duration> callTime,
        Optional<String> callTimeOverUrl,
        Optional<String> hangupUrl,
        Optional<String> noAnswerUrl,
        boolean record,
        boolean ringBack,
        Optional<Prompt> prompt)
        implements Command {

    private static final Attribute<String> NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "whom to call; required");
    private static final Attribute<String> DISNUMBER = Attribute.optional(
            "disnumber", ValueType.NUMBER, "calling number shown to it, where the trunk lets it be chosen");
    private static final Attribute<Boolean> RECORD = Attribute.of(
            "record", ValueType.FLAG, "false", "record the conversation: the caller left, the party right");
    private static final Attribute<Integer> TIMEOUT =
            Attribute.of("timeout", ValueType.number(1, 600), "60", "seconds that it may ring");
    private static final Attribute<Integer> CALL_TIME =
            Attribute.optional("calltime", ValueType.number(1, 86_400), "most seconds of talk");
    private static final Attribute<String> CALL_TIME_OVER_URL =
            Attribute.optional("calltimeoverurl", ValueType.URL, "asked when `calltime` is reached");
    private static final Attribute<String> HANGUP_URL = Attribute.optional(
            "hangupurl", ValueType.URL, "asked when it hung up after a talk, with `reason` and `callduration`");
    private static final Attribute<String> NO_ANSWER_URL =
            Attribute.optional("noanswerurl", ValueType.URL, "asked when it did not answer, with `reason`");
    private static final Attribute<Boolean> RINGBACK = Attribute.of(
            "ringback", ValueType.FLAG, "false", "the caller hears the far end's own tone, or one of ours");

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
                    RINGBACK)
            .nests("Play", "PlayTTS")
            .build(in -> new ConsultationCall(
                    new Party.Wish(in.get(NUMBER), in.find(DISNUMBER), Duration.ofSeconds(in.get(TIMEOUT))),
                    in.find(CALL_TIME).map(Duration::ofSeconds),
                    in.find(CALL_TIME_OVER_URL),
                    in.find(HANGUP_URL),
                    in.find(NO_ANSWER_URL),
                    in.get(RECORD),
                    in.get(RINGBACK),
                    in.prompt()));

    @Override
    public CommandSpec<ConsultationCall> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        try (var party = call.call(wish)) {
            if (!answers(call, party)) return notAnswered(party);
            party.connect();
            return talk(call, party);
        }
    }

    private boolean answers(CallControl call, Party party) {
        try (var sound = waitingSound(call, party)) {
            while (true) {
                switch (party.state()) {
                    case TALKING -> {
                        return true;
                    }
                    case OVER -> {
                        return false;
                    }
                    case AUDIBLE -> {
                        if (ringBack) {
                            sound.close();
                            party.connect();
                        }
                    }
                    case CALLED -> {}
                }
                call.await(Waiting.forActivity(party.change()));
            }
        }
    }

    private Sound waitingSound(CallControl call, Party party) {
        if (party.state() == Party.State.OVER) return Sound.NONE;
        if (prompt.isPresent()) return prompt.get().start(call);
        return ringBack ? call.playRingTone() : Sound.NONE;
    }

    private Outcome notAnswered(Party party) {
        return asked(noAnswerUrl, parameters("reason", party.code())).orElseGet(Outcome::next);
    }

    private Outcome talk(CallControl call, Party party) {
        try (@Nullable CallRecording _ = record ? call.recordConversation().orElse(null) : null;
                @Nullable Deadline limit = callTime.map(call::deadline).orElse(null)) {
            var untilNews = new Waiting(KeySet.ANY, Waiting.Typing.AHEAD, null, limit, party.change());
            while (party.state() != Party.State.OVER) {
                switch (call.await(untilNews)) {
                    case Heard.Key(char key) -> party.press(key);
                    case Heard.TimeUp() -> {
                        return asked(callTimeOverUrl, new LinkedHashMap<>())
                                .orElseGet(() -> Outcome.end(Ending.HANG_UP));
                    }
                    case Heard.ActivityEnded(), Heard.PassFinished(), Heard.SoundEnded() -> {}
                }
            }
        }
        var parameters = parameters("reason", party.hungUp() ? "0" : party.code());
        parameters.put("callduration", Long.toString(party.talked().toSeconds()));
        return asked(hangupUrl, parameters).orElseGet(() -> Outcome.end(Ending.HANG_UP));
    }

    private static Optional<Outcome> asked(Optional<String> url, LinkedHashMap<String, String> parameters) {
        return url.map(to -> new Outcome.Callback(to, "POST", parameters));
    }

    private static LinkedHashMap<String, String> parameters(String name, String value) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(name, value);
        return parameters;
    }
}
