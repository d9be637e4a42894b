package io.ringflow.ivr.queue;

import io.ringflow.ivr.queue.Visit.Stage;
import java.util.ArrayList;
import java.util.List;

/** How queues, and those who wait in them, stand. Used on the centre's lane. */
final class FloorView {

    private final Lines lines;
    private final Roster roster;

    FloorView(Lines lines, Roster roster) {
        this.lines = lines;
        this.roster = roster;
    }

    /** Where one who waits stands. */
    QueuePlace of(Visit visit) {
        var line = lines.find(visit.queue);
        int position = visit.waits() ? line.map(one -> one.position(visit)).orElse(0) : 0;
        var estimate = line.flatMap(one -> one.estimate(position, working(one)));
        int all = line.map(one -> one.order.size()).orElse(0);
        return new QueuePlace(visit.queue, position, all, estimate, visit.enteredAt());
    }

    /** Agents that take callers of a queue. */
    private long working(Line line) {
        return roster.all().stream()
                .filter(agent -> agent.working() && agent.serves(line.id()))
                .count();
    }

    QueueStatus of(Line line) {
        long working = working(line);
        var agents = roster.all().stream()
                .filter(agent -> agent.duty.skills().containsKey(line.id()))
                .toList();
        var callers = new ArrayList<QueueStatus.Waiting>();
        for (var visit : line.order) {
            int position = callers.size() + 1;
            callers.add(new QueueStatus.Waiting(
                    visit.callId(),
                    visit.customer(),
                    visit.priority,
                    position,
                    visit.enteredAt(),
                    line.estimate(position, working),
                    List.copyOf(visit.offers.keySet()),
                    visit.stage == Stage.HELD));
        }
        return new QueueStatus(
                line.plan,
                lines.open(line),
                agents.size(),
                count(agents, AgentState.READY),
                count(agents, AgentState.TALKING),
                callers);
    }

    private static int count(List<Agent> agents, AgentState state) {
        return (int) agents.stream().filter(agent -> agent.is(state)).count();
    }
}
