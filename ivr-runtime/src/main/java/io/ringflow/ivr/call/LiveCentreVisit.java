package io.ringflow.ivr.call;

import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.TalkRole;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueCaller;
import io.ringflow.ivr.queue.QueueEnd;
import io.ringflow.ivr.queue.QueueError;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueTicket;
import io.ringflow.ivr.queue.QueueWish;
import io.ringflow.media.Conference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call in the call centre, with all it holds there: its place in a queue, leases, the parties that it calls, the room they
 * talk in. Owned by the call's thread; the centre's lane and requests leave news in it and post that there are some.
 */
final class LiveCentreVisit implements CentreVisit {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCentreVisit.class);

    private static final QueuePlace NOWHERE = new QueuePlace("", 0, 0, Optional.empty(), Instant.EPOCH);

    private final long id;
    private final Call call;
    private final LiveParties parties;
    private final CallServices services;
    private final TalkRoom room;
    private final Queue<CentreNews> news = new ConcurrentLinkedQueue<>();
    private final List<TalkLine> lines = new ArrayList<>();
    private final List<AgentLease> claimed = new ArrayList<>();
    private final QueueCaller caller = new Caller();

    private @Nullable QueueTicket ticket;
    private long talksSince = Long.MAX_VALUE;
    private volatile boolean closed;

    private LiveCentreVisit(long id, Call call, LiveParties parties, CallServices services) {
        this.id = id;
        this.call = call;
        this.parties = parties;
        this.services = services;
        this.room = new TalkRoom(this::openRoom, call.media());
    }

    /** @param id no other visit of this call has it */
    static LiveCentreVisit begin(long id, Call call, LiveParties parties, CallServices services) {
        var visit = new LiveCentreVisit(id, call, parties, services);
        call.centreVisit(visit);
        return visit;
    }

    private Conference openRoom() {
        talksSince = call.inbox().now();
        return services.outbound().talkRoom();
    }

    long id() {
        return id;
    }

    /** Whether a party is one of this visit. */
    boolean has(long party) {
        return lines.stream().anyMatch(line -> line.id() == party);
    }

    /** Keys pressed before they talked are not for the agent. */
    boolean talkedBefore(Inbox.Letter letter) {
        return letter.number() > talksSince || talksSince == Long.MAX_VALUE;
    }

    /** Wants something of the call; it answers. False when the visit is over. From any thread. */
    boolean order(CallOrder order) {
        if (closed) return false;
        tell(new CentreNews.Ordered(order));
        if (closed) refuseOrders();
        return true;
    }

    @Override
    public void enter(QueueWish wish) {
        if (ticket != null) ticket.close();
        ticket = centre().enter(wish, caller);
    }

    @Override
    public QueuePlace place() {
        return ticket == null ? NOWHERE : ticket.place();
    }

    @Override
    public void renew() {
        if (ticket != null) ticket.renew();
    }

    @Override
    public void leave(QueueLeave why) {
        if (ticket != null) ticket.leave(why);
    }

    @Override
    public AgentLease claim(AgentClaim claim) {
        var lease = centre().claim(claim, caller);
        claimed.add(lease);
        return lease;
    }

    private CallCentre centre() {
        call.inbox().check();
        try {
            return services.centres().of(call.application());
        } catch (QueueRefused refused) {
            LOG.info("call {}: {}", call.id(), refused.getMessage());
            throw refused;
        }
    }

    @Override
    public Optional<CentreNews> news() {
        return Optional.ofNullable(news.poll());
    }

    @Override
    public void prepare(PromptPart part) {
        var prompt = UpcomingClip.of(part, call, services);
        prompt.whenReady(() -> tell(new CentreNews.Ready(prompt)));
    }

    @Override
    public TalkParty agent(AgentLease lease) {
        LOG.info("call {} is offered agent {} of queue {}", call.id(), lease.agentId(), lease.queue());
        var wish = new Party.Wish(lease.number(), Optional.empty(), lease.terms().ringTime());
        return call(wish);
    }

    @Override
    public TalkParty call(Party.Wish wish) {
        call.inbox().check();
        var line = parties.call(wish, room);
        lines.add(line);
        return line;
    }

    @Override
    public void caller(TalkRole role) {
        room.caller(role);
    }

    /** Whatever the call was at. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        call.centreVisit(null);
        lines.forEach(TalkLine::close);
        room.close();
        claimed.forEach(AgentLease::talkOver);
        if (ticket != null) leaveQueue(ticket);
        refuseOrders();
        call.inbox().forgetCentre(id);
    }

    private void leaveQueue(QueueTicket place) {
        // A flow that was sent to the call, or that goes on behind the talk.
        if (call.inbox().ended().isEmpty()) place.leave(QueueLeave.ELSEWHERE);
        place.close();
    }

    private void refuseOrders() {
        for (var last = news.poll(); last != null; last = news.poll()) {
            if (last instanceof CentreNews.Ordered(var order)) order.refuse(QueueError.NOT_WITH_AGENT);
        }
    }

    private void tell(CentreNews what) {
        news.add(what);
        call.inbox().post(new CallEvent.CentreTold(id));
    }

    /** As the centre sees it. */
    private final class Caller implements QueueCaller {

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
}
