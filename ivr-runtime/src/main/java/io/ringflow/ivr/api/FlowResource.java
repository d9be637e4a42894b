package io.ringflow.ivr.api;

import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.flow.FlowReader;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.List;

/** What calls do next, as their application says at a moment of its own choice. Thread-safe. */
final class FlowResource {

    private final CallRegistry registry;
    private final FlowReader reader;

    FlowResource(CallRegistry registry, FlowReader reader) {
        this.registry = registry;
        this.reader = reader;
    }

    record FlowTaken(
            @Field("The call") String callId,

            @Field("Names of the commands that run, in order")
            List<String> commands,

            @Field("What in the document is ignored, or can not be what is meant")
            List<Flaw> warnings) {}

    List<Route<?, ?>> routes() {
        return List.of(Route.post("/v1/calls/{callId}/flow", "sendFlow")
                .takes(new Input.Flow())
                .answers(Output.json(202, FlowTaken.class))
                .fails(RestError.NO_SUCH_CALL, RestError.BAD_DOCUMENT)
                .by(
                        Section.CALLS,
                        "Runs a `<Response>` on a call in place of what runs there: a prompt falls silent, a party is hung"
                                + " up, a conference is left, a recording is kept. An answer of the application that is"
                                + " under way is dropped when it comes. A document that may not run is answered with"
                                + " the line and column of each error, and nothing of it runs. A call that still rings"
                                + " runs it when it is answered, and then the application is not asked `startservice`.",
                        this::send));
    }

    private Reply send(Ask<Route.NoQuery, Input.Flow.Text> ask) {
        var call = CallResource.live(registry, ask.tenant(), ask.at("callId"));
        var text = ask.body();
        var sent = SentDocument.read(text.octets(), text.contentType(), reader);
        if (!call.send(sent.document(), ask.tenant().account().name())) throw new RestRefused(RestError.NO_SUCH_CALL);
        return Reply.of(new FlowTaken(
                call.id().text(), List.of(sent.document().outline().split(", ")), sent.warnings()));
    }
}
