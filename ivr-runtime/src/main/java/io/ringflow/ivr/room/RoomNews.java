package io.ringflow.ivr.room;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.media.FloorChange;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Tells an application about one conference or intercom, in the protocol's words (flow-protocol 6, D14). Thread-safe.
 *
 * <p>What is about a call goes out in order with the rest about this call, so that {@code stopservice} is its last (D18);
 * what is about the conference, in order with the rest about that.
 */
final class RoomNews {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String OK = "0";

    private final Application application;
    private final RoomKind kind;
    private final String confId;
    private final Notifier notifier;
    private final InstantSource clock;
    private final ZoneId zone;

    RoomNews(
            Application application,
            RoomKind kind,
            String confId,
            Notifier notifier,
            InstantSource clock,
            ZoneId zone) {
        this.application = application;
        this.kind = kind;
        this.confId = confId;
        this.notifier = notifier;
        this.clock = clock;
        this.zone = zone;
    }

    /** @param callId of the call whose flow created it and goes on in it; empty: none */
    void created(String url, String callId, Instant at) {
        var parameters = about(callId);
        parameters.putAll(created(at));
        send(url, callId, parameters);
    }

    /** Parameters of {@code action}, but for {@code appid} and {@code callid}. */
    SequencedMap<String, String> created(Instant at) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(kind.idName(), confId);
        parameters.put("createtime", time(at));
        parameters.put("result", OK);
        return parameters;
    }

    void joined(String url, RoomMember member) {
        var parameters = about(member.guest());
        parameters.put("number", member.guest().number());
        role(member, parameters);
        parameters.put("jointime", time(member.joinedAt()));
        parameters.put("result", OK);
        send(url, member.guest().callId(), parameters);
    }

    void pressed(String url, Guest guest, char key) {
        var parameters = about(guest);
        parameters.put("digits", String.valueOf(key));
        send(url, guest.callId(), parameters);
    }

    /** Parameters of {@code quiturl}, but for {@code appid} and {@code callid}. */
    SequencedMap<String, String> left(RoomMember member, Departure.Reason why) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(kind.idName(), confId);
        parameters.put("number", member.guest().number());
        role(member, parameters);
        parameters.put("quittime", time(clock.instant()));
        parameters.put("reason", Integer.toString(why.ordinal()));
        member.guest().userData().ifPresent(said -> parameters.put("userdata", said));
        return parameters;
    }

    /** The same where there is no flow to go on. */
    void left(Guest guest, Departure departure) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", application.id());
        parameters.put("callid", guest.callId());
        parameters.putAll(departure.parameters());
        send(departure.url(), guest.callId(), parameters);
    }

    /** The four words of D7; what changes nobody's floor is not told. */
    void floor(String url, RoomMember member, FloorChange change) {
        var parameters = about(member.guest());
        switch (change) {
            case GRANTED -> parameters.put("floor", "granted");
            case DENIED -> parameters.put("floor", "denied");
            case TIMEOUT -> parameters.put("floor", "timeout");
            case RELEASED -> released(parameters, 0);
            case PREEMPTED -> released(parameters, 1);
            case LEFT -> released(parameters, 2);
            case QUEUED, WITHDRAWN -> {
                return;
            }
        }
        send(url, member.guest().callId(), parameters);
    }

    private static void released(Map<String, String> parameters, int reason) {
        parameters.put("floor", "released");
        parameters.put("reason", Integer.toString(reason));
    }

    private void role(RoomMember member, Map<String, String> parameters) {
        if (kind == RoomKind.CONFERENCE) parameters.put("role", member.role());
    }

    void deleted(String url) {
        var parameters = about("");
        parameters.put("deltime", time(clock.instant()));
        send(url, "", parameters);
    }

    void alarm(String url) {
        send(url, "", about(""));
    }

    /** What an invitation came to. */
    void invited(String url, String callee, String callId, Optional<String> userData, String result) {
        var parameters = about(callId);
        userData.ifPresent(said -> parameters.put("userdata", said));
        parameters.put("number", callee);
        parameters.put("result", result);
        send(url, callId, parameters);
    }

    /** What an operation came to, and its further facts. */
    void result(String url, String callId, String result, Map<String, String> facts) {
        result(url, callId, result, facts, () -> {});
    }

    /** @param whenKept runs when a kill does no harm to it any more, or nobody is to be told */
    void result(String url, String callId, String result, Map<String, String> facts, Runnable whenKept) {
        var parameters = about(callId);
        parameters.putAll(facts);
        parameters.put("result", result);
        send(url, callId, parameters, whenKept);
    }

    private SequencedMap<String, String> about(Guest guest) {
        var parameters = about(guest.callId());
        guest.userData().ifPresent(said -> parameters.put("userdata", said));
        return parameters;
    }

    private SequencedMap<String, String> about(String callId) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", application.id());
        parameters.put(kind.idName(), confId);
        if (!callId.isEmpty()) parameters.put("callid", callId);
        return parameters;
    }

    static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private void send(String url, String callId, SequencedMap<String, String> parameters) {
        send(url, callId, parameters, () -> {});
    }

    private void send(String url, String callId, SequencedMap<String, String> parameters, Runnable whenKept) {
        if (url.isEmpty()) {
            whenKept.run();
            return;
        }
        var about = callId.isEmpty() ? confId : callId;
        notifier.send(new Notification(application, about, "POST", url, parameters), whenKept);
    }

    private String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }
}
