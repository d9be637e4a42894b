package io.ringflow.ivr.queue;

/** A caller whose call is over, and who keeps its place: it hears nothing. Immutable. */
record GoneCaller(String callId, String number) implements QueueCaller {

    @Override
    public boolean alive() {
        return false;
    }

    @Override
    public void offered(AgentLease lease) {}

    @Override
    public void withdrawn(AgentLease lease) {}

    @Override
    public void placed(QueuePlace place) {}

    @Override
    public void moved(String queue) {}

    @Override
    public void expelled(QueueEnd why) {}
}
