package io.ringflow.ivr.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A disk that is written at once. */
final class MemoryStore implements CentreStore {

    private final Map<String, QueuePlan> queues = new HashMap<>();
    private final Map<String, OnDuty> agents = new HashMap<>();
    private final Map<String, HeldPlace> places = new HashMap<>();
    private final Map<String, LineMemory> memories = new HashMap<>();
    private final Map<String, LastTalk> lastTalks = new HashMap<>();

    /** What the next server finds. */
    Shelf shelf() {
        return new Shelf(
                List.copyOf(queues.values()),
                List.copyOf(agents.values()),
                sorted(places, Comparator.comparing(HeldPlace::enteredAt).thenComparing(HeldPlace::callId)),
                List.copyOf(memories.values()),
                sorted(lastTalks, Comparator.comparing(LastTalk::at)));
    }

    private static <T> List<T> sorted(Map<String, T> rows, Comparator<T> order) {
        var list = new ArrayList<>(rows.values());
        list.sort(order);
        return list;
    }

    @Override
    public void put(String applicationId, QueuePlan plan) {
        queues.put(plan.id(), plan);
    }

    @Override
    public void removeQueue(String applicationId, String queue) {
        queues.remove(queue);
    }

    @Override
    public void put(String applicationId, OnDuty agent) {
        agents.put(agent.duty().agentId(), agent);
    }

    @Override
    public void removeAgent(String applicationId, String agentId) {
        agents.remove(agentId);
    }

    @Override
    public void put(String applicationId, HeldPlace place) {
        places.put(place.callId(), place);
    }

    @Override
    public void removePlace(String applicationId, String callId) {
        places.remove(callId);
    }

    @Override
    public void put(String applicationId, LineMemory memory) {
        memories.put(memory.queue(), memory);
    }

    @Override
    public void removeMemory(String applicationId, String queue) {
        memories.remove(queue);
    }

    @Override
    public void put(String applicationId, LastTalk talk) {
        lastTalks.put(talk.queue() + " " + talk.customer(), talk);
    }

    @Override
    public void removeLastTalk(String applicationId, String queue, String customer) {
        lastTalks.remove(queue + " " + customer);
    }
}
