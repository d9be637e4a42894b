package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.KeySet;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.queue.QueueType;
import io.ringflow.ivr.queue.QueueWish;
import io.ringflow.ivr.speech.Utterance;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Enters a queue of the call centre, until an agent has talked with the caller or it has left (flow-protocol 4.3, D24). */
public record EnterCcs(QueueWish wish, CentreTerms terms) implements Command {

    private static final ValueType<String> AGENT =
            ValueType.matching("an agent's id of four digits", Pattern.compile("[0-9]{4}"));

    private static final Attribute<String> QUEUE_TYPE = Attribute.of(
            "queuetype",
            ValueType.matching("a queue of 1 to 9 digits", Pattern.compile("[0-9]{1,9}"))
                    .map(QueueType::parse),
            "0",
            "the queue");
    private static final Attribute<Integer> TIMEOUT =
            Attribute.of("timeout", ValueType.number(1, 86_400), "60", "seconds of one wait");
    private static final Attribute<Integer> QUEUE_TIMES = Attribute.of(
            "queuetimes", ValueType.number(0, 1_000), "1", "how many times the caller may renew the wait with `*`");
    private static final Attribute<String> PROMPT_VOICE = Attribute.optional(
            "promptvoice",
            ValueType.FILE_NAME,
            "heard when a wait is over and may be renewed: `*` waits on, `#` leaves; without it what follows runs");
    private static final Attribute<String> QUIT_URL =
            Attribute.optional("quiturl", ValueType.URL, "asked when the caller has left with `#`");
    private static final Attribute<String> AGENT_HANGUP_URL = Attribute.optional(
            "agenthangupurl",
            ValueType.URL,
            "asked when the agent has ended the talk, with `agentid` and `callduration`; without it the caller is hung up");
    private static final Attribute<String> USER_HANGUP_URL = Attribute.optional(
            "userhangupurl", ValueType.URL, "told when the caller has hung up, in the queue or in the talk");
    private static final Attribute<String> ANSWER_PROMPT =
            Attribute.optional("answerprompt", ValueType.FILE_NAME, "heard by the agent before it is joined");
    private static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "accepted and not used: it is always this call");
    private static final Attribute<Boolean> RECORD = Attribute.of(
            "record",
            ValueType.FLAG,
            "false",
            "record the talk, the caller left and the agent right; a queue may want it too");
    private static final Attribute<String> AGENT_ID =
            Attribute.optional("agentid", AGENT, "the one agent to wait for; without it any of the queue");
    private static final Attribute<Integer> PRIORITY = Attribute.of(
            "priority", ValueType.number(0, 1_000), "0", "who has more is served first, then who came first");
    private static final Attribute<Integer> SKILL_LEVEL = Attribute.of(
            "skilllevel", ValueType.number(0, 9), "0", "the least level in the queue that the agent must have");

    private static final Attribute<KeySet> CALL_BACK_KEY = Attribute.optional(
            "callbackkey",
            ValueType.KEYS,
            "key with which the caller hangs up and keeps its place: it is called back when it is its turn");

    public static final CommandSpec<EnterCcs> SPEC = CommandSpec.of(EnterCcs.class, "EnterCCS", MAIN)
            .meaning(
                    "Enters a queue and waits for an agent; a nested prompt is heard until it answers. When no agent comes"
                            + " in time, or there is no such queue, what follows runs. Outside the queue's working time its"
                            + " `offworkprompt` is heard and the caller is hung up. What callers and agents hear:"
                            + " [queues.md](queues.md).")
            .attributes(
                    QUEUE_TYPE,
                    TIMEOUT,
                    QUEUE_TIMES,
                    PROMPT_VOICE,
                    QUIT_URL,
                    AGENT_HANGUP_URL,
                    USER_HANGUP_URL,
                    ANSWER_PROMPT,
                    CALL_ID,
                    RECORD,
                    AGENT_ID,
                    PRIORITY,
                    SKILL_LEVEL,
                    CALL_BACK_KEY,
                    VoiceAttributes.LANG,
                    VoiceAttributes.VOICE)
            .nests("Play", "PlayTTS")
            .build(in -> new EnterCcs(wish(in), terms(in)));

    private static QueueWish wish(CommandInput in) {
        return new QueueWish(
                in.get(QUEUE_TYPE),
                in.get(PRIORITY),
                in.find(AGENT_ID),
                in.get(SKILL_LEVEL),
                Optional.empty(),
                Optional.empty());
    }

    private static CentreTerms terms(CommandInput in) {
        return new CentreTerms(
                Duration.ofSeconds(in.get(TIMEOUT)),
                in.get(QUEUE_TIMES),
                in.find(PROMPT_VOICE),
                in.find(QUIT_URL),
                in.find(AGENT_HANGUP_URL),
                in.find(USER_HANGUP_URL),
                in.find(ANSWER_PROMPT),
                in.get(RECORD),
                in.find(CALL_BACK_KEY).orElse(KeySet.NONE),
                new Utterance(
                        "",
                        in.get(VoiceAttributes.LANG),
                        in.find(VoiceAttributes.VOICE).orElse(""),
                        0,
                        0,
                        0,
                        false),
                in.prompt());
    }

    /** The same for whoever has kept a place. */
    public EnterCcs by(QueueWish place) {
        return new EnterCcs(place, terms);
    }

    @Override
    public CommandSpec<EnterCcs> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        call.ensureAnswered();
        return CentreFlow.run(terms, call, Optional.empty(), new CentreStep.Wait(wish));
    }
}
