package io.ringflow.ivr.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringflow.ivr.http.HttpRoutes;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.RestObserver;
import io.ringflow.ivr.rest.RestSettings;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The JSON interface: what is served below {@code /v1}. Stateless. */
public final class Api {

    private Api() {}

    /** @param failures shared with the dialect's interface */
    public static HttpRoutes routes(
            RestSettings settings, ApiServices services, FailureLimit failures, RestObserver observer) {
        var desk = new ApiDesk(
                table(services),
                settings.accounts(),
                failures,
                services.applications(),
                services.uploads(),
                services.keys(),
                services.clock());
        return new ApiPort(desk, observer, System::nanoTime, settings.proxies());
    }

    /** All that can be asked, in the order of its description. */
    static RouteTable table(ApiServices services) {
        var routes = new ArrayList<Route<?, ?>>();
        var calls = new CallResource(
                services.calls(),
                services.registry(),
                services.dialer(),
                services.rooms(),
                services.stories(),
                services.reader());
        routes.addAll(calls.routes());
        routes.addAll(new FlowResource(services.registry(), services.reader()).routes());
        routes.addAll(new TalkResource(services.registry(), services.talks()).routes());
        routes.addAll(new ConferenceResource(services.rooms()).routes());
        routes.addAll(new InvitationResource(services.rooms(), services.conferenceCalls()).routes());
        routes.addAll(new IntercomResource(services.rooms(), services.conferenceCalls()).routes());
        routes.addAll(new QueueResource(services.centres(), services.clock()).routes());
        routes.addAll(new AgentResource(services.centres()).routes());
        routes.addAll(new AgentCallResource(services.registry(), services.centreCalls()).routes());
        routes.addAll(new ReportResource(services.reports(), ZoneId.systemDefault(), services.clock()).routes());
        routes.addAll(new EventResource(services.events()).routes());
        routes.addAll(new RecordingResource(services.recordings()).routes());
        routes.addAll(new LiveRecordingResource(services.recordings().running()).routes());
        routes.addAll(new PromptResource(services.prompts(), services.uploads()).routes());
        routes.addAll(new ApplicationResource(services.applicationDesk()).routes());
        routes.addAll(new NumberResource(services.numbers()).routes());
        routes.addAll(new VoipAccountResource(services.voipAccounts(), services.knownAccounts(), services.telephones())
                .routes());
        routes.addAll(new CallRecordResource(services.callRecords()).routes());
        routes.add(description(routes));
        return new RouteTable(routes);
    }

    /** The one that describes the others, and itself. */
    private static Route<?, ?> description(List<Route<?, ?>> others) {
        var draft = Route.get("/v1/openapi.json", "getDescription").answers(Output.text("application/json"));
        String meaning = "This description: OpenAPI 3.1.";
        var all = new ArrayList<>(others);
        all.add(draft.open(Section.INTERFACE, meaning, _ -> Reply.NOTHING));
        var text = Reply.text(text(OpenApi.of(all)));
        return draft.open(Section.INTERFACE, meaning, _ -> text);
    }

    /** As it is served, and kept in the documentation. */
    static String text(ObjectNode description) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(description) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
