package io.ringflow.ivr.rest;

import static io.ringflow.ivr.rest.ConferenceAttributes.CONF_ID;
import static io.ringflow.ivr.rest.ConferenceAttributes.bit;
import static io.ringflow.ivr.rest.ConferenceAttributes.orEmpty;
import static io.ringflow.ivr.rest.ConferenceAttributes.url;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.ConferenceCalls;
import io.ringflow.ivr.call.ConferenceCalls.Invited;
import io.ringflow.ivr.call.ConferenceCalls.Joining;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.room.JoinWish;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code InviteJoinConf} and {@code JoinConf} (flow-protocol 8.5): who is to come into a conference. Immutable. */
final class ConferenceInvitations {

    private static final String PATH = "ivr/conf";

    static final Attribute<List<String>> NUMBERS = Attribute.optional(
            "number",
            new ValueType<>(
                    "1 to %d numbers with # between them".formatted(ConferenceCalls.MOST_NUMBERS),
                    ConferenceInvitations::numbers),
            "whom to call; required");
    private static final Attribute<String> TOLD =
            url("action", "told for each number what came of it: `result` 0, or 107 and the SIP status");
    private static final Attribute<Boolean> ROLE = bit("role", "0", "1: takes the chair from whoever has it");
    private static final Attribute<Boolean> SPEAK = bit("speak", "1", "0: hears only");
    private static final Attribute<String> JOINED = url("joinurl", "told who joined; empty: that of `CreateConf`");
    private static final Attribute<String> CALL_ID = Attribute.optional("callid", ValueType.TEXT, "the call; required");
    private static final Attribute<String> JOIN_TOLD = url("action", "told what came of it");
    private static final Attribute<String> QUIT =
            url("quiturl", "where the call's flow goes on when it has left; empty: that of `CreateConf`");

    static final OperationSpec INVITE = OperationSpec.that(
            "InviteJoinConf",
            PATH,
            "Calls numbers; who answers is in the conference. The answer has a `callSid` for each number, with # between"
                    + " them; the place of one that can't be called is empty.",
            ConferenceInvitations::invite,
            CONF_ID,
            NUMBERS,
            TOLD,
            ROLE,
            SPEAK,
            JOINED);

    static final OperationSpec JOIN = OperationSpec.that(
            "JoinConf",
            PATH,
            "Puts a running call into a conference, whatever its flow does at the moment; no password is asked.",
            ConferenceInvitations::join,
            CONF_ID,
            CALL_ID,
            JOIN_TOLD,
            ROLE,
            SPEAK,
            JOINED,
            QUIT);

    private ConferenceInvitations() {}

    private static Operation invite(CommandInput input) {
        var wish = new JoinWish(input.get(ROLE), input.get(SPEAK), orEmpty(input, JOINED), "");
        return invite(new Invited(input.get(CONF_ID), input.get(NUMBERS), wish, orEmpty(input, TOLD)));
    }

    /** Calls who is invited, to whatever that is. */
    static Operation invite(Invited invited) {
        return (application, services) -> {
            var calls = services.conferenceCalls().invite(application, invited);
            var ids = calls.stream().map(id -> id.map(call -> call.text()).orElse(""));
            return Answer.done(Answer.text("callSid", ids.collect(Collectors.joining("#"))));
        };
    }

    private static Operation join(CommandInput input) {
        var wish = new JoinWish(input.get(ROLE), input.get(SPEAK), orEmpty(input, JOINED), orEmpty(input, QUIT));
        var joining = new Joining(input.get(CONF_ID), input.get(CALL_ID), wish, orEmpty(input, JOIN_TOLD));
        return (application, services) -> joined(application, services, joining);
    }

    private static Answer joined(Application application, OperationServices services, Joining joining) {
        if (!services.conferenceCalls().join(application, joining)) throw new RestRefused(RestError.NO_SUCH_CALL);
        return Answer.done();
    }

    private static List<String> numbers(String said) {
        var numbers = Stream.of(said.split("#", -1))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toList();
        if (numbers.isEmpty() || numbers.size() > ConferenceCalls.MOST_NUMBERS) {
            throw new IllegalArgumentException("as many as may be");
        }
        numbers.forEach(ValueType.NUMBER::parse);
        return numbers;
    }
}
