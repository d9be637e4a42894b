package io.ringflow.ivr.rest;

import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueStatus;
import io.ringflow.ivr.queue.QueueType;
import io.ringflow.ivr.queue.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code CreateQueue}, {@code ModifyQueue}, {@code DelQueue} and {@code QueryQueueInfo} (flow-protocol 8.4). Immutable. */
final class QueueOperations {

    private static final int DAY = 86_400;
    private static final int MONTH = 30 * DAY;
    private static final int MOST_WAITING = 10_000;
    private static final ValueType<String> ID = new ValueType<>("1 to 9 digits", QueueType::parse);

    static final Attribute<String> QUEUE = Attribute.of("queuetype", ID, QueueType.DEFAULT, "the queue");
    private static final Attribute<String> ONE_QUEUE = Attribute.optional("queuetype", ID, "the queue; empty: all");

    static final Attribute<String> DESCRIPTION = Attribute.optional("typedes", ValueType.TEXT, "what it is for");
    static final Attribute<String> WORK_TIME = Attribute.optional(
            "worktime",
            anyText("`hh:mi-hh:mi`, several with ; between them, or `none`"),
            "when it works; the end may be of the next day; else all day");
    static final Attribute<String> OFF_DATES = Attribute.optional(
            "offworkdate",
            anyText("`yyyy-mm-dd:yyyy-mm-dd`, several with ; between them, or `none`"),
            "days on which it does not");
    static final Attribute<String> OFF_DAYS = Attribute.optional(
            "offworkweekday", anyText("`Sat#Sun`, or `none`"), "days of the week on which it does not");
    static final Attribute<String> OFF_PROMPT = Attribute.optional(
            "offworkprompt", ValueType.FILE_NAME, "heard outside the working time, before the caller is hung up");
    private static final Attribute<String> OFF_TALK =
            Attribute.optional("offworktalk", ValueType.TEXT, "taken, and without effect: talks go on anyway");
    static final Attribute<Strategy> STRATEGY =
            Attribute.optional("strategy", ValueType.constant(Strategy.class), "who is called; else `longestidle`");
    static final Attribute<Duration> RING_TIME =
            seconds("answertimeout", 1, 600, "how long an agent's telephone rings; else 30");
    static final Attribute<Duration> WRAP_UP =
            seconds("wrapup", 0, DAY, "how long an agent is left alone after a talk; else 0");
    static final Attribute<Boolean> AUTO_READY = Attribute.optional(
            "autoready", ValueType.FLAG, "agents are ready by themselves after that; else only by `AgentReady`");
    static final Attribute<String> WHISPER =
            Attribute.optional("whisper", ValueType.FILE_NAME, "the agent alone hears it before the caller");
    static final Attribute<Boolean> RECORD = Attribute.optional("record", ValueType.FLAG, "talks are recorded");
    static final Attribute<Integer> MOST_CALLERS = Attribute.optional(
            "maxwaiting", ValueType.number(1, MOST_WAITING), "how many may wait at a time; else 500");
    static final Attribute<Duration> MAX_WAIT =
            seconds("maxwait", 0, DAY, "how long a caller waits at most; 0, and else: without end");
    static final Attribute<String> OVERFLOW = Attribute.optional(
            "overflowqueue",
            new ValueType<>("1 to 9 digits, or `none`", said -> none(said) ? "" : QueueType.parse(said)),
            "where callers go who have waited for `overflowtime`, or find it full");
    static final Attribute<Duration> OVERFLOW_TIME = seconds("overflowtime", 0, DAY, "see there; else 60");
    static final Attribute<Duration> ANNOUNCE =
            seconds("announcetime", 0, DAY, "when callers are told their place; 0, and else: never");
    static final Attribute<Duration> ANNOUNCE_EVERY =
            seconds("announceinterval", 0, DAY, "how often after that; 0, and else: not again");
    static final Attribute<Duration> STICKY = seconds(
            "stickytime", 0, MONTH, "for how long callers come to the agent they had last; 0, and else: they don't");
    static final Attribute<Duration> STICKY_WAIT =
            seconds("stickywait", 0, DAY, "how long they wait for that one when it is busy; else 0");
    static final Attribute<Duration> CALL_BACK =
            seconds("callbacktime", 1, 600, "how long an agent is kept for one who is called back; else 60");

    private static final List<Attribute<?>> SETTINGS = List.of(
            DESCRIPTION,
            WORK_TIME,
            OFF_PROMPT,
            OFF_DATES,
            OFF_DAYS,
            OFF_TALK,
            STRATEGY,
            RING_TIME,
            WRAP_UP,
            AUTO_READY,
            WHISPER,
            RECORD,
            MOST_CALLERS,
            MAX_WAIT,
            OVERFLOW,
            OVERFLOW_TIME,
            ANNOUNCE,
            ANNOUNCE_EVERY,
            STICKY,
            STICKY_WAIT,
            CALL_BACK);

    private QueueOperations() {}

    static List<OperationSpec> all() {
        return List.of(
                OperationSpec.that(
                        "CreateQueue",
                        "ivr/createqueue",
                        "Makes a queue. Queue 0 is there anyway, and may be made once, with other settings.",
                        QueueOperations::create,
                        withSettings()),
                OperationSpec.that(
                        "ModifyQueue",
                        "ivr/modifyqueue",
                        "Changes what is said of a queue; times hold for callers who enter from then on.",
                        QueueOperations::modify,
                        withSettings()),
                OperationSpec.that(
                        "DelQueue",
                        "ivr/delqueue",
                        "Deletes a queue. Who waits in it goes on as if it had been for too long; talks go on.",
                        QueueOperations::delete,
                        QUEUE),
                OperationSpec.asking(
                        "QueryQueueInfo",
                        "ivr/queryqueueinfo",
                        "How queues stand: who waits, since when, and how many agents there are.",
                        QueueOperations::query,
                        ONE_QUEUE));
    }

    private static Attribute<?>[] withSettings() {
        return Stream.concat(Stream.of(QUEUE), SETTINGS.stream()).toArray(Attribute<?>[]::new);
    }

    private static Operation create(CommandInput in) {
        var plan = QueueSettings.applied(in, QueuePlan.usual(in.get(QUEUE)));
        return (application, services) -> {
            services.centres().of(application).createQueue(plan);
            return Answer.done(Answer.text("queuetype", plan.id()));
        };
    }

    private static Operation modify(CommandInput in) {
        String id = in.get(QUEUE);
        // What is wrong is said before anything is done.
        QueueSettings.applied(in, QueuePlan.usual(id));
        return (application, services) -> {
            services.centres().of(application).modifyQueue(id, plan -> QueueSettings.applied(in, plan));
            return Answer.done();
        };
    }

    private static Operation delete(CommandInput in) {
        String id = in.get(QUEUE);
        return (application, services) -> {
            services.centres().of(application).deleteQueue(id);
            return Answer.done();
        };
    }

    private static Operation query(CommandInput in) {
        var wanted = in.find(ONE_QUEUE);
        return (application, services) -> {
            var centre = services.centres().of(application);
            var queues = wanted.isEmpty()
                    ? centre.queues()
                    : List.of(centre.queue(wanted.get()).orElseThrow(QueueSettings::noSuchQueue));
            var rows = queues.stream().map(queue -> row(queue, services)).toList();
            return Answer.done(new Answer.Field.Table("queues", "queue", rows));
        };
    }

    private static List<Answer.Field> row(QueueStatus queue, OperationServices services) {
        var fields = new ArrayList<Answer.Field>();
        fields.add(Answer.text("queuetype", queue.plan().id()));
        fields.add(Answer.text("typedes", queue.plan().description()));
        fields.add(Answer.text("open", Boolean.toString(queue.open())));
        fields.add(Answer.text("waiting", Integer.toString(queue.callers().size())));
        fields.add(Answer.text("agents", Integer.toString(queue.onDuty())));
        fields.add(Answer.text("ready", Integer.toString(queue.ready())));
        fields.add(Answer.text("talking", Integer.toString(queue.talking())));
        QueueSettings.said(queue.plan()).forEach((name, value) -> fields.add(Answer.text(name, value)));
        var callers =
                queue.callers().stream().map(caller -> caller(caller, services)).toList();
        fields.add(new Answer.Field.Table("callers", "caller", callers));
        return fields;
    }

    private static List<Answer.Field> caller(QueueStatus.Waiting caller, OperationServices services) {
        var fields = new ArrayList<Answer.Field>();
        fields.add(Answer.text("callid", caller.callId()));
        fields.add(Answer.text("number", caller.number()));
        fields.add(Answer.text("position", Integer.toString(caller.position())));
        fields.add(Answer.text("priority", Integer.toString(caller.priority())));
        fields.add(Answer.text("entertime", CallOperations.time(caller.enteredAt(), services.zone())));
        caller.estimate().ifPresent(time -> fields.add(Answer.text("estimate", Long.toString(time.toSeconds()))));
        if (!caller.offered().isEmpty()) fields.add(Answer.text("agentid", String.join(",", caller.offered())));
        if (caller.held()) fields.add(Answer.text("held", "true"));
        return fields;
    }

    static boolean none(String said) {
        return said.equalsIgnoreCase("none");
    }

    static Attribute<Duration> seconds(String name, int least, int most, String meaning) {
        return Attribute.optional(name, ValueType.number(least, most).map(Duration::ofSeconds), "seconds; " + meaning);
    }

    /** Levels of {@code queuepriority}. */
    static ValueType<Integer> level() {
        return ValueType.number(1, AgentDuty.MOST_LEVEL);
    }

    private static ValueType<String> anyText(String words) {
        return new ValueType<>(words, said -> said);
    }

    /** What stands in an attribute that may clear a setting; empty: nothing is said of it. */
    static Optional<String> cleared(CommandInput in, Attribute<String> attribute) {
        return in.find(attribute).map(said -> none(said) ? "" : said);
    }
}
