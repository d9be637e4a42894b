package io.ringflow.ivr.api;

import io.ringflow.ivr.event.Event.Subject;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentRefusal;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.CentreObserver;
import io.ringflow.ivr.queue.QueueExit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes events of what happens in call centres. Thread-safe; on lanes it only notes what there is to say. */
public final class CentreEvents implements CentreObserver {

    private final EventFeed feed;

    public CentreEvents(EventFeed feed) {
        this.feed = feed;
    }

    @Override
    public void agentChanged(AgentChange change) {
        var subject = new Subject(change.applicationId(), change.queue(), Optional.of(change.agentId()));
        tell(subject, "agent", () -> EventFacts.of(change));
    }

    @Override
    public void agentOffDuty(String applicationId, String agentId, Instant at) {
        var subject = new Subject(applicationId, Optional.empty(), Optional.of(agentId));
        tell(subject, "offduty", () -> EventFacts.offDuty(applicationId, agentId, at));
    }

    @Override
    public void callerEntered(CallerChange change) {
        tell(change, "entered", () -> EventFacts.of(change));
    }

    @Override
    public void callerMoved(CallerChange change, String from) {
        tell(change, "moved", () -> EventFacts.moved(change, from));
    }

    @Override
    public void callerOffered(CallerChange change) {
        tell(change, "offered", () -> EventFacts.of(change));
    }

    @Override
    public void callerHeld(CallerChange change) {
        tell(change, "held", () -> EventFacts.of(change));
    }

    @Override
    public void callerLeft(CallerChange change, QueueExit how) {
        if (how == QueueExit.ANSWERED) tell(change, "answered", () -> EventFacts.of(change));
        else tell(change, "left", () -> EventFacts.left(change, how));
    }

    @Override
    public void talkOver(CallerChange change, Duration talk) {
        tell(change, "ended", () -> EventFacts.ended(change, talk));
    }

    @Override
    public void agentRefused(CallerChange change, AgentRefusal why) {
        tell(change, "refused", () -> EventFacts.refused(change, why));
    }

    private void tell(CallerChange change, String kind, Supplier<EventFacts> facts) {
        tell(new Subject(change.applicationId(), Optional.of(change.queue()), change.agentId()), kind, facts);
    }

    private void tell(Subject subject, String kind, Supplier<EventFacts> facts) {
        feed.tell(subject, kind, () -> ShapeWriter.json(facts.get()).toString());
    }
}
