package io.ringflow.ivr.rest;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.call.Dialer;
import io.ringflow.ivr.command.Attribute;
import io.ringflow.ivr.command.CommandInput;
import io.ringflow.ivr.command.ValueType;
import io.ringflow.ivr.flow.Notification;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/** Operations on calls (flow-protocol 8.2, 8.3). Immutable. */
final class CallOperations {

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private static final Attribute<String> CALL_ID = Attribute.optional("callid", ValueType.TEXT, "the call; required");
    private static final Attribute<String> ACTION =
            Attribute.optional("action", ValueType.URL, "told the same; the answer has it anyway");

    static final OperationSpec QUERY_CALL_STATE = OperationSpec.asking(
            "QueryCallState",
            "ivr/call",
            "How a call stands: `state` 0 idle, 1 ringing, 2 talking, 3 ended; `starttime` once it was answered.",
            QueryCallState::of,
            CALL_ID,
            ACTION);

    private static final Attribute<String> NUMBER =
            Attribute.optional("number", ValueType.TEXT, "whom to call; required");
    private static final Attribute<String> USER_DATA =
            Attribute.optional("userdata", ValueType.TEXT, "comes back in `startservice` and `stopservice`, unchanged");
    private static final Attribute<String> SHOWN_NUMBER = Attribute.optional(
            "disnumber", ValueType.TEXT, "the number that is shown, where the trunk lets it be chosen");
    /** One of the cloud's libraries writes {@code ture}: whatever is not true is false. */
    private static final Attribute<Boolean> RECORD = Attribute.of(
            "record",
            new ValueType<>("true or false", said -> said.equalsIgnoreCase("true")),
            "false",
            "all of the call is recorded, from the answer on");

    static final OperationSpec DIAL = OperationSpec.that(
            "Dial",
            "ivr/dial",
            "Calls a number; the answer has its `callSid` at once. Answered, the application is asked `startservice` with"
                    + " `direction` 1; in any case `stopservice` is the last that it hears.",
            Dial::of,
            NUMBER,
            USER_DATA,
            SHOWN_NUMBER,
            RECORD);

    /** It rang until somebody gave up (RFC 3261: 408, 480, 487). */
    private static final Set<String> NOBODY_ANSWERED = Set.of("107408", "107480", "107487");

    private CallOperations() {}

    /** Flow-protocol 8.2. */
    private record Dial(Dialer.Order order) implements Operation {

        static Operation of(CommandInput input) {
            return new Dial(new Dialer.Order(
                    input.get(NUMBER), input.find(USER_DATA), input.find(SHOWN_NUMBER), input.get(RECORD)));
        }

        @Override
        public Answer run(Application application, OperationServices services) {
            String id = services.dialer().dial(application, order).text();
            return Answer.done(Answer.text("callSid", id), Answer.text("orderId", id));
        }
    }

    /** D15. */
    private record QueryCallState(String callId, String action) implements Operation {

        static Operation of(CommandInput input) {
            return new QueryCallState(input.get(CALL_ID), input.find(ACTION).orElse(""));
        }

        @Override
        public Answer run(Application application, OperationServices services) {
            var call = services.calls()
                    .find(callId, application.id())
                    .orElseThrow(() -> new RestRefused(RestError.NO_SUCH_CALL));
            var facts = new LinkedHashMap<String, String>();
            facts.put("callid", call.callId());
            facts.put("state", Integer.toString(call.state().ordinal()));
            call.answeredAt().ifPresent(at -> facts.put("starttime", time(at, services.zone())));
            conference(application, services).ifPresent(confId -> facts.put("confid", confId));
            if (!action.isEmpty()) tell(application, services, facts);
            var fields = new ArrayList<Answer.Field>();
            facts.forEach((name, value) -> fields.add(Answer.text(name, value)));
            return Answer.done(fields);
        }

        private Optional<String> conference(Application application, OperationServices services) {
            return services.rooms().all(application).stream()
                    .filter(room -> room.members().stream()
                            .anyMatch(member -> member.callId().equals(callId)))
                    .map(room -> room.confId())
                    .findFirst();
        }

        private void tell(Application application, OperationServices services, LinkedHashMap<String, String> facts) {
            var parameters = new LinkedHashMap<String, String>();
            parameters.put("appid", application.id());
            parameters.putAll(facts);
            services.notifier().send(new Notification(application, callId, "POST", action, parameters));
        }
    }

    /** {@code GET …/CallResult}: 0 answered, 1 not answered, or not yet, 2 failed, as the cloud has it. */
    static Answer result(RecentCalls.Facts call) {
        var fields = new ArrayList<Answer.Field>();
        fields.add(Answer.text("state", resultState(call)));
        fields.add(Answer.text("callTime", Long.toString(call.duration().toSeconds())));
        call.errorCode().ifPresent(code -> fields.add(Answer.text("errorcode", code)));
        return Answer.done(new Answer.Field.Group("CallResult", fields));
    }

    private static String resultState(RecentCalls.Facts call) {
        if (call.answeredAt().isPresent()) return "0";
        boolean failed =
                call.errorCode().filter(code -> !NOBODY_ANSWERED.contains(code)).isPresent();
        return failed ? "2" : "1";
    }

    static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }
}
