package io.ringflow.ivr.api;

import static io.ringflow.ivr.api.ConferenceOrders.LONGEST_URL;
import static io.ringflow.ivr.api.ConferenceOrders.URL;

import io.ringflow.ivr.call.TalkOperation.Supervision;
import io.ringflow.ivr.call.TalkState;
import io.ringflow.ivr.command.ValueType;
import java.util.List;
import java.util.Optional;

/** What requests about talks hold, and what they are answered. */
final class TalkOrders {

    private TalkOrders() {}

    record Supervise(
            @Field(value = "The agent to be called; this or `number`", pattern = AgentResource.AGENT_ID)
            Optional<String> agentId,

            @Field(value = "The number, or the VoIP account, to be called", longest = 64)
            Optional<String> number,

            @Field(
                    value =
                            "`listen`: hears all, is heard by nobody; `coach`: is heard by the agent only; `barge`: is heard"
                                    + " by all",
                    fallback = "listen")
            Supervision mode,

            @Field(value = "Told when there is an answer, or none", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {

        Supervise {
            check(agentId, number);
        }
    }

    record CallIn(
            @Field(value = "The agent to be called; this or `number`", pattern = AgentResource.AGENT_ID)
            Optional<String> agentId,

            @Field(value = "The number, or the VoIP account, to be called", longest = 64)
            Optional<String> number,

            @Field(value = "Told when there is an answer, or none", pattern = URL, longest = LONGEST_URL)
            Optional<String> resultUrl) {

        CallIn {
            check(agentId, number);
        }
    }

    private static void check(Optional<String> agentId, Optional<String> number) {
        if (agentId.isPresent() == number.isPresent()) {
            throw new IllegalArgumentException("must have either agentId or number");
        }
        number.ifPresent(ValueType.NUMBER::parse);
    }

    record TalkFacts(
            @Field("The call that the talk belongs to: the caller's")
            String callId,

            @Field("The caller is kept apart and hears music: by a hold, or while somebody is consulted")
            boolean held,

            @Field("Whoever was consulted talks with the caller too")
            boolean threeWay,

            @Field("Those beside the two") List<ThirdFacts> parties) {

        static TalkFacts of(TalkState talk) {
            return new TalkFacts(
                    talk.callId(),
                    talk.held(),
                    talk.threeWay(),
                    talk.thirds().stream().map(ThirdFacts::of).toList());
        }
    }

    record ThirdFacts(
            @Field("That was called") String number,

            @Field("Where it was called as an agent") Optional<String> agentId,

            @Field("What it does as a supervisor; missing: it is consulted")
            Optional<Supervision> mode,

            @Field("It has answered") boolean talking) {

        static ThirdFacts of(TalkState.Third third) {
            return new ThirdFacts(third.number(), third.agentId(), third.supervision(), third.talking());
        }
    }
}
