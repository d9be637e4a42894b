package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Outcome;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.recording.KeptRecording;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Words the messages about a call, with their parameters in the protocol's order (flow-protocol 5). Immutable. */
final class CallNotifications {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final ZoneId zone;

    CallNotifications(ZoneId zone) {
        this.zone = zone;
    }

    /** Flow-protocol 5.1. */
    Notification startService(Call call) {
        var parameters = identity(call.application().id(), call.id());
        parameters.put("from", call.from());
        parameters.put("to", call.to());
        switch (call.origin()) {
            case CallOrigin.Incoming(var invitation) -> {
                parameters.put("direction", "0");
                DiversionNumbers.of(invitation).putInto(parameters);
            }
            case CallOrigin.Dialled(var order) -> {
                parameters.put("direction", "1");
                order.userData().ifPresent(data -> parameters.put("userdata", data));
            }
        }
        return new Notification(call.application(), call.id().text(), "POST", "startservice", parameters);
    }

    /** Flow-protocol 5.2 and 5.3: what a command reports. */
    Notification callback(Call call, Outcome.Callback callback) {
        var parameters = identity(call.application().id(), call.id());
        parameters.putAll(callback.parameters());
        return new Notification(call.application(), call.id().text(), callback.method(), callback.url(), parameters);
    }

    /**
     * Flow-protocol 5.6. Parameters of a second leg, a recording, a conference or user data stand in it only when the
     * call had one.
     *
     * @param recording the last that the call made
     */
    Notification stopService(CallSummary call, Optional<KeptRecording> recording) {
        var parameters = identity(call.application().id(), call.id());
        call.answeredAt().ifPresent(answered -> {
            parameters.put("starttime", time(answered));
            parameters.put("endtime", time(call.endedAt()));
        });
        parameters.put("callduration", Long.toString(call.duration().toSeconds()));
        call.secondLeg().ifPresent(second -> {
            parameters.put("sstime", time(second.answeredAt()));
            parameters.put("setime", time(second.endedAt()));
            parameters.put("seccallduration", Long.toString(second.duration().toSeconds()));
        });
        recording.ifPresent(kept -> {
            parameters.put("recordurl", kept.url());
            parameters.put("recordid", kept.id().text());
        });
        parameters.put(
                "mediaflow",
                Long.toString(call.media().bytesSent() + call.media().bytesReceived()));
        parameters.put("videoflow", "0");
        call.alertedAt().ifPresent(alerted -> parameters.put("alertingtime", time(alerted)));
        parameters.put("number", call.outbound() ? call.to() : call.from());
        parameters.put("errorcode", call.errorCode());
        call.userData().ifPresent(data -> parameters.put("userdata", data));
        parameters.put("timestamp", time(call.endedAt()));
        return new Notification(call.application(), call.id().text(), "POST", "stopservice", parameters);
    }

    private static SequencedMap<String, String> identity(String appId, CallId id) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", appId);
        parameters.put("callid", id.text());
        return parameters;
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
