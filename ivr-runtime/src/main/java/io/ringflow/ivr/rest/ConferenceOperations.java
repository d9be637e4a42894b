package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.ACTION;
import static io.ringflow.ivr.rest.ConferenceAttributes.AUTO_HANGUP;
import static io.ringflow.ivr.rest.ConferenceAttributes.CALL_ID;
import static io.ringflow.ivr.rest.ConferenceAttributes.CONF_ID;
import static io.ringflow.ivr.rest.ConferenceAttributes.DELETED_URL;
import static io.ringflow.ivr.rest.ConferenceAttributes.QUIT_URL;
import static io.ringflow.ivr.rest.ConferenceAttributes.RECORD_URL;
import static io.ringflow.ivr.rest.ConferenceAttributes.bit;
import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.seconds;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.RoomOperation;
import io.ringflow.ivr.room.RoomOperation.Alarm;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Operations on a conference that is there (flow-protocol 8.5): each is one {@link RoomOperation}. Immutable. */
final class ConferenceOperations {

    private static final String PATH = "ivr/conf";
    private static final int MOST_LOOPS = 100_000;

    private static final Attribute<String> FILE =
            Attribute.optional("filename", ValueType.FILE_NAME, "the prompt; required");
    private static final Attribute<Integer> LOOP =
            Attribute.of("loop", ValueType.number(-1, MOST_LOOPS), "1", "times; 0: not at all, -1: without end");
    private static final Attribute<String> PLAYED = url("playcompleteurl", "told when it was heard to its end");
    private static final Attribute<Duration> RECORD_TIME = seconds("time", "0", "seconds; 0: until it is stopped");
    private static final Attribute<String> RECORD_OVER =
            url("timeoutrecordurl", "told the `recordurl` when the time is over; empty: the `mediaopturl`");
    private static final Attribute<Boolean> LOUDER =
            Attribute.of("adjusttype", ValueType.FLAG, "true", "true: louder, false: softer");
    private static final Attribute<Boolean> SPEAK = bit("speak", "0", "1: is heard again too");
    private static final Attribute<Duration> ALARM_TIME = seconds("time", "0", "seconds until then");
    private static final Attribute<Alarm> ALARM = Attribute.of(
            "timeraction",
            ValueType.number(0, 2).map(number -> Alarm.values()[number]),
            "0",
            "0: `clockurl` is told, 1: `promptfile` is played, 2: the conference is dismissed");
    private static final Attribute<String> CLOCK_URL = Attribute.of("clockurl", ValueType.URL, "alarmclock", "see 0");
    private static final Attribute<String> ALARM_PROMPT =
            Attribute.optional("promptfile", ValueType.FILE_NAME, "see 1");

    private ConferenceOperations() {}

    static List<OperationSpec> all() {
        return List.of(
                on(
                        "QuitConf",
                        "A member leaves.",
                        in -> new RoomOperation.Quit(conf(in), call(in), action(in)),
                        CALL_ID),
                on(
                        "DismissConf",
                        "The conference ends.",
                        in -> new RoomOperation.Dismiss(
                                conf(in),
                                action(in),
                                orEmpty(in, DELETED_URL),
                                in.get(AUTO_HANGUP),
                                orEmpty(in, QUIT_URL),
                                orEmpty(in, RECORD_URL)),
                        DELETED_URL,
                        AUTO_HANGUP,
                        QUIT_URL,
                        RECORD_URL),
                on(
                        "ConfMute",
                        "A member is not heard.",
                        in -> new RoomOperation.Mute(conf(in), call(in), action(in)),
                        CALL_ID),
                on(
                        "ConfUnMute",
                        "A member may be heard.",
                        in -> new RoomOperation.Unmute(conf(in), call(in), action(in)),
                        CALL_ID),
                on(
                        "ConfPlay",
                        "All hear a file.",
                        in -> new RoomOperation.Play(
                                conf(in), in.get(FILE), in.get(LOOP), action(in), orEmpty(in, PLAYED)),
                        FILE,
                        LOOP,
                        PLAYED),
                on(
                        "ConfRecord",
                        "All that is said and played is recorded, once at a time.",
                        in -> new RoomOperation.Record(
                                conf(in), in.get(RECORD_TIME), action(in), orEmpty(in, RECORD_OVER)),
                        RECORD_TIME,
                        RECORD_OVER),
                on(
                        "ConfStopRecord",
                        "That ends; `action` is told the `recordurl` as soon as it can be fetched.",
                        in -> new RoomOperation.StopRecord(conf(in), action(in))),
                on("ConfStopPlay", "That ends.", in -> new RoomOperation.StopPlay(conf(in), action(in))),
                on(
                        "ConfVolumeAdjust",
                        "All hear each other louder or softer by a step.",
                        in -> new RoomOperation.Volume(conf(in), in.get(LOUDER), action(in)),
                        LOUDER),
                on(
                        "ConfMemberPause",
                        "A member neither hears nor is heard.",
                        in -> new RoomOperation.Pause(conf(in), call(in), action(in)),
                        CALL_ID),
                on(
                        "ConfMemberResume",
                        "A member hears again.",
                        in -> new RoomOperation.Resume(conf(in), call(in), in.get(SPEAK), action(in)),
                        CALL_ID,
                        SPEAK),
                on(
                        "ConfAlarmClock",
                        "Something happens after a while.",
                        ConferenceOperations::alarmClock,
                        ALARM_TIME,
                        ALARM,
                        CLOCK_URL,
                        ALARM_PROMPT,
                        AUTO_HANGUP,
                        QUIT_URL,
                        RECORD_URL,
                        DELETED_URL));
    }

    private static RoomOperation alarmClock(CommandInput in) {
        return new RoomOperation.AlarmClock(
                conf(in),
                in.get(ALARM_TIME),
                in.get(ALARM),
                action(in),
                in.get(CLOCK_URL),
                orEmpty(in, ALARM_PROMPT),
                in.get(AUTO_HANGUP),
                orEmpty(in, QUIT_URL),
                orEmpty(in, RECORD_URL),
                orEmpty(in, DELETED_URL));
    }

    private static OperationSpec on(
            String element, String meaning, Function<CommandInput, RoomOperation> maker, Attribute<?>... own) {
        Function<CommandInput, Operation> operation = input -> {
            var wanted = maker.apply(input);
            return (application, services) -> {
                services.rooms().run(application, wanted);
                return Answer.done();
            };
        };
        var attributes = new Attribute<?>[own.length + 2];
        attributes[0] = CONF_ID;
        attributes[1] = ACTION;
        System.arraycopy(own, 0, attributes, 2, own.length);
        return OperationSpec.that(element, PATH, meaning, operation, attributes);
    }

    private static String conf(CommandInput input) {
        return input.get(CONF_ID);
    }

    private static String call(CommandInput input) {
        return input.get(CALL_ID);
    }

    private static String action(CommandInput input) {
        return orEmpty(input, ACTION);
    }
}
