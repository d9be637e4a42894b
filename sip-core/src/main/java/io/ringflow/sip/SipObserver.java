package io.ringflow.sip;

import java.net.InetSocketAddress;

/**
 * Facts about signalling, for metrics and traces. Contract: fast, no lock, no throw, any thread.
 *
 * <pre>
 * messageReceived ─┬─▶ refused            (pre-parser, rate limit, overload)
 *                  └─▶ legStarted ─▶ legAnswered? ─▶ legEnded
 * </pre>
 */
public interface SipObserver {

    SipObserver NONE = new SipObserver() {};

    /** Why something from the network was not let in. A closed set: it is a metric label. */
    enum Refusal {
        MALFORMED,
        TOO_LARGE,
        RATE_LIMITED,
        SCANNER,
        OVERLOADED,
        DRAINING,
        UNSUPPORTED,
        STRAY_RESPONSE,
        STRAY_REQUEST,
        CONNECTION_LIMIT,
        IDLE_CONNECTION
    }

    default void messageReceived(Transport transport, int bytes) {}

    default void messageSent(Transport transport, int bytes) {}

    default void refused(Refusal why, InetSocketAddress source) {}

    default void legStarted(String legId) {}

    /** @param nanosSinceInvite from the INVITE's arrival to our 200 */
    default void legAnswered(String legId, long nanosSinceInvite) {}

    default void legEnded(String legId, EndReason reason) {}

    default void retransmitted(Transport transport) {}
}
