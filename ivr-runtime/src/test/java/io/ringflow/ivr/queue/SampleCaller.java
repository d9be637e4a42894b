package io.ringflow.ivr.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A call that waits, or that wants an agent, without a telephone: what it is told is written down. */
public class SampleCaller implements QueueCaller {

    public final List<AgentLease> offers = new CopyOnWriteArrayList<>();
    public final List<AgentLease> withdrawn = new CopyOnWriteArrayList<>();
    public final List<QueuePlace> places = new CopyOnWriteArrayList<>();
    public final List<String> moves = new CopyOnWriteArrayList<>();
    public final List<QueueEnd> ends = new CopyOnWriteArrayList<>();
    volatile boolean alive = true;

    private final String callId;
    private final String number;

    public SampleCaller(String callId, String number) {
        this.callId = callId;
        this.number = number;
    }

    AgentLease offer() {
        return offers.getLast();
    }

    List<String> offeredTo() {
        return offers.stream().map(AgentLease::agentId).toList();
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public void offered(AgentLease lease) {
        offers.add(lease);
    }

    @Override
    public void withdrawn(AgentLease lease) {
        withdrawn.add(lease);
    }

    @Override
    public void placed(QueuePlace place) {
        places.add(place);
    }

    @Override
    public void moved(String queue) {
        moves.add(queue);
    }

    @Override
    public void expelled(QueueEnd why) {
        ends.add(why);
    }
}
