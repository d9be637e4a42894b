package io.ringflow.ivr.queue;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The queues of one application; the default one is always there. Owned by the centre's lane. */
final class Lines {

    private final CentreServices services;
    private final Map<String, Line> lines = new TreeMap<>(Comparator.comparingInt(Integer::parseInt));

    Lines(CentreServices services) {
        this.services = services;
        lines.put(QueueType.DEFAULT, new Line(QueuePlan.usual(QueueType.DEFAULT)));
    }

    /** By number. */
    Collection<Line> all() {
        return lines.values();
    }

    Optional<Line> find(String id) {
        return Optional.ofNullable(lines.get(id));
    }

    /** @throws QueueRefused NO_SUCH_QUEUE */
    Line get(String id) {
        return find(id).orElseThrow(() -> new QueueRefused(QueueError.NO_SUCH_QUEUE));
    }

    boolean open(Line line) {
        return line.plan
                .workTime()
                .open(services.agenda().now(), services.settings().zone());
    }

    /** As an earlier process left it. */
    void restore(QueuePlan plan) {
        var line = new Line(plan);
        line.defined = true;
        lines.put(plan.id(), line);
    }

    void create(QueuePlan plan) {
        boolean untouched = plan.id().equals(QueueType.DEFAULT) && !get(QueueType.DEFAULT).defined;
        if (lines.containsKey(plan.id()) && !untouched) throw new QueueRefused(QueueError.QUEUE_EXISTS);
        if (lines.size() >= services.settings().maxQueues()) throw new QueueRefused(QueueError.TOO_MANY_QUEUES);
        plan.limits().overflow().ifPresent(this::get);
        if (untouched) {
            change(get(plan.id()), plan);
            return;
        }
        lines.put(plan.id(), new Line(plan));
        services.store().put(services.applicationId(), plan);
    }

    void change(Line line, QueuePlan plan) {
        plan.limits().overflow().ifPresent(this::get);
        line.plan = plan;
        line.defined = true;
        services.store().put(services.applicationId(), plan);
    }

    void remove(Line line) {
        lines.remove(line.id());
        services.store().removeQueue(services.applicationId(), line.id());
    }
}
