package io.ringflow.ivr.command.builtin;

import static io.ringflow.ivr.command.Role.MAIN;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.JOIN_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.PASSWORD;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.PASSWORD_ERROR_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.QUIT_URL;
import static io.ringflow.ivr.command.builtin.ConferenceAttributes.url;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallControl;
import io.ringflow.ivr.command.Command;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.CommandSpec;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.JoinWish;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomPlan.Urls;
import io.ringflow.ivr.room.RoomPlan.VoiceMode;
import io.ringflow.ivr.room.RoomRefused;
import java.time.Duration;

/** Makes a conference, and joins it if that is wanted (flow-protocol 4.1). */
public record CreateConf(RoomPlan plan, boolean autoJoin) implements Command {

    private static final Attribute<String> ACTION =
            Attribute.optional("action", ValueType.URL, "where the flow goes on; with `autojoin`: told");
    private static final Attribute<Integer> MAX_MEMBER = Attribute.of(
            "maxmember",
            ValueType.number(RoomPlan.LEAST_MEMBERS, RoomPlan.MOST_MEMBERS),
            "3",
            "members at a time; more than the server allows: no conference");
    private static final Attribute<String> DTMF_REPORT_URL =
            Attribute.optional("dtmfreporturl", ValueType.URL, "told of each key that a member presses");
    private static final Attribute<String> DEL_REPORT_URL =
            Attribute.optional("delreporturl", ValueType.URL, "told that the conference is deleted");
    private static final Attribute<Boolean> AUTO_JOIN =
            Attribute.of("autojoin", ValueType.FLAG, "false", "whether the caller joins at once");
    private static final Attribute<Integer> CONF_DURATION = Attribute.of(
            "confduration",
            new ValueType<>("a whole number", Integer::parseInt),
            "0",
            "seconds from the first member on until it ends; 0 or less: as long as it has members");
    private static final Attribute<Boolean> AUTO_HANGUP = Attribute.of(
            "autohangup", ValueType.FLAG, "false", "members are hung up when it ends because its time is over");
    private static final Attribute<String> CONF_END_PROMPT =
            Attribute.optional("confendprompt", ValueType.FILE_NAME, "heard before it ends because its time is over");
    private static final Attribute<Boolean> AUTO_RECORD = Attribute.of(
            "autorecord", ValueType.FLAG, "false", "recorded from its first member on; `mediaopturl` is told");
    private static final Attribute<String> MEDIA_OP_URL = Attribute.optional(
            "mediaopturl", ValueType.URL, "told the results of operations that name no `action` of their own");
    private static final Attribute<VoiceMode> VOICE_MOD = Attribute.of(
            "voicemod",
            ValueType.choice("0", "1", "2").map(text -> VoiceMode.values()[text.charAt(0) - '0']),
            "1",
            "1: members hear a tone when somebody joins or leaves, and who is alone a background sound"
                    + " (`conf-background.wav`); 0: the background sound only; 2: neither");
    private static final Attribute<Boolean> AUTO_DELETE = Attribute.of(
            "autodelete", ValueType.FLAG, "true", "deleted when nobody came for 10 minutes, or the last member left");
    private static final Attribute<Boolean> SHORT_CONF =
            Attribute.of("shortconf", ValueType.FLAG, "false", "`confid` is 8 digits, which a caller can type");
    private static final Attribute<String> PASSWD =
            Attribute.optional("passwd", PASSWORD, "callers are asked for it; three wrong ones are too many");

    public static final CommandSpec<CreateConf> SPEC = CommandSpec.of(CreateConf.class, "CreateConf", MAIN)
            .meaning(
                    "Makes a conference and goes on at `action` with its `confid`; with `autojoin`, when the caller has"
                            + " left it, at `quiturl`. If it can't be made, what follows runs.")
            .attributes(
                    ACTION,
                    MAX_MEMBER,
                    DTMF_REPORT_URL,
                    DEL_REPORT_URL,
                    AUTO_JOIN,
                    JOIN_URL,
                    CONF_DURATION,
                    AUTO_HANGUP,
                    CONF_END_PROMPT,
                    AUTO_RECORD,
                    QUIT_URL,
                    MEDIA_OP_URL,
                    VOICE_MOD,
                    AUTO_DELETE,
                    SHORT_CONF,
                    PASSWD,
                    PASSWORD_ERROR_URL)
            .build(in -> new CreateConf(plan(in), in.get(AUTO_JOIN)));

    private static RoomPlan plan(CommandInput in) {
        return new RoomPlan(
                in.get(MAX_MEMBER),
                Duration.ofSeconds(Math.max(0, in.get(CONF_DURATION))),
                in.get(AUTO_HANGUP),
                in.find(CONF_END_PROMPT).orElse(""),
                in.get(AUTO_RECORD),
                in.get(VOICE_MOD),
                in.get(AUTO_DELETE),
                in.get(SHORT_CONF),
                in.find(PASSWD).orElse(""),
                new Urls(
                        url(in, ACTION),
                        url(in, DTMF_REPORT_URL),
                        url(in, DEL_REPORT_URL),
                        url(in, JOIN_URL),
                        url(in, QUIT_URL),
                        url(in, MEDIA_OP_URL),
                        url(in, PASSWORD_ERROR_URL)));
    }

    @Override
    public CommandSpec<CreateConf> spec() {
        return SPEC;
    }

    @Override
    public Outcome run(CallControl call) {
        if (autoJoin) call.ensureAnswered();
        try {
            var conferences = call.conferences();
            var made = conferences.create(plan, autoJoin);
            if (autoJoin)
                return ConferenceStay.in(conferences.door(made.confId()).join(JoinWish.MEMBER), call);
            var action = plan.urls().created();
            return action.isEmpty() ? Outcome.next() : new Outcome.Callback(action, "POST", made.report());
        } catch (RoomRefused refused) {
            return Outcome.next();
        }
    }
}
