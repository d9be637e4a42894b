package io.ringflow.sip;

/** What a leg tells its owner, in order, on the leg's lane. After {@link Ended} comes nothing. */
public sealed interface LegEvent {

    /**
     * Whom we call is being reached; only on legs that we call. Told anew when any of it changes, not when a response
     * is repeated.
     *
     * @param status 180 rings, 181 is forwarded, 182 is queued, 183 anything else that can be heard
     * @param earlyMedia whether the far end has described its sound, and {@link LegListener#onAnswer} was told; without
     *     it the caller needs a ring-back tone of ours (RFC 3960 §3.1)
     */
    record Progress(int status, boolean earlyMedia) implements LegEvent {}

    /**
     * The dialog is confirmed: the ACK of our 2xx arrived (RFC 3261 §13.3.1.4), or whom we called answered and our ACK
     * is sent.
     */
    record Confirmed() implements LegEvent {}

    /** An INFO with a body arrived and was answered 200 (RFC 6086, and the older DTMF use of RFC 2976). */
    record Info(String contentType, byte[] body) implements LegEvent {}

    /**
     * News of {@link CallLeg#refer}. After one that is not accepted, or whose status is 200 or more, comes nothing more of
     * it.
     *
     * @param accepted whether the far end does it; if not, the status is its answer to REFER, 408 for none
     * @param status what the call that it makes has come to, as its NOTIFY says (RFC 3515 §2.4.5)
     */
    record Referral(boolean accepted, int status) implements LegEvent {}

    /** The leg is over, whoever ended it. Exactly once per leg. */
    record Ended(EndReason reason) implements LegEvent {}
}
