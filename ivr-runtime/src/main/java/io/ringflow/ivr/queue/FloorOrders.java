package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Visit.Stage;
import java.util.Optional;

/** What somebody at a desk does to those who wait. Owned by the centre's lane. Each tells whether such a call waits. */
final class FloorOrders {

    private final Floor floor;
    private final Lines lines;

    FloorOrders(Floor floor, Lines lines) {
        this.floor = floor;
        this.lines = lines;
    }

    /** The order changes at once. */
    boolean prioritise(String callId, int priority) {
        var visit = floor.find(callId);
        visit.ifPresent(one -> floor.prioritise(one, priority));
        return visit.isPresent();
    }

    /** At once, or when no agent is being called for it; into a full queue too. Who has hung up and keeps its place stays. */
    boolean move(String callId, String queue) {
        String to = lines.get(queue).id();
        var visit = floor.find(callId).filter(one -> one.stage == Stage.WAITING);
        visit.ifPresent(one -> floor.overdue(one, () -> move(one, lines.find(to))));
        return visit.isPresent();
    }

    private void move(Visit visit, Optional<Line> to) {
        to.filter(line -> !line.id().equals(visit.queue))
                .ifPresent(line -> floor.move(visit, lines.get(visit.queue), line));
    }

    boolean remove(String callId) {
        var visit = floor.find(callId);
        visit.ifPresent(one -> floor.expel(one, QueueEnd.REMOVED));
        return visit.isPresent();
    }
}
