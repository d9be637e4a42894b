package io.ringflow.ivr.queue;

import java.util.ArrayList;
import java.util.List;

/** A call that waits, or that wants an agent: what it is told is written down. */
class SampleCaller implements QueueCaller {

    final List<AgentLease> offers = new ArrayList<>();
    final List<AgentLease> withdrawn = new ArrayList<>();
    final List<QueuePlace> places = new ArrayList<>();
    final List<String> moves = new ArrayList<>();
    final List<QueueEnd> ends = new ArrayList<>();
    boolean alive = true;

    private final String callId;
    private final String number;

    SampleCaller(String callId, String number) {
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
