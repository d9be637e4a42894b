package io.ringflow.ivr.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells several, in the order they came; one that throws harms nobody. Thread-safe. */
final class CentreObservers implements CentreObserver {

    private static final Logger LOG = LoggerFactory.getLogger(CentreObservers.class);

    private final List<CentreObserver> all = new CopyOnWriteArrayList<>();

    void add(CentreObserver observer) {
        all.add(observer);
    }

    private void each(Consumer<CentreObserver> fact) {
        for (var observer : all) {
            try {
                fact.accept(observer);
            } catch (RuntimeException bug) {
                LOG.error("{} could not be told", observer, bug);
            }
        }
    }

    @Override
    public void agentChanged(AgentChange change) {
        each(observer -> observer.agentChanged(change));
    }

    @Override
    public void agentRestored(String applicationId, AgentStatus agent) {
        each(observer -> observer.agentRestored(applicationId, agent));
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        each(observer -> observer.agentOffDuty(applicationId, agentId, at));
    }

    @Override
    public void callerEntered(CallerChange change) {
        each(observer -> observer.callerEntered(change));
    }

    @Override
    public void callerMoved(CallerChange change, String from) {
        each(observer -> observer.callerMoved(change, from));
    }

    @Override
    public void callerOffered(CallerChange change) {
        each(observer -> observer.callerOffered(change));
    }

    @Override
    public void callerHeld(CallerChange change) {
        each(observer -> observer.callerHeld(change));
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        each(observer -> observer.callerLeft(change, how));
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        each(observer -> observer.talkOver(change, talk));
    }

    @Override
    public void agentRefused(CallerChange change, AgentRefusal why) {
        each(observer -> observer.agentRefused(change, why));
    }

    @Override
    public void refused(String applicationId, QueueError error) {
        each(observer -> observer.refused(applicationId, error));
    }
}
