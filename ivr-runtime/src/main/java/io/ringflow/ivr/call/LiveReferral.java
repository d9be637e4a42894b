package io.ringflow.ivr.call;

import io.ringflow.ivr.command.Referral;
import io.ringflow.sip.LegEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A referral of a call: the leg's lane writes down what it hears, the call's thread looks. Thread-safe. */
final class LiveReferral implements Referral {

    private static final Logger LOG = LoggerFactory.getLogger(LiveReferral.class);

    private final CallId id;
    private final Inbox inbox;

    private volatile State state = State.ASKED;

    LiveReferral(CallId id, Inbox inbox) {
        this.id = id;
        this.inbox = inbox;
    }

    /** On the leg's lane. */
    void heard(LegEvent.Referral news) {
        LOG.info("call {}: its referral is {}: {}", id, news.accepted() ? "told" : "refused", news.status());
        state = stateOf(news);
        inbox.post(new CallEvent.ReferralTold());
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        inbox.forgetReferral();
    }

    private static State stateOf(LegEvent.Referral news) {
        if (!news.accepted()) return State.REFUSED;
        if (news.status() < 200) return State.UNDER_WAY;
        return news.status() < 300 ? State.DONE : State.FAILED;
    }
}
