package io.ringflow.ivr.call;

import io.ringflow.sip.LegEvent;
import io.ringflow.sip.LegListener;
import io.ringflow.sip.OfferRejected;
import io.ringflow.sip.SessionDescription;

/** Owner of a leg that no call is made of: has nothing to say and nothing to learn. */
final class RefusedLeg implements LegListener {

    @Override
    public SessionDescription onOffer(SessionDescription offer) {
        throw new OfferRejected(488, "the call is refused");
    }

    @Override
    public SessionDescription onOfferWanted() {
        throw new OfferRejected(488, "the call is refused");
    }

    @Override
    public void onAnswer(SessionDescription answer) {
        throw new OfferRejected(488, "the call is refused");
    }

    @Override
    public void onEvent(LegEvent event) {}
}
