package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Route.NoQuery;
import io.ringflow.ivr.api.TalkOrders.CallIn;
import io.ringflow.ivr.api.TalkOrders.Supervise;
import io.ringflow.ivr.api.TalkOrders.TalkFacts;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.TalkError;
import io.ringflow.ivr.call.TalkOperation;
import io.ringflow.ivr.call.TalkOperation.Whom;
import io.ringflow.ivr.call.TalkOperations;
import io.ringflow.ivr.call.TalkState;
import io.ringflow.ivr.rest.RestError;
import io.ringflow.ivr.rest.RestRefused;
import java.util.List;
import java.util.Optional;

/** Who else is in the talks of an account's calls, and what they hear. Thread-safe. */
final class TalkResource {

    private static final String TALK = "/v1/calls/{callId}/talk";
    private static final String CONSULTATION = TALK + "/consultation";

    private final CallRegistry registry;
    private final TalkOperations talks;

    TalkResource(CallRegistry registry, TalkOperations talks) {
        this.registry = registry;
        this.talks = talks;
    }

    List<Route<?, ?>> routes() {
        return List.of(
                talk(Route.get(TALK, "getTalk"))
                        .by(
                                Section.CALLS,
                                "Who is in the talk of a call beside the two, and whether the caller is kept apart.",
                                ask -> done(ask, new TalkOperation.Query(ask.at("callId")))),
                talk(Route.post(TALK + "/supervisors", "superviseTalk").takes(Supervise.class))
                        .fails(TalkError.FULL, TalkError.OVERLOADED)
                        .fails(ApiError.CALL)
                        .by(
                                Section.CALLS,
                                "Calls a supervisor into a talk, and answers at once; one who is there, or is being called,"
                                        + " does something else from now on.",
                                this::supervise),
                talk(Route.delete(TALK + "/supervisors/{who}", "endSupervision"))
                        .fails(TalkError.NO_SUCH_PARTY)
                        .by(
                                Section.CALLS,
                                "Hangs a supervisor up, by the agent's id or the number that was called.",
                                this::endSupervision),
                talk(Route.post(CONSULTATION, "consult").takes(CallIn.class))
                        .fails(TalkError.CONSULTS, TalkError.FULL, TalkError.OVERLOADED)
                        .fails(ApiError.CALL)
                        .by(
                                Section.CALLS,
                                "Calls somebody for the agent, and answers at once; the caller hears music until that is"
                                        + " over, or has come to nothing.",
                                this::consult),
                talk(Route.delete(CONSULTATION, "endConsultation"))
                        .fails(TalkError.NOBODY_CONSULTED)
                        .by(
                                Section.CALLS,
                                "Hangs up whoever is consulted; caller and agent hear each other again.",
                                ask -> done(ask, new TalkOperation.StopConsult(ask.at("callId"), ""))),
                talk(Route.post(TALK + "/three-way", "talkThreeWay"))
                        .fails(TalkError.NOBODY_CONSULTED, TalkError.OVERLOADED)
                        .by(
                                Section.CALLS,
                                "Caller, agent and whoever is consulted talk, all three. When the agent leaves, the other two"
                                        + " talk on.",
                                ask -> done(ask, new TalkOperation.ThreeWay(ask.at("callId"), ""))),
                talk(Route.post(TALK + "/hold", "holdCaller"))
                        .fails(TalkError.OVERLOADED)
                        .by(
                                Section.CALLS,
                                "The caller hears music instead of the talk, and is not heard.",
                                ask -> done(ask, new TalkOperation.Hold(ask.at("callId"), true, ""))),
                talk(Route.delete(TALK + "/hold", "resumeCaller"))
                        .fails(TalkError.OVERLOADED)
                        .by(
                                Section.CALLS,
                                "The caller is in the talk again, unless somebody is being consulted.",
                                ask -> done(ask, new TalkOperation.Hold(ask.at("callId"), false, ""))));
    }

    private static <B> Route.Draft<NoQuery, B> talk(Route.Draft<NoQuery, B> draft) {
        return draft.answers(TalkFacts.class).fails(RestError.NO_SUCH_CALL).fails(TalkError.NOT_TALKING);
    }

    private Reply supervise(Ask<NoQuery, Supervise> ask) {
        var order = ask.body();
        var who = whom(order.agentId(), order.number());
        return done(
                ask,
                new TalkOperation.Monitor(
                        ask.at("callId"), who, order.mode(), order.resultUrl().orElse("")));
    }

    /** An agent's id, or a number: whichever is there. */
    private Reply endSupervision(Ask<NoQuery, Input.None> ask) {
        String callId = ask.at("callId");
        String who = ask.at("who");
        boolean agent = run(ask, new TalkOperation.Query(callId)).thirds().stream()
                .anyMatch(third -> third.agentId().filter(who::equals).isPresent());
        return done(ask, new TalkOperation.StopMonitor(callId, agent ? new Whom.Agent(who) : new Whom.Number(who)));
    }

    private Reply consult(Ask<NoQuery, CallIn> ask) {
        var order = ask.body();
        var who = whom(order.agentId(), order.number());
        return done(
                ask,
                new TalkOperation.Consult(
                        ask.at("callId"), who, order.resultUrl().orElse("")));
    }

    private static Whom whom(Optional<String> agentId, Optional<String> number) {
        return agentId.<Whom>map(Whom.Agent::new).orElseGet(() -> new Whom.Number(number.orElseThrow()));
    }

    private Reply done(Ask<?, ?> ask, TalkOperation operation) {
        return Reply.of(TalkFacts.of(run(ask, operation)));
    }

    private TalkState run(Ask<?, ?> ask, TalkOperation operation) {
        var call = CallResource.live(registry, ask.tenant(), operation.callId());
        return talks.run(call.application(), operation).orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
    }
}
