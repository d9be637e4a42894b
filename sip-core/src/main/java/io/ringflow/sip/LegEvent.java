package io.ringflow.sip;

/** What a leg tells its owner, in order, on the leg's lane. After {@link Ended} comes nothing. */
public sealed interface LegEvent {

    /** The dialog is confirmed: the ACK of our 2xx arrived (RFC 3261 §13.3.1.4). */
    record Confirmed() implements LegEvent {}

    /** An INFO with a body arrived and was answered 200 (RFC 6086, and the older DTMF use of RFC 2976). */
    record Info(String contentType, byte[] body) implements LegEvent {}

    /** The leg is over, whoever ended it. Exactly once per leg. */
    record Ended(EndReason reason) implements LegEvent {}
}
