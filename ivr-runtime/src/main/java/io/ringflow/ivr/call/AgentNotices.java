package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.flow.Notification;
import io.ringflow.ivr.flow.Notifier;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CentreObserver;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells applications what their agents do: {@code agentstate} (flow-protocol 7.1), in order for each agent. Called on the
 * centres' lanes; hands over to the notifier.
 */
public final class AgentNotices implements CentreObserver {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private final Applications applications;
    private final Notifier notifier;
    private final ZoneId zone;
    /** Of each application, whom the last change was about. */
    private final Map<String, String> latest = new ConcurrentHashMap<>();

    public AgentNotices(Applications applications, Notifier notifier, ZoneId zone) {
        this.applications = applications;
        this.notifier = notifier;
        this.zone = zone;
    }

    /**
     * Each that is on duty after a restart is told as it stands, once: what it did last before a kill may not have been
     * written yet, and nobody would ever say it again.
     */
    @Override
    public void agentRestored(String applicationId, AgentStatus agent) {
        var id = agent.duty().agentId();
        // What became of its call has been told this moment.
        if (id.equals(latest.get(applicationId))) return;
        var parameters = parameters(applicationId, id, agent.state());
        parameters.put("time", time(agent.since()));
        tell(applicationId, id, parameters);
    }

    private void tell(String applicationId, String agentId, LinkedHashMap<String, String> parameters) {
        // In order for an agent, whatever calls it is in.
        applications
                .byId(applicationId)
                .ifPresent(application -> notifier.send(
                        new Notification(application, "agent-" + agentId, "POST", "agentstate", parameters)));
    }

    @Override
    public void agentChanged(AgentChange change) {
        latest.put(change.applicationId(), change.agentId());
        tell(change.applicationId(), change.agentId(), parameters(change));
    }

    private static LinkedHashMap<String, String> parameters(String applicationId, String agentId, AgentState state) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("appid", applicationId);
        parameters.put("agentid", agentId);
        parameters.put("agentstate", Integer.toString(state.number()));
        return parameters;
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /** The call in states 2, 3 and the 0 that follows one, the queue in 2 and 3, the customer's number in 2. */
    private LinkedHashMap<String, String> parameters(AgentChange change) {
        var parameters = parameters(change.applicationId(), change.agentId(), change.state());
        boolean called = change.state() == AgentState.LOCKED;
        boolean inCall = called || change.state() == AgentState.TALKING;
        if (inCall || change.state() == AgentState.PREPARING) {
            change.callId().ifPresent(id -> parameters.put("callid", id));
        }
        parameters.put("time", time(change.at()));
        if (inCall) change.queue().filter(id -> !id.isEmpty()).ifPresent(id -> parameters.put("queuetype", id));
        if (called) change.number().filter(who -> !who.isEmpty()).ifPresent(who -> parameters.put("number", who));
        return parameters;
    }
}
