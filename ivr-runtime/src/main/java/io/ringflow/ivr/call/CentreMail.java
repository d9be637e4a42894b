package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueCaller;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueuePlace;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the call centre, and requests, have to tell a call, from any thread, for its thread to read. One for each visit of the
 * call to the centre, and there before it when an agent is claimed first.
 */
final class CentreMail implements QueueCaller {

    private static final Logger LOG = LoggerFactory.getLogger(CentreMail.class);

    private final Call call;
    private final Queue<CentreNews> news = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    CentreMail(Call call) {
        this.call = call;
    }

    /** The oldest that was not read, orders that nobody waits for any more apart. */
    Optional<CentreNews> next() {
        for (var oldest = news.poll(); oldest != null; oldest = news.poll()) {
            if (!(oldest instanceof CentreNews.Ordered(var order)) || order.take()) return Optional.of(oldest);
        }
        return Optional.empty();
    }

    void ready(Upcoming prompt) {
        tell(new CentreNews.Ready(prompt));
    }

    /** Wants something of the call, which answers, or {@link #close} does. */
    void order(CallOrder order) {
        tell(new CentreNews.Ordered(order));
        if (closed) refuseOrders();
    }

    /** Nothing is read any more. */
    void close() {
        closed = true;
        refuseOrders();
        call.inbox().forgetCentre(this);
    }

    private void refuseOrders() {
        for (var last = news.poll(); last != null; last = news.poll()) {
            if (last instanceof CentreNews.Ordered(var order) && order.take()) order.refuse(QueueError.NOT_WITH_AGENT);
        }
    }

    private void tell(CentreNews what) {
        news.add(what);
        if (!closed) call.inbox().post(new CallEvent.CentreTold(this));
    }

    @Override
    public String callId() {
        return call.id().text();
    }

    @Override
    public String number() {
        return call.customer();
    }

    @Override
    public boolean alive() {
        return !closed && call.inbox().ended().isEmpty();
    }

    @Override
    public void offered(AgentLease lease) {
        tell(new CentreNews.Offered(lease));
    }

    @Override
    public void withdrawn(AgentLease lease) {
        tell(new CentreNews.Withdrawn(lease));
    }

    @Override
    public void placed(QueuePlace place) {
        tell(new CentreNews.Placed(place));
    }

    @Override
    public void moved(String queue) {
        LOG.info("call {} waits in queue {} from now on", call.id(), queue);
    }

    @Override
    public void expelled(QueueEnd why) {
        LOG.info("call {} waits no more: {}", call.id(), why);
        tell(new CentreNews.Expelled(why));
    }
}
