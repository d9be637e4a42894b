package io.ringflow.ivr.api;

import static io.ringflow.ivr.api.ConferenceOrders.LONGEST_URL;
import static io.ringflow.ivr.api.ConferenceOrders.URL;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.List;
import java.util.Optional;

/** What agents do with calls: call customers, hand callers over, end a talk. Thread-safe. */
final class AgentCallResource {

    private static final String CALL = "/v1/calls/{callId}";
    static final String NUMBER = "[0-9A-Za-z+*#._-]{1,64}";

    private final CallRegistry registry;
    private final CentreCalls calls;

    AgentCallResource(CallRegistry registry, CentreCalls calls) {
        this.registry = registry;
        this.calls = calls;
    }

    record AgentCallOrder(
            @Field(value = "The customer", longest = 64, pattern = NUMBER)
            String number,

            @Field(value = "The number that the customer is shown, where the trunk lets it be chosen", longest = 64)
            Optional<String> shownNumber,

            @Field(value = "Told when the customer has answered", pattern = URL, longest = LONGEST_URL)
            Optional<String> answerUrl,

            @Field(
                    value =
                            "Where the customer's flow goes on when the agent has hung up; missing: the customer is hung up",
                    pattern = URL,
                    longest = LONGEST_URL)
            Optional<String> agentHangUpUrl) {}

    record MadeCall(@Field("The customer's call") String callId) {}

    record TransferOrder(
            @Field(value = "An agent that is ready; counts more than `number`", pattern = AgentResource.AGENT_ID)
            Optional<String> agentId,

            @Field(value = "Whom to call", longest = 64, pattern = NUMBER)
            Optional<String> number) {

        TransferOrder {
            if (agentId.isEmpty() && number.isEmpty()) {
                throw new IllegalArgumentException("must have agentId or number");
            }
        }
    }

    record NumberOrder(
            @Field(value = "Whom to call instead", longest = 64, pattern = NUMBER)
            String number) {}

    record ServiceEndOrder(
            @Field(value = "Whose talk ends; missing: whoever talks with the caller", pattern = AgentResource.AGENT_ID)
            Optional<String> agentId,

            @Field(
                    value =
                            "Where the caller's flow goes on; missing: at `agenthangupurl` of its `EnterCCS`, without that it"
                                    + " is hung up",
                    pattern = URL,
                    longest = LONGEST_URL)
            Optional<String> action) {}

    List<Route<?, ?>> routes() {
        return List.of(
                Route.post(AgentResource.ONE + "/calls", "callAsAgent")
                        .takes(AgentCallOrder.class)
                        .answers(Output.json(201, MadeCall.class))
                        .fails(RestError.NO_SUCH_APPLICATION)
                        .fails(QueueError.AGENTS_OFF, QueueError.NOT_ON_DUTY, QueueError.IN_A_CALL)
                        .fails(ApiError.CALL)
                        .by(
                                Section.AGENTS,
                                "An agent calls a customer: its own telephone rings first, the customer's when the agent has"
                                        + " answered. Answered at once.",
                                this::call),
                Route.post(CALL + "/transfer", "transferCall")
                        .takes(TransferOrder.class)
                        .fails(RestError.NO_SUCH_CALL)
                        .fails(
                                QueueError.AGENTS_OFF,
                                QueueError.NOT_ON_DUTY,
                                QueueError.NOT_READY,
                                QueueError.IN_A_CALL,
                                QueueError.NOT_WITH_AGENT,
                                QueueError.TALKS_ALREADY)
                        .by(
                                Section.AGENTS,
                                "Hands a caller over to an agent or a number, whatever its flow does at the moment; an agent"
                                        + " that it talks with is free at once.",
                                this::transfer),
                Route.post(CALL + "/no-answer-transfer", "transferUnansweredCall")
                        .takes(NumberOrder.class)
                        .fails(RestError.NO_SUCH_CALL)
                        .fails(QueueError.AGENTS_OFF, QueueError.NOT_WITH_AGENT, QueueError.TALKS_ALREADY)
                        .by(
                                Section.AGENTS,
                                "Sends a caller to a number who waits for an agent that does not answer; telephones that ring"
                                        + " for it stop.",
                                this::transferUnanswered),
                Route.post(CALL + "/service-end", "endService")
                        .takes(ServiceEndOrder.class)
                        .fails(RestError.NO_SUCH_CALL)
                        .fails(QueueError.AGENTS_OFF, QueueError.NOT_WITH_AGENT)
                        .by(Section.AGENTS, "Ends the talk of an agent; the caller stays.", this::endService));
    }

    private Reply call(Ask<NoQuery, AgentCallOrder> ask) {
        var application = ask.tenant().application(ask.at("applicationId"));
        var order = ask.body();
        var id = calls.makeCall(
                application,
                new CentreCalls.AgentOrder(
                        ask.at("agentId"),
                        order.number(),
                        order.shownNumber(),
                        order.answerUrl().orElse(""),
                        order.agentHangUpUrl().orElse("")));
        return Reply.of(new MadeCall(id.text())).at("/v1/calls/" + id.text());
    }

    private Reply transfer(Ask<NoQuery, TransferOrder> ask) {
        return order(
                ask, new CallOrder.Transfer(ask.body().agentId(), ask.body().number(), Optional.empty()));
    }

    private Reply transferUnanswered(Ask<NoQuery, NumberOrder> ask) {
        return order(ask, new CallOrder.NoAnswerTransfer(ask.body().number()));
    }

    private Reply endService(Ask<NoQuery, ServiceEndOrder> ask) {
        return order(
                ask, new CallOrder.ServiceEnd(ask.body().agentId(), ask.body().action()));
    }

    private Reply order(Ask<?, ?> ask, CallOrder.Wish wish) {
        String callId = ask.at("callId");
        var call = CallResource.live(registry, ask.tenant(), callId);
        if (calls.order(call.application(), callId, wish)) return Reply.NOTHING;
        throw new RestRefused(RestError.NO_SUCH_CALL);
    }
}
