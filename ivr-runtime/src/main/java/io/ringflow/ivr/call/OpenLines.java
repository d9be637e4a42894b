package io.ringflow.ivr.call;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.Applications;
import io.ringflow.ivr.command.builtin.AgentStandsBy;
import io.ringflow.ivr.flow.FlowDocument;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentDuty;
import io.ringflow.ivr.queue.AgentStatus;
import io.ringflow.ivr.queue.CallCentres;
import io.ringflow.ivr.queue.CentreObserver;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls nailed-up agents when they come on duty, and again when they are made ready after their line was lost; hangs up when
 * they go off duty. An agent whose line is not open is called for a caller as any other. Thread-safe; called on the centres'
 * lanes, works on threads of its own.
 */
public final class OpenLines implements CentreObserver {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLines.class);

    private final Applications applications;
    private final CallCentres centres;
    private final DialDesk dialler;
    private final CallRegistry registry;
    private final String prompt;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final AtomicInteger working = new AtomicInteger();

    /** @param prompt file that agents hear between talks; empty: silence */
    public OpenLines(
            Applications applications, CallCentres centres, DialDesk dialler, CallRegistry registry, String prompt) {
        this.applications = applications;
        this.centres = centres;
        this.dialler = dialler;
        this.registry = registry;
        this.prompt = prompt;
    }

    /** One agent's, from its call on. */
    private static final class Line {
        private volatile boolean onDuty = true;
    }

    /** Whether no line is being opened or closed. */
    public boolean idle() {
        return working.get() == 0;
    }

    /** Calls those who were on duty when the server stopped. */
    public void restore() {
        for (var application : applications.all()) {
            if (!application.agentsEnabled()) continue;
            centres.of(application).agents().stream()
                    .map(AgentStatus::duty)
                    .filter(AgentDuty::nailedUp)
                    .forEach(duty -> apart(() -> call(application, duty)));
        }
    }

    @Override
    public void agentChanged(AgentChange change) {
        switch (change.why()) {
            case ON_WORK_READY, ON_WORK_PREPARING, MADE_READY ->
                apart(() -> open(change.applicationId(), change.agentId()));
            default -> {}
        }
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        apart(() -> close(key(applicationId, agentId)));
    }

    private void open(String applicationId, String agentId) {
        applications.byId(applicationId).ifPresent(application -> duty(application, agentId)
                .filter(AgentDuty::nailedUp)
                .ifPresent(duty -> call(application, duty)));
    }

    private Optional<AgentDuty> duty(Application application, String agentId) {
        try {
            return centres.of(application).agent(agentId).map(AgentStatus::duty);
        } catch (QueueRefused switchedOff) {
            return Optional.empty();
        }
    }

    private void call(Application application, AgentDuty duty) {
        var key = key(application.id(), duty.agentId());
        var line = new Line();
        if (lines.putIfAbsent(key, line) != null) return;
        var order = new Dialer.Order(duty.number(), Optional.empty(), Optional.empty());
        try {
            dialler.dial(application, order, call -> {
                call.whenOver(_ -> {
                    lines.remove(key, line);
                    registry.closeLine(key, call);
                });
                registry.openLine(key, call);
                call.send(FlowDocument.of(new AgentStandsBy(() -> line.onDuty, prompt)), "agent " + duty.agentId());
            });
        } catch (DialRefused refused) {
            lines.remove(key, line);
            LOG.warn("agent {}'s line can't be opened: {}", duty.agentId(), refused.getMessage());
        }
    }

    /** A talk goes on; the line ends behind it. */
    private void close(String key) {
        var line = lines.remove(key);
        if (line == null) return;
        line.onDuty = false;
        registry.line(key)
                .filter(call -> !call.engaged())
                .ifPresent(call -> call.end(EndReason.of(Cause.APPLICATION_HUNG_UP, "the agent is off duty")));
    }

    static String key(String applicationId, String agentId) {
        return applicationId + " " + agentId;
    }

    private void apart(Runnable step) {
        working.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                step.run();
            } catch (RuntimeException bug) {
                LOG.error("an agent's line", bug);
            } finally {
                working.decrementAndGet();
            }
        });
    }
}
