package io.ringflow.sip;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an INVITE said. User parts are unescaped; header names are lower case.
 *
 * @param callId the Call-ID header
 * @param from user part of From, or of P-Asserted-Identity when the source is a trusted network; may be empty
 * @param to user part of the To header
 * @param requestUser user part of the Request-URI: the number that was dialled; may be empty
 * @param source where the INVITE came from
 * @param listener the listener it arrived at; media for the call binds to the same address
 * @param offer the session description in it; empty asks us for a delayed offer
 * @param headers every header of the INVITE, for those who need more
 * @param account the VoIP account that the caller has proved to be; {@code from} then says the same
 */
public record Invitation(
        String callId,
        String from,
        String to,
        String requestUser,
        InetSocketAddress source,
        ListenAddress listener,
        Optional<SessionDescription> offer,
        Map<String, List<String>> headers,
        Optional<String> account) {

    /** One of nobody who has an account. */
    public Invitation(
            String callId,
            String from,
            String to,
            String requestUser,
            InetSocketAddress source,
            ListenAddress listener,
            Optional<SessionDescription> offer,
            Map<String, List<String>> headers) {
        this(callId, from, to, requestUser, source, listener, offer, headers, Optional.empty());
    }
}
