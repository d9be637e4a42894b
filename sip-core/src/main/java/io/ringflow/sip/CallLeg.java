package io.ringflow.sip;

import java.util.OptionalInt;

/**
 * One SIP dialog seen from our side. Verbs may be called from any thread: each queues one task to the leg's lane and
 * returns at once, or runs it there and then when a virtual thread finds the lane empty; either way what came of it is told
 * by {@link LegEvent}, perhaps before the verb returns: call none under a lock. A verb on a leg that has ended does
 * nothing, and neither do those that answer an INVITE on a leg that we call.
 */
public interface CallLeg {

    /** Short id for logs, unique in this process. */
    String id();

    LegState state();

    /** Sets the owner. Must be called before {@link IncomingCalls#onIncoming} returns; a leg that we call has one. */
    void listen(LegListener listener);

    /** Sends 180 Ringing, once. */
    void ring();

    /** Sends 183 Session Progress with a description: early media. */
    void progress(SessionDescription description);

    /**
     * Sends 200 OK and repeats it until the ACK arrives (RFC 3261 §13.3.1.4), 64 × T1 at most; then
     * {@link LegEvent.Confirmed} or {@link LegEvent.Ended}.
     *
     * @param description our answer if the INVITE had an offer, else our offer
     */
    void answer(SessionDescription description);

    /** Refuses an INVITE that is not answered yet. {@code retryAfterSeconds} adds Retry-After. */
    void reject(EndReason reason, OptionalInt retryAfterSeconds);

    /** Offers a new description by re-INVITE (RFC 3261 §14.1, glare by RFC 3261 §14.1 and RFC 6141). */
    void reoffer(SessionDescription offer);

    /**
     * Sends an INFO, such as a key (RFC 2976 §2, as {@code application/dtmf-relay} uses it), once the dialog is confirmed;
     * before and after it does nothing. What the peer answers is in the ladder only.
     */
    void info(String contentType, byte[] body);

    /**
     * Asks the far end to call somebody else in our place: REFER in the dialog (RFC 3515), with Referred-By (RFC 3892).
     * What comes of it is told by {@link LegEvent.Referral}; the dialog goes on until somebody says BYE.
     *
     * @param user whom to call, a user part as it is dialled, at the host that the far end is reached at
     */
    void refer(String user);

    /**
     * Ends the leg whatever its state: BYE with Reason after an answer; before it a final response to the INVITE that
     * came, a CANCEL for the one that we sent. The owner hears {@link LegEvent.Ended} with this reason at once, whatever
     * the far end still says.
     */
    void bye(EndReason reason);

    /** The messages of this leg so far, one line each, as a ladder. */
    String ladder();
}
