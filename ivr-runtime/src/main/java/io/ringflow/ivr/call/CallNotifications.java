package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecord.Direction;
import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.flow.Notification;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Words the messages about a call, with their parameters in the protocol's order (flow-protocol 5). Immutable. */
final class CallNotifications {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final ZoneId zone;

    CallNotifications(ZoneId zone) {
        this.zone = zone;
    }

    /** Flow-protocol 5.1; of a consulted party, D1. */
    Notification startService(Call call) {
        var parameters = identity(call.application().id(), call.id().text());
        return switch (call.origin()) {
            case CallOrigin.Incoming(var invitation) -> {
                putEnds(call, "0", parameters);
                DiversionNumbers.of(invitation).putInto(parameters);
                yield first(call, "startservice", parameters);
            }
            case CallOrigin.Dialled(var order) -> {
                putEnds(call, "1", parameters);
                order.userData().ifPresent(data -> parameters.put("userdata", data));
                yield first(call, "startservice", parameters);
            }
            // Never asked about: it comes with a flow.
            case CallOrigin.ByAgent _ -> {
                putEnds(call, "1", parameters);
                yield first(call, "startservice", parameters);
            }
            case CallOrigin.Consulted(var consultation) -> {
                parameters.put("maincallid", consultation.main().id().text());
                yield first(call, consultation.action(), parameters);
            }
        };
    }

    private static void putEnds(Call call, String direction, SequencedMap<String, String> parameters) {
        parameters.put("from", call.from());
        parameters.put("to", call.to());
        parameters.put("direction", direction);
    }

    private static Notification first(Call call, String target, SequencedMap<String, String> parameters) {
        return new Notification(call.application(), call.id().text(), "POST", target, parameters);
    }

    /** Flow-protocol 5.2 and 5.3: what a command reports. */
    Notification callback(Call call, Outcome.Callback callback) {
        var parameters = identity(call.application().id(), call.id().text());
        parameters.putAll(callback.parameters());
        call.userData().ifPresent(data -> parameters.putIfAbsent("userdata", data));
        return new Notification(call.application(), call.id().text(), callback.method(), callback.url(), parameters);
    }

    /**
     * The last messages about a call: its record, where the application wants it, and {@code stopservice}, which is the
     * last of all (D18).
     */
    List<Notification> last(Application application, CallRecord record) {
        var stop = stopService(application, record);
        return application.callRecords() ? List.of(cdr(application, record), stop) : List.of(stop);
    }

    /**
     * Flow-protocol 5.6. Parameters of a second leg, a recording, a conference or user data stand in it only when the
     * call had one.
     */
    Notification stopService(Application application, CallRecord record) {
        var parameters = identity(application.id(), record.callId());
        record.relatedCallId().ifPresent(id -> parameters.put("relatedcallid", id));
        record.times().answeredAt().ifPresent(answered -> {
            parameters.put("starttime", time(answered));
            parameters.put("endtime", time(record.times().endedAt()));
        });
        parameters.put("callduration", seconds(record.duration()));
        putSecond(record, parameters);
        record.recording().ifPresent(kept -> {
            parameters.put("recordurl", kept.url());
            parameters.put("recordid", kept.id());
        });
        parameters.put("mediaflow", Long.toString(record.sound().bytes()));
        parameters.put("videoflow", "0");
        record.times().alertedAt().ifPresent(alerted -> parameters.put("alertingtime", time(alerted)));
        record.conferenceId().ifPresent(id -> parameters.put("confid", id));
        parameters.put("number", record.direction() == Direction.OUTBOUND ? record.called() : record.caller());
        parameters.put("errorcode", record.end().errorCode());
        record.userData().ifPresent(data -> parameters.put("userdata", data));
        parameters.put("timestamp", time(record.times().endedAt()));
        return notification(application, record, "stopservice", parameters);
    }

    /** Flow-protocol 5.7. */
    private Notification cdr(Application application, CallRecord record) {
        var parameters = identity(application.id(), record.callId());
        parameters.put("caller", record.caller());
        parameters.put("called", record.called());
        parameters.put("direction", Integer.toString(record.direction().ordinal()));
        parameters.put("maincall", "0");
        parameters.put("callresult", record.answered() ? "1" : "0");
        parameters.put("callstate", Integer.toString(record.end().sipStatus()));
        record.relatedCallId().ifPresent(id -> parameters.put("relatecallid", id));
        parameters.put("callstarttime", time(record.times().beganAt()));
        record.times().alertedAt().ifPresent(alerted -> parameters.put("ringtime", time(alerted)));
        record.times().answeredAt().ifPresent(answered -> parameters.put("starttime", time(answered)));
        parameters.put("endtime", time(record.times().endedAt()));
        parameters.put("duration", seconds(record.duration()));
        putSecond(record, parameters);
        record.recording().ifPresent(kept -> parameters.put("recordurl", kept.url()));
        parameters.put("sipcause", Integer.toString(record.end().sipStatus()));
        record.userData().ifPresent(data -> parameters.put("userdata", data));
        // Ours: of a call that was in the call centre.
        record.centre().ifPresent(centre -> {
            parameters.put("queuetype", centre.queue());
            centre.agentId().ifPresent(id -> parameters.put("agentid", id));
            parameters.put("queuetime", seconds(centre.waited()));
        });
        parameters.put("timestamp", time(record.times().endedAt()));
        return notification(application, record, "cdr", parameters);
    }

    private void putSecond(CallRecord record, SequencedMap<String, String> parameters) {
        record.second().ifPresent(second -> {
            parameters.put("sstime", time(second.answeredAt()));
            parameters.put("setime", time(second.endedAt()));
            parameters.put("seccallduration", seconds(second.duration()));
        });
    }

    private static Notification notification(
            Application application, CallRecord record, String segment, SequencedMap<String, String> parameters) {
        return new Notification(application, record.callId(), "POST", segment, parameters);
    }

    private static String seconds(Duration duration) {
        return Long.toString(duration.toSeconds());
    }

    private static SequencedMap<String, String> identity(String appId, String callId) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", appId);
        parameters.put("callid", callId);
        return parameters;
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
