package io.ringflow.sip;

/**
 * The owner of a leg. Every method runs on the leg's lane, one at a time; may block briefly (media negotiation), must
 * not wait for the call.
 */
public interface LegListener {

    /** A new offer arrived in a re-INVITE or UPDATE; returns the answer to send. */
    SessionDescription onOffer(SessionDescription offer) throws OfferRejected;

    /** A re-INVITE came without a description; returns the offer to put into our 200. */
    SessionDescription onOfferWanted() throws OfferRejected;

    /**
     * The answer to an offer of ours arrived, in an ACK or in the 2xx of our own re-INVITE. On a leg that we call it may
     * come several times before {@link LegEvent.Confirmed}, for the one offer of the INVITE: early media, another fork's
     * early media, the answer proper. The last one holds.
     */
    void onAnswer(SessionDescription answer) throws OfferRejected;

    void onEvent(LegEvent event);
}
