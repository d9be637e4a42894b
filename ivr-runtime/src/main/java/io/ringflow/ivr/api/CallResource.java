package io.ringflow.ivr.api;

import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.http.CallView;
import io.ringflow.ivr.rest.RecentCalls;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import io.ringflow.ivr.room.RoomOperations;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of an account's applications: those of this moment, and those that ended lately. Thread-safe. */
final class CallResource {

    private final RecentCalls calls;
    private final CallRegistry registry;
    private final Dialer dialer;
    private final RoomOperations rooms;
    private final CallView stories;
    private final FlowReader reader;

    CallResource(
            RecentCalls calls,
            CallRegistry registry,
            Dialer dialer,
            RoomOperations rooms,
            CallView stories,
            FlowReader reader) {
        this.calls = calls;
        this.registry = registry;
        this.dialer = dialer;
        this.rooms = rooms;
        this.stories = stories;
        this.reader = reader;
    }

    record Calls(
            @Field("The oldest first") List<CallFacts> items,

            @Field("The `cursor` of the next page; missing on the last")
            Optional<String> next) {}

    record DialOrder(
            @Field("Id of the application that asks") String application,

            @Field(value = "Whom to call: a number, or the name of an account", longest = 64)
            String number,

            @Field(value = "Comes back in `startservice` and `stopservice`, unchanged", longest = 2_000)
            Optional<String> userData,

            @Field(value = "The number that is shown, where the trunk lets it be chosen", longest = 64)
            Optional<String> shownNumber,

            @Field(value = "All of the call is recorded, from the answer on", fallback = "false")
            boolean record,

            @Field(
                    value = "A `<Response>` that runs when it is answered; then the application is not asked"
                            + " `startservice`",
                    longest = 65_536)
            Optional<String> document) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.get("/v1/calls", "listCalls")
                        .with(ListQuery.class)
                        .answers(Calls.class)
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .by(Section.CALLS, "The calls of this moment.", this::list),
                Route.post("/v1/calls", "dial")
                        .takes(DialOrder.class)
                        .answers(Output.json(201, CallFacts.class))
                        .fails(RestError.NO_SUCH_APPLICATION, RestError.BAD_DOCUMENT)
                        .fails(ApiError.CALL)
                        .by(
                                Section.CALLS,
                                "Calls a number, and answers at once. When it is answered the application is asked"
                                        + " `startservice` with `direction` 1; in any case `stopservice` is the last that"
                                        + " it hears of the call. What can not be tried is answered 107xxx, as the call"
                                        + " would have ended.",
                                this::dial),
                Route.get("/v1/calls/{callId}", "getCall")
                        .answers(CallFacts.class)
                        .fails(RestError.NO_SUCH_CALL)
                        .by(Section.CALLS, "How a call stands, or how it ended if that was lately.", this::get),
                Route.delete("/v1/calls/{callId}", "hangUp")
                        .fails(RestError.NO_SUCH_CALL)
                        .by(
                                Section.CALLS,
                                "Hangs up: BYE, or CANCEL, or a refusal, as the call stands. `stopservice` follows.",
                                this::hangUp),
                Route.get("/v1/calls/{callId}/story", "getCallStory")
                        .answers(Output.text("text/plain; charset=utf-8"))
                        .fails(RestError.NO_SUCH_CALL)
                        .by(
                                Section.CALLS,
                                "What happened to a call, in order, the SIP messages and the figures of its sound, for"
                                        + " people. Kept of the last calls that ended.",
                                this::story));
    }

    private Reply list(Ask<ListQuery, Input.None> ask) {
        var wanted = ask.query().application();
        wanted.ifPresent(ask.tenant()::application);
        var there = calls.running(
                id -> ask.tenant().owns(id) && wanted.map(id::equals).orElse(true));
        var page = Page.of(
                there,
                call -> new Cursor(call.arrivedAt(), call.callId()),
                Comparator.naturalOrder(),
                ask.query().cursor(),
                ask.query().limit());
        var rooms = conferences(ask.tenant(), page.items());
        var facts = page.map(call -> CallFacts.of(call, Optional.ofNullable(rooms.get(call.callId()))));
        return Reply.of(new Calls(facts.items(), facts.next()));
    }

    private Reply dial(Ask<Route.NoQuery, DialOrder> ask) {
        var order = ask.body();
        var application = ask.tenant().application(order.application());
        var document = order.document().map(this::document);
        var id = dialer.dial(
                application,
                new Dialer.Order(order.number(), order.userData(), order.shownNumber(), order.record(), document));
        var call = calls.find(id.text()).orElseThrow(() -> new IllegalStateException("the call is unknown"));
        return Reply.of(CallFacts.of(call, Optional.empty())).at("/v1/calls/" + id.text());
    }

    private FlowDocument document(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        return SentDocument.read(octets, "application/xml; charset=utf-8", reader)
                .document();
    }

    private Reply get(Ask<Route.NoQuery, Input.None> ask) {
        var call = known(ask);
        var rooms = conferences(ask.tenant(), List.of(call));
        return Reply.of(CallFacts.of(call, Optional.ofNullable(rooms.get(call.callId()))));
    }

    private Reply hangUp(Ask<Route.NoQuery, Input.None> ask) {
        live(registry, ask.tenant(), ask.at("callId"))
                .end(EndReason.of(Cause.APPLICATION_HUNG_UP, "the application hung up"));
        return Reply.NOTHING;
    }

    private Reply story(Ask<Route.NoQuery, Input.None> ask) {
        return stories.story(known(ask).callId())
                .map(Reply::text)
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }

    private RecentCalls.Facts known(Ask<?, ?> ask) {
        return calls.find(ask.at("callId"))
                .filter(call -> ask.tenant().owns(call.applicationId()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }

    /** @throws RestRefused NO_SUCH_CALL, also when it is another's, or over */
    static Call live(CallRegistry registry, Tenant tenant, String callId) {
        return registry.find(callId)
                .filter(call -> tenant.owns(call.application().id()))
                .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }

    /** Conference by call. */
    private Map<String, String> conferences(Tenant tenant, List<RecentCalls.Facts> of) {
        var found = new HashMap<String, String>();
        of.stream()
                .map(RecentCalls.Facts::applicationId)
                .distinct()
                .flatMap(id -> tenant.table().byId(id).stream())
                .flatMap(application -> rooms.all(application).stream())
                .forEach(room -> room.members().forEach(member -> found.put(member.callId(), room.confId())));
        return found;
    }
}
