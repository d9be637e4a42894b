package io.ringflow.ivr.command.builtin;

import io.ringflow.ivr.command.Activity;
import io.ringflow.ivr.command.CallOrder;
import io.ringflow.ivr.command.CentreNews;
import io.ringflow.ivr.command.CentreVisit;
import io.ringflow.ivr.command.Party;
import io.ringflow.ivr.command.PromptPart;
import io.ringflow.ivr.command.TalkParty;
import io.ringflow.ivr.command.TalkRole;
import io.ringflow.ivr.command.Upcoming;
import io.ringflow.ivr.queue.AgentClaim;
import io.ringflow.ivr.queue.AgentLease;
import io.ringflow.ivr.queue.QueueLeave;
import io.ringflow.ivr.queue.QueuePlace;
import io.ringflow.ivr.queue.QueueRefused;
import io.ringflow.ivr.queue.QueueWish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A visit to a call centre that says what a test wants, and writes down what is done. */
final class FakeCentre implements CentreVisit {

    @Nullable
    QueueRefused refusal;

    @Nullable
    QueueRefused claimRefusal;

    /** Who talks on with the caller when an agent leaves. */
    @Nullable
    FakeLine third;

    QueuePlace place = new QueuePlace("7", 2, 3, Optional.of(Duration.ofMinutes(2)), Instant.EPOCH);

    boolean holdable = true;

    private final List<String> did;
    private final Runnable whenClosed;
    private final Deque<CentreNews> news = new ArrayDeque<>();
    private final Map<String, FakeLine> lines = new HashMap<>();
    private boolean closed;

    FakeCentre(List<String> did, Runnable whenClosed) {
        this.did = did;
        this.whenClosed = whenClosed;
    }

    void says(CentreNews what) {
        news.add(what);
    }

    FakeLease offers(String agentId) {
        var lease = new FakeLease(agentId, did);
        says(new CentreNews.Offered(lease));
        return lease;
    }

    CallOrder orders(CallOrder.Wish wish) {
        var order = new CallOrder(wish);
        says(new CentreNews.Ordered(order));
        return order;
    }

    /** The line to whoever has this number. */
    FakeLine line(String number) {
        return lines.computeIfAbsent(number, FakeLine::new);
    }

    FakeLine agent(String id) {
        return line("138" + id);
    }

    @Override
    public void enter(QueueWish wish) {
        if (refusal != null) throw refusal;
        did.add("enter " + wish.queue() + wish.agentId().map(id -> " for " + id).orElse("")
                + (wish.priority() > 0 ? " by " + wish.priority() : "")
                + wish.enteredAt().map(since -> " since " + since).orElse(""));
    }

    @Override
    public QueuePlace place() {
        return place;
    }

    @Override
    public void renew() {
        did.add("renew");
    }

    @Override
    public void leave(QueueLeave why) {
        did.add("leave " + why);
    }

    @Override
    public boolean hold(String flow) {
        did.add("hold, then " + flow);
        return holdable;
    }

    @Override
    public AgentLease claim(AgentClaim claim) {
        if (claimRefusal != null) throw claimRefusal;
        did.add("claim " + claim.agentId());
        return new FakeLease(claim.agentId(), did);
    }

    @Override
    public Optional<CentreNews> news() {
        return Optional.ofNullable(news.poll());
    }

    @Override
    public void prepare(PromptPart part) {
        var words = part instanceof PromptPart.Spoken(var utterance) ? utterance.text() : part.toString();
        did.add("prepare " + words);
    }

    @Override
    public Optional<TalkParty> without(TalkParty leaving) {
        if (third == null) return Optional.empty();
        var next = Optional.<TalkParty>of(third);
        third = null;
        leaving.close();
        return next;
    }

    @Override
    public TalkParty agent(AgentLease lease) {
        did.add("ring " + lease.agentId() + " for " + lease.terms().ringTime().toSeconds() + " s");
        return line(lease.number());
    }

    @Override
    public TalkParty call(Party.Wish wish) {
        did.add("call " + wish.number());
        return line(wish.number());
    }

    @Override
    public void caller(TalkRole role) {
        did.add("the caller is " + role);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        did.add("leave the centre");
        whenClosed.run();
    }

    /** Somebody who is called. */
    final class FakeLine implements TalkParty {

        State state = State.CALLED;
        String code = "107486";
        boolean saying;

        @Nullable
        State whenConnected;

        private final String number;
        private boolean hungUp;

        FakeLine(String number) {
            this.number = number;
        }

        @Override
        public State state() {
            return state;
        }

        @Override
        public Activity change() {
            return () -> {};
        }

        @Override
        public void connect() {
            did.add("connect " + number);
            if (whenConnected != null) state = whenConnected;
        }

        @Override
        public void role(TalkRole role) {
            did.add(number + " is " + role);
        }

        @Override
        public void say(Upcoming prompt) {
            did.add("say to " + number + " " + prompt);
            saying = true;
        }

        @Override
        public boolean saying() {
            return saying;
        }

        @Override
        public void ring() {
            did.add("ring tone to " + number);
        }

        @Override
        public void press(char key) {
            did.add("press " + key);
        }

        @Override
        public Duration talked() {
            return Duration.ofSeconds(42);
        }

        @Override
        public boolean hungUp() {
            return true;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public void close() {
            if (hungUp) return;
            hungUp = true;
            did.add("hang up " + number);
        }
    }
}
