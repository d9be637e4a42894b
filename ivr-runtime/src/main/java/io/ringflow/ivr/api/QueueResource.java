package io.ringflow.ivr.api;

import io.ringflow.ivr.api.QueueFacts.WaitingFacts;
import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueuePlan;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueStatus;
import io.ringflow.ivr.queue.QueueType;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The queues of an application, and who waits there. Thread-safe. */
final class QueueResource {

    static final String APPLICATION = "/v1/applications/{applicationId}";
    private static final String ALL = APPLICATION + "/queues";
    private static final String ONE = ALL + "/{queue}";
    private static final String CALLER = ONE + "/callers/{callId}";

    private final Function<Application, CallCentre> centres;
    private final InstantSource clock;

    QueueResource(Function<Application, CallCentre> centres, InstantSource clock) {
        this.centres = centres;
        this.clock = clock;
    }

    record Queues(
            @Field("By number") List<QueueFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record Callers(
            @Field("In the order they will be served") List<WaitingFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record NewQueue(
            @Field(value = "Its number, which `EnterCCS` names", pattern = "[0-9]{1,9}")
            String queue,

            @Field("What is not as usual") Optional<QueueSettings> settings) {}

    record CallerChange(
            @Field(value = "Who has more is served first", min = -1_000_000, max = 1_000_000)
            Optional<Integer> priority,

            @Field(value = "The queue it waits in from now on, as long as before", pattern = "[0-9]{1,9}")
            Optional<String> queue) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get(ALL, "listQueues")
                        .with(PageQuery.class)
                        .answers(Queues.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF)
                        .by(Section.QUEUES, "The queues of an application, as they stand.", this::list),
                Route.post(ALL, "createQueue")
                        .takes(NewQueue.class)
                        .answers(Output.json(201, QueueFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(
                                QueueError.AGENTS_OFF,
                                QueueError.QUEUE_EXISTS,
                                QueueError.TOO_MANY_QUEUES,
                                QueueError.NO_SUCH_QUEUE)
                        .by(Section.QUEUES, "Makes a queue. Queue 0 is there from the beginning.", this::create),
                Route.get(ONE, "getQueue")
                        .answers(QueueFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE)
                        .by(Section.QUEUES, "How a queue stands.", this::get),
                Route.patch(ONE, "changeQueue")
                        .takes(QueueSettings.class)
                        .answers(QueueFacts.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE)
                        .by(Section.QUEUES, "Changes what is said, for those who wait too.", this::change),
                Route.delete(ONE, "deleteQueue")
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE, QueueError.DEFAULT_QUEUE)
                        .by(
                                Section.QUEUES,
                                "Deletes a queue. Who waits there goes on with what follows its `EnterCCS`; agents stay on"
                                        + " duty for their other queues.",
                                this::delete),
                Route.get(ONE + "/callers", "listCallers")
                        .with(PageQuery.class)
                        .answers(Callers.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE)
                        .by(
                                Section.QUEUES,
                                "Who waits, with positions and how long it may still take. A `cursor` goes on behind a"
                                        + " position.",
                                this::callers),
                Route.patch(CALLER, "changeCaller")
                        .takes(CallerChange.class)
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_CALL)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE)
                        .by(
                                Section.QUEUES,
                                "Gives who waits another priority, or puts it into another queue; the order changes at"
                                        + " once.",
                                this::changeCaller),
                Route.delete(CALLER, "removeCaller")
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.NO_SUCH_CALL)
                        .fails(QueueError.AGENTS_OFF, QueueError.NO_SUCH_QUEUE)
                        .by(
                                Section.QUEUES,
                                "Who waits, waits no more: its flow goes on with what follows `EnterCCS`.",
                                this::removeCaller));
    }

    private CallCentre centre(Ask<?, ?> ask) {
        return centres.apply(ask.tenant().application(ask.at("applicationId")));
    }

    /** @throws QueueRefused NO_SUCH_QUEUE, also when the path names none that could be */
    private static String id(Ask<?, ?> ask) {
        try {
            return QueueType.parse(ask.at("queue"));
        } catch (IllegalArgumentException _) {
            throw new QueueRefused(QueueError.NO_SUCH_QUEUE);
        }
    }

    private static QueueStatus queue(CallCentre centre, String id) {
        return centre.queue(id).orElseThrow(() -> new QueueRefused(QueueError.NO_SUCH_QUEUE));
    }

    private QueueFacts facts(CallCentre centre, String id) {
        return QueueFacts.of(queue(centre, id), centre.agents(), clock.instant());
    }

    private Reply list(Ask<PageQuery, Input.None> ask) {
        var centre = centre(ask);
        var page = Page.of(
                centre.queues(),
                queue -> new Cursor(Instant.EPOCH, ordered(queue.plan().id())),
                Comparator.naturalOrder(),
                ask.query().cursor(),
                ask.query().limit());
        var agents = centre.agents();
        var now = clock.instant();
        var facts = page.map(queue -> QueueFacts.of(queue, agents, now));
        return Reply.of(new Queues(facts.items(), facts.next()));
    }

    /** Of nine digits: so that text is in the order of numbers. */
    private static String ordered(String id) {
        return "0".repeat(9 - id.length()) + id;
    }

    private Reply create(Ask<NoQuery, NewQueue> ask) {
        var centre = centre(ask);
        var plan = QueuePlan.usual(QueueType.parse(ask.body().queue()));
        centre.createQueue(
                ask.body().settings().map(wanted -> wanted.change(plan)).orElse(plan));
        return Reply.of(facts(centre, plan.id()))
                .at("/v1/applications/" + ask.at("applicationId") + "/queues/" + plan.id());
    }

    private Reply get(Ask<NoQuery, Input.None> ask) {
        return Reply.of(facts(centre(ask), id(ask)));
    }

    private Reply change(Ask<NoQuery, QueueSettings> ask) {
        var centre = centre(ask);
        centre.modifyQueue(id(ask), ask.body()::change);
        return Reply.of(facts(centre, id(ask)));
    }

    private Reply delete(Ask<NoQuery, Input.None> ask) {
        centre(ask).deleteQueue(id(ask));
        return Reply.NOTHING;
    }

    private Reply callers(Ask<PageQuery, Input.None> ask) {
        var now = clock.instant();
        var page = Page.of(
                        queue(centre(ask), id(ask)).callers(),
                        caller -> new Cursor(Instant.ofEpochSecond(caller.position()), caller.callId()),
                        Comparator.comparing(Cursor::at),
                        ask.query().cursor(),
                        ask.query().limit())
                .map(caller -> WaitingFacts.of(caller, now));
        return Reply.of(new Callers(page.items(), page.next()));
    }

    private Reply changeCaller(Ask<NoQuery, CallerChange> ask) {
        var centre = centre(ask);
        String callId = waiting(centre, ask);
        ask.body().queue().map(QueueType::parse).ifPresent(queue -> found(centre.move(callId, queue)));
        ask.body().priority().ifPresent(priority -> found(centre.prioritise(callId, priority)));
        return Reply.NOTHING;
    }

    private Reply removeCaller(Ask<NoQuery, Input.None> ask) {
        var centre = centre(ask);
        found(centre.remove(waiting(centre, ask)));
        return Reply.NOTHING;
    }

    private static String waiting(CallCentre centre, Ask<?, ?> ask) {
        String callId = ask.at("callId");
        found(queue(centre, id(ask)).callers().stream()
                .anyMatch(caller -> caller.callId().equals(callId)));
        return callId;
    }

    private static void found(boolean there) {
        if (!there) throw new RestRefused(RestError.NO_SUCH_CALL, "No such call waits in the queue.");
    }
}
