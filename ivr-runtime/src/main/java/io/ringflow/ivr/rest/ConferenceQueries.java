package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.AUTO_HANGUP;
import static io.ringflow.ivr.rest.ConferenceAttributes.CONF_ID;
import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.RoomPlan;
import io.ringflow.ivr.room.RoomState;
import java.time.Duration;
import java.util.List;

/** {@code CreateConf} and {@code QueryConfState} (flow-protocol 8.5, 4.1). Immutable. */
final class ConferenceQueries {

    private static final Attribute<String> CREATED = url("action", "told that it is there");
    private static final Attribute<Integer> MEMBERS = Attribute.of(
            "maxmember",
            ValueType.number(RoomPlan.LEAST_MEMBERS, RoomPlan.MOST_MEMBERS),
            "3",
            "how many may be in at a time");
    private static final Attribute<String> DTMF = url("dtmfreporturl", "told the keys that members press");
    private static final Attribute<String> DELETED = url("delreporturl", "told that it is deleted");
    private static final Attribute<String> JOINED = url("joinurl", "told who joined");
    private static final Attribute<String> QUIT = url("quiturl", "where the flow of a member goes on that has left");
    private static final Attribute<String> MEDIA = url("mediaopturl", "told what came of operations of media");
    private static final Attribute<String> PASSWORD_ERROR =
            url("passwderrorurl", "where the flow of a caller goes on whose password was wrong three times");
    private static final Attribute<Duration> DURATION = Attribute.of(
            "confduration",
            new ValueType<>("seconds, 0 or less: without end", ConferenceQueries::duration),
            "0",
            "how long it lasts from its first member on");
    private static final Attribute<String> END_PROMPT =
            Attribute.optional("confendprompt", ValueType.FILE_NAME, "heard before it ends by itself");
    private static final Attribute<Boolean> RECORD = flag("autorecord", "false", "recorded from its first member on");
    private static final Attribute<RoomPlan.VoiceMode> VOICE = Attribute.of(
            "voicemod",
            ValueType.number(0, 2).map(number -> RoomPlan.VoiceMode.values()[number]),
            "1",
            "0: who is alone hears `conf-background.wav`, 1: and all hear a tone when somebody joins or leaves, 2: neither");
    private static final Attribute<Boolean> DELETE =
            flag("autodelete", "true", "deleted when nobody came in time, and when the last member has left");
    private static final Attribute<Boolean> SHORT = flag("shortconf", "false", "its id is 8 digits");
    private static final Attribute<String> PASSWORD =
            Attribute.optional("passwd", digits(), "what callers are asked for");
    private static final Attribute<String> QUERY_ACTION = url("action", "told the same; the answer has it anyway");

    static final OperationSpec CREATE = OperationSpec.that(
            "CreateConf",
            "ivr/createconf",
            "Makes a conference; the answer has its `confid`, and the `voiptoconfid` that callers may dial to enter it.",
            input -> create(plan(input)),
            CREATED,
            MEMBERS,
            DTMF,
            DELETED,
            JOINED,
            QUIT,
            MEDIA,
            PASSWORD,
            PASSWORD_ERROR,
            DURATION,
            AUTO_HANGUP,
            END_PROMPT,
            RECORD,
            VOICE,
            DELETE,
            SHORT);

    static final OperationSpec QUERY = OperationSpec.asking(
            "QueryConfState",
            "ivr/conf",
            "How a conference stands, and who is in it.",
            input -> query(input.get(CONF_ID), orEmpty(input, QUERY_ACTION)),
            CONF_ID,
            QUERY_ACTION);

    private ConferenceQueries() {}

    private static Operation create(RoomPlan plan) {
        return (application, services) -> {
            var room = services.rooms().create(application, plan);
            return Answer.done(Answer.text("confid", room.confId()), Answer.text("voiptoconfid", room.number()));
        };
    }

    private static Operation query(String confId, String action) {
        return (application, services) -> state(services.rooms().query(application, confId, action), services);
    }

    private static Answer state(RoomState room, OperationServices services) {
        var rows = room.members().stream().map(member -> row(member, services)).toList();
        return Answer.done(
                Answer.text("confid", room.confId()),
                Answer.text("voiptoconfid", room.number()),
                Answer.text("createtime", CallOperations.time(room.createdAt(), services.zone())),
                Answer.text("maxmember", Integer.toString(room.maxMembers())),
                Answer.text("member", Integer.toString(room.members().size())),
                Answer.text("playing", Boolean.toString(room.playing())),
                Answer.text("recording", Boolean.toString(room.recording())),
                new Answer.Field.Table("members", "memberinfo", rows));
    }

    private static List<Answer.Field> row(RoomState.Member member, OperationServices services) {
        return List.of(
                Answer.text("callid", member.callId()),
                Answer.text("number", member.number()),
                Answer.text("role", member.chair() ? "1" : "0"),
                Answer.text("speak", member.speaks() ? "1" : "0"),
                Answer.text("listen", member.hears() ? "1" : "0"),
                Answer.text("talking", Boolean.toString(member.talking())),
                Answer.text("jointime", CallOperations.time(member.joinedAt(), services.zone())));
    }

    private static RoomPlan plan(CommandInput input) {
        return new RoomPlan(
                input.get(MEMBERS),
                input.get(DURATION),
                input.get(AUTO_HANGUP),
                orEmpty(input, END_PROMPT),
                input.get(RECORD),
                input.get(VOICE),
                input.get(DELETE),
                input.get(SHORT),
                orEmpty(input, PASSWORD),
                new RoomPlan.Urls(
                        orEmpty(input, CREATED),
                        orEmpty(input, DTMF),
                        orEmpty(input, DELETED),
                        orEmpty(input, JOINED),
                        orEmpty(input, QUIT),
                        orEmpty(input, MEDIA),
                        orEmpty(input, PASSWORD_ERROR)));
    }

    private static Attribute<Boolean> flag(String name, String fallback, String meaning) {
        return Attribute.of(name, ValueType.FLAG, fallback, meaning);
    }

    private static ValueType<String> digits() {
        return new ValueType<>("1 to 16 digits", said -> {
            if (!said.matches("[0-9]{1,16}")) throw new IllegalArgumentException("digits");
            return said;
        });
    }

    private static Duration duration(String said) {
        return Duration.ofSeconds(Math.clamp(Long.parseLong(said), 0, Integer.MAX_VALUE));
    }
}
