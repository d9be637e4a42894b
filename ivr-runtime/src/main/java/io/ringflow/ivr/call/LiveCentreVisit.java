package io.ringflow.ivr.call;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Claimed;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.TalkRole;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.CallBackOrder;
import io.ringflow.ivr.queue.CallCentre;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueTicket;
import io.ringflow.ivr.queue.QueueWish;
import io.ringflow.media.Conference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call in the call centre, with all it holds there: its place in a queue, leases, the parties that it calls, the room they
 * talk in. Owned by the call's thread, which reads there what the centre and requests have to tell.
 */
final class LiveCentreVisit implements CentreVisit {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCentreVisit.class);

    private static final QueuePlace NOWHERE = new QueuePlace("", 0, 0, Optional.empty(), Instant.EPOCH);

    private final CentreMail mail;
    private final Call call;
    private final LiveParties parties;
    private final CallServices services;
    private final TalkRoom room;
    private final List<TalkLine> lines = new ArrayList<>();
    private final Set<Long> adopted = new HashSet<>();
    private final List<AgentLease> claimed = new ArrayList<>();

    private @Nullable QueueTicket ticket;
    private long talksSince = Long.MAX_VALUE;
    private boolean confirmed;
    private String queue = "";
    private Optional<String> agentId = Optional.empty();
    private @Nullable Instant waitedFrom;
    private @Nullable Instant waitedTo;
    private boolean closed;

    private LiveCentreVisit(CentreMail mail, Call call, LiveParties parties, CallServices services) {
        this.mail = mail;
        this.call = call;
        this.parties = parties;
        this.services = services;
        this.room = new TalkRoom(this::openRoom, call.media());
    }

    /** @param before the agent that was claimed for it */
    static LiveCentreVisit begin(Optional<Claimed> before, Call call, LiveParties parties, CallServices services) {
        var claimed = before.map(ClaimedAgent.class::cast);
        var mail = claimed.map(ClaimedAgent::mail).orElseGet(() -> new CentreMail(call));
        var visit = new LiveCentreVisit(mail, call, parties, services);
        claimed.ifPresent(agent -> visit.claimed.add(agent.lease()));
        call.centreMail(mail);
        return visit;
    }

    /** The far end of a call that an agent makes has answered. */
    void farEndAnswered() {
        confirmed = true;
    }

    boolean isFarEndAnswered() {
        return confirmed;
    }

    private Conference openRoom() {
        talksSince = call.inbox().now();
        return services.outbound().room(call.media());
    }

    CentreMail mail() {
        return mail;
    }

    /** Whether a party is one of this visit. */
    boolean has(long party) {
        return adopted.contains(party) || lines.stream().anyMatch(line -> line.id() == party);
    }

    /** Keys pressed before they talked are not for the agent. */
    boolean talkedBefore(Inbox.Letter letter) {
        return letter.number() > talksSince || talksSince == Long.MAX_VALUE;
    }

    @Override
    public void enter(QueueWish wish) {
        if (ticket != null) ticket.close();
        queue = wish.queue();
        if (waitedFrom == null) waitedFrom = wish.enteredAt().orElseGet(services.clock()::instant);
        ticket = centre().enter(wish, mail);
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
        waitsNoMore();
        if (ticket != null) ticket.leave(why);
    }

    @Override
    public AgentLease claim(AgentClaim claim) {
        var lease = centre().claim(claim, mail);
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
        return mail.next();
    }

    @Override
    public void prepare(PromptPart part) {
        var prompt = UpcomingClip.of(part, call, services);
        prompt.whenReady(() -> mail.ready(prompt));
    }

    @Override
    public TalkParty agent(AgentLease lease) {
        LOG.info("call {} is offered agent {} of queue {}", call.id(), lease.agentId(), lease.queue());
        var line = lease.terms().nailedUp() ? openLine(lease) : Optional.<TalkLine>empty();
        var agent = line.orElseGet(() -> line(
                new Party.Wish(lease.number(), Optional.empty(), lease.terms().ringTime())));
        agent.whenJoined(() -> talksWith(lease));
        return agent;
    }

    private void talksWith(AgentLease lease) {
        agentId = Optional.of(lease.agentId());
        if (!lease.queue().isEmpty()) queue = lease.queue();
        waitsNoMore();
    }

    private void waitsNoMore() {
        if (waitedTo == null) waitedTo = services.clock().instant();
    }

    /** For the call's record; empty when it came to nothing. */
    Optional<CallRecord.Centre> figures() {
        if (waitedFrom == null && agentId.isEmpty()) return Optional.empty();
        var waited = waitedFrom == null || waitedTo == null ? Duration.ZERO : Duration.between(waitedFrom, waitedTo);
        return Optional.of(new CallRecord.Centre(queue, agentId, waited));
    }

    /** It is connected without ringing; one whose line is not open is called. */
    private Optional<TalkLine> openLine(AgentLease lease) {
        call.inbox().check();
        var open = services.calls()
                .line(OpenLines.key(call.application().id(), lease.agentId()))
                .filter(standing -> standing.inbox().ended().isEmpty())
                .map(standing -> parties.fetch(standing, room));
        open.ifPresent(lines::add);
        return open;
    }

    @Override
    public boolean hold(String flow) {
        var place = ticket;
        if (place == null || call.customer().isEmpty()) return false;
        var shown = Optional.of(call.ownNumber()).filter(own -> !own.isEmpty());
        if (!place.hold(new CallBackOrder(shown, call.userData(), flow))) return false;
        // It is not given up with the visit.
        ticket = null;
        return true;
    }

    @Override
    public TalkParty call(Party.Wish wish) {
        return line(wish);
    }

    private TalkLine line(Party.Wish wish) {
        call.inbox().check();
        var line = parties.call(wish, room);
        lines.add(line);
        return line;
    }

    @Override
    public Optional<TalkParty> without(TalkParty leaving) {
        call.inbox().check();
        return parties.talks().without(leaving).map(next -> {
            adopted.add(next.id());
            return next;
        });
    }

    @Override
    public void caller(TalkRole role) {
        room.caller(role);
    }

    /** Whatever the call was at, and whatever of it fails: the agents are free then, and the place is given up. */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        waitsNoMore();
        call.centreMail(null);
        attempt(parties.talks()::close);
        lines.forEach(line -> attempt(line::close));
        attempt(room::close);
        claimed.forEach(lease -> attempt(lease::talkOver));
        if (ticket != null) leaveQueue(ticket);
        mail.close();
    }

    private void leaveQueue(QueueTicket place) {
        // A flow that was sent to the call, or that goes on behind the talk.
        if (call.inbox().ended().isEmpty()) attempt(() -> place.leave(QueueLeave.ELSEWHERE));
        attempt(place::close);
    }

    private void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("call {} leaves the call centre", call.id(), bug);
        }
    }
}
