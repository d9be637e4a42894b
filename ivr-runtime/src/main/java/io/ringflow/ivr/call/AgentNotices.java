package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.CentreObserver;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;

/**
 * Tells applications what their agents do: {@code agentstate} (flow-protocol 7.1), in order for each agent. Called on the
 * centres' lanes; hands over to the notifier.
 */
public final class AgentNotices implements CentreObserver {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Applications applications;
    private final Notifier notifier;
    private final ZoneId zone;

    public AgentNotices(Applications applications, Notifier notifier, ZoneId zone) {
        this.applications = applications;
        this.notifier = notifier;
        this.zone = zone;
    }

    @Override
    public void agentChanged(AgentChange change) {
        applications.byId(change.applicationId()).ifPresent(application -> {
            var parameters = parameters(change);
            // In order for an agent, whatever calls it is in.
            notifier.send(new Notification(application, "agent-" + change.agentId(), "POST", "agentstate", parameters));
        });
    }

    /** The call in states 2, 3 and the 0 that follows one, the queue in 2 and 3, the customer's number in 2. */
    private LinkedHashMap<String, String> parameters(AgentChange change) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", change.applicationId());
        parameters.put("agentid", change.agentId());
        parameters.put("agentstate", Integer.toString(change.state().number()));
        boolean called = change.state() == AgentState.LOCKED;
        boolean inCall = called || change.state() == AgentState.TALKING;
        if (inCall || change.state() == AgentState.PREPARING) {
            change.callId().ifPresent(id -> parameters.put("callid", id));
        }
        parameters.put("time", TIME.format(change.at().atZone(zone)));
        if (inCall) change.queue().filter(id -> !id.isEmpty()).ifPresent(id -> parameters.put("queuetype", id));
        if (called) change.number().filter(who -> !who.isEmpty()).ifPresent(who -> parameters.put("number", who));
        return parameters;
    }
}
