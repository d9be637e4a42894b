package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Operations on a talk with an agent (flow-protocol 8.3): each is one {@link TalkOperation}. Immutable. */
final class SupervisionOperations {

    private static final String PATH = "ivr/call";
    private static final String OFF = "off";

    private static final Attribute<String> CALL_ID = Attribute.optional(
            "callid", ValueType.TEXT, "the call that talks, of the caller or of whom it talks with; required");
    private static final Attribute<String> AGENT_ID =
            Attribute.optional("agentid", ValueType.TEXT, "the agent to be called; it counts more than the number");
    private static final Attribute<String> NUMBER =
            Attribute.optional("number", ValueType.NUMBER, "the number, or the VoIP account, to be called");
    private static final Attribute<Optional<Supervision>> MODE = Attribute.of(
            "mode",
            ValueType.choice("listen", "coach", "barge", OFF)
                    .map(said -> said.equals(OFF)
                            ? Optional.<Supervision>empty()
                            : Optional.of(Supervision.valueOf(said.toUpperCase(Locale.ROOT)))),
            "listen",
            "listen: hears all, is heard by nobody; coach: is heard by the agent only; barge: is heard by all; off: is hung"
                    + " up. Ours; asked again for the same one it changes what that one does");
    private static final Attribute<Boolean> HELD =
            Attribute.of("state", ValueType.FLAG, "true", "true: held, false: no longer");
    private static final Attribute<String> CALLED = url(
            "action",
            "told when there is an answer, or none: `result` 0, or 107 and the SIP status, `number`, `agentid`");
    private static final Attribute<String> DONE = url("action", "told when it is done, with `result` 0");

    static final OperationSpec MONITOR = on(
            "Monitor",
            "Calls a supervisor into a talk.",
            in -> in.get(MODE)
                    .<TalkOperation>map(
                            how -> new TalkOperation.Monitor(in.get(CALL_ID), whom(in), how, orEmpty(in, CALLED)))
                    .orElseGet(() -> new TalkOperation.StopMonitor(in.get(CALL_ID), whom(in))),
            AGENT_ID,
            NUMBER,
            MODE,
            CALLED);

    static final OperationSpec CONSULT = on(
            "AgentConsult",
            "The agent talks with another agent, or a number, and the caller hears music meanwhile. When there is no answer,"
                    + " or whoever is consulted hangs up, caller and agent hear each other again.",
            in -> new TalkOperation.Consult(in.get(CALL_ID), whom(in), orEmpty(in, CALLED)),
            AGENT_ID,
            NUMBER,
            CALLED);

    static final OperationSpec CONSULT_END = on(
            "AgentConsultEnd",
            "Hangs up whoever is consulted, also when all three talk; caller and agent hear each other again. Ours.",
            in -> new TalkOperation.StopConsult(in.get(CALL_ID), orEmpty(in, DONE)),
            DONE);

    static final OperationSpec TRIPARTITE = on(
            "TripartiteTalk",
            "Caller, agent and whoever is consulted talk, all three. The agent leaves by hanging up or by"
                    + " `AgentServiceEnd`; then the other two talk on.",
            in -> new TalkOperation.ThreeWay(in.get(CALL_ID), orEmpty(in, DONE)),
            DONE);

    static final OperationSpec HOLD = on(
            "AgentHold",
            "The caller hears music instead of the talk, and is not heard. Ours.",
            in -> new TalkOperation.Hold(in.get(CALL_ID), in.get(HELD), orEmpty(in, DONE)),
            HELD,
            DONE);

    private SupervisionOperations() {}

    static List<OperationSpec> all() {
        return List.of(MONITOR, CONSULT, CONSULT_END, TRIPARTITE, HOLD);
    }

    private static Whom whom(CommandInput in) {
        return in.find(AGENT_ID).<Whom>map(Whom.Agent::new).orElseGet(() -> new Whom.Number(in.get(NUMBER)));
    }

    private static OperationSpec on(
            String element, String meaning, Function<CommandInput, TalkOperation> maker, Attribute<?>... own) {
        Function<CommandInput, Operation> operation = input -> {
            var wanted = maker.apply(input);
            return (application, services) -> done(application, services, wanted);
        };
        var attributes = new Attribute<?>[own.length + 1];
        attributes[0] = CALL_ID;
        System.arraycopy(own, 0, attributes, 1, own.length);
        return OperationSpec.that(element, PATH, meaning, operation, attributes);
    }

    private static Answer done(Application application, OperationServices services, TalkOperation wanted) {
        if (services.talks().run(application, wanted).isEmpty()) throw new RestRefused(RestError.NO_SUCH_CALL);
        return Answer.done();
    }
}
