package io.ringflow.ivr.rest;

import io.ringflow.ivr.call.CentreCalls;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Operations on calls that are with the call centre, and transfers of any call (flow-protocol 8.3). Immutable. */
final class CentreOperations {

    private static final String PATH = "ivr/call";

    static final ValueType<String> AGENT =
            ValueType.matching("an agent's id of four digits", Pattern.compile("[0-9]{4}"));

    private static final Attribute<String> CALL_ID =
            Attribute.optional("callid", ValueType.TEXT, "the caller's call; required");
    private static final Attribute<String> TO_AGENT =
            Attribute.optional("agentid", AGENT, "an agent in state 1; counts more than `number`");
    private static final Attribute<String> TO_NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "whom to call; one of the two is required");
    private static final Attribute<String> NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "whom to call instead; required");
    private static final Attribute<String> AGENT_ID =
            Attribute.optional("agentid", AGENT, "who ends its service; without it whoever talks with the caller");
    private static final Attribute<String> ACTION = Attribute.optional(
            "action",
            ValueType.URL,
            "where the caller's flow goes on; without it at `agenthangupurl` of `<EnterCCS>`, without that the caller is"
                    + " hung up");

    static final OperationSpec TRANSFER = OperationSpec.that(
                    "Transfer",
                    PATH,
                    "Hands a caller over to an agent or a number, whatever its flow does at the moment; an agent that it talks"
                            + " with is free at once. A nested prompt is heard meanwhile. When nobody answers, what follows"
                            + " `<EnterCCS>` runs; outside of the call centre the call is over.",
                    CentreOperations::transfer,
                    CALL_ID,
                    TO_AGENT,
                    TO_NUMBER)
            .nesting("Play", "PlayTTS");

    static final OperationSpec NO_ANSWER_TRANSFER = OperationSpec.that(
            "NoAnswerTransfer",
            PATH,
            "Sends a caller to a number who waits for an agent that does not answer; telephones that ring for it stop.",
            CentreOperations::noAnswerTransfer,
            CALL_ID,
            NUMBER);

    static final OperationSpec AGENT_SERVICE_END = OperationSpec.that(
            "AgentServiceEnd",
            PATH,
            "Ends the talk of an agent; the caller stays.",
            CentreOperations::serviceEnd,
            CALL_ID,
            AGENT_ID,
            ACTION);

    private static final Attribute<String> CALLING_AGENT =
            Attribute.optional("agentid", AGENT, "an agent in state 0 or 1; required");
    private static final Attribute<String> CUSTOMER =
            Attribute.optional("number", ValueType.NUMBER, "the customer; required");
    private static final Attribute<String> SHOWN_NUMBER = Attribute.optional(
            "disnumber", ValueType.NUMBER, "the number that the customer is shown, where the trunk lets it be chosen");
    private static final Attribute<String> ANSWER_URL =
            Attribute.optional("answerurl", ValueType.URL, "told, with `agentid`, when the customer has answered");
    private static final Attribute<String> AGENT_HANGUP_URL = Attribute.optional(
            "agenthangupurl",
            ValueType.URL,
            "where the customer's flow goes on when the agent has hung up; without it the customer is hung up too");

    static final OperationSpec AGENT_MAKE_CALL = OperationSpec.that(
            "AgentMakeCall",
            "ivr/agentmakecall",
            "Has an agent call a customer: the agent's telephone rings first, the customer's when the agent has answered. The"
                    + " answer has the `callSid` of the customer's call at once; `stopservice` is the last that is heard of it.",
            CentreOperations::makeCall,
            CALLING_AGENT,
            CUSTOMER,
            SHOWN_NUMBER,
            ANSWER_URL,
            AGENT_HANGUP_URL);

    private CentreOperations() {}

    static List<OperationSpec> all() {
        return List.of(TRANSFER, NO_ANSWER_TRANSFER, AGENT_SERVICE_END, AGENT_MAKE_CALL);
    }

    private static Operation transfer(CommandInput input) {
        Optional<String> agentId = input.find(TO_AGENT);
        Optional<String> number = input.find(TO_NUMBER);
        if (agentId.isEmpty() && number.isEmpty()) throw new IllegalArgumentException("agentid or number is required");
        return ordered(input, new CallOrder.Transfer(agentId, number, input.prompt()));
    }

    private static Operation noAnswerTransfer(CommandInput input) {
        return ordered(input, new CallOrder.NoAnswerTransfer(input.get(NUMBER)));
    }

    private static Operation serviceEnd(CommandInput input) {
        return ordered(input, new CallOrder.ServiceEnd(input.find(AGENT_ID), input.find(ACTION)));
    }

    private static Operation makeCall(CommandInput input) {
        var order = new CentreCalls.AgentOrder(
                input.get(CALLING_AGENT),
                input.get(CUSTOMER),
                input.find(SHOWN_NUMBER),
                input.find(ANSWER_URL).orElse(""),
                input.find(AGENT_HANGUP_URL).orElse(""));
        return (application, services) -> Answer.done(Answer.text(
                "callSid", services.centreCalls().makeCall(application, order).text()));
    }

    /** Of the call that the input names. */
    static Operation ordered(CommandInput input, CallOrder.Wish wish) {
        var callId = input.get(CALL_ID);
        return (application, services) -> {
            if (!services.centreCalls().order(application, callId, wish)) {
                throw new RestRefused(RestError.NO_SUCH_CALL);
            }
            return Answer.done();
        };
    }
}
