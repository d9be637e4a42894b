package io.ringflow.ivr.queue;

import java.time.Duration;
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

    void restore(LineMemory memory) {
        find(memory.queue()).ifPresentOrElse(line -> line.restore(memory), () -> services.store()
                .removeMemory(services.applicationId(), memory.queue()));
    }

    /** In order of time. */
    void restore(LastTalk talk) {
        find(talk.queue())
                .filter(line -> services.agenda()
                        .now()
                        .isBefore(talk.at().plus(line.plan.sticky().memory())))
                .ifPresentOrElse(line -> remember(line, talk), () -> forget(talk.queue(), talk.customer()));
    }

    /** @param cycle of a talk and what the agent needs after it */
    void talked(Line line, String customer, String agentId, Duration cycle) {
        line.talked(cycle);
        learned(line);
        if (line.plan.sticky().memory().isZero()) return;
        if (customer.isEmpty() || customer.length() > LastTalk.MOST_CUSTOMER) return;
        var talk = new LastTalk(line.id(), customer, agentId, services.agenda().now());
        remember(line, talk);
        services.store().put(services.applicationId(), talk);
    }

    private void remember(Line line, LastTalk talk) {
        line.remember(talk, services.settings().maxRemembered()).ifPresent(eldest -> forget(line.id(), eldest));
    }

    private void forget(String queue, String customer) {
        services.store().removeLastTalk(services.applicationId(), queue, customer);
    }

    /** It knows something that it would not after a restart. */
    void learned(Line line) {
        services.store().put(services.applicationId(), line.memory());
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
        services.store().removeMemory(services.applicationId(), line.id());
        line.remembered().forEach(customer -> forget(line.id(), customer));
    }
}
