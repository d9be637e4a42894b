package io.ringflow.ivr.trunk;

import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.leg.ClientRegistration;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * How calls of ours go out over a trunk. Immutable, but for the account, which counts its nonces.
 *
 * @param peer where they are sent
 * @param domain host of the number that is called and of the one that is shown; empty: the peer's name or address
 * @param account what the peer's challenges are answered with
 * @param callerRule which number is shown
 * @param callerNumber the trunk's own number; may be empty, not with {@link CallerRule#FIXED}
 * @param maxCalls calls of ours at once
 * @param callsPerSecond calls of ours begun per second
 * @param prefixes beginnings of the numbers that it serves; an empty one serves all
 */
public record OutboundSide(
        TrunkPeer peer,
        Transport transport,
        String domain,
        Optional<DigestClient> account,
        CallerRule callerRule,
        String callerNumber,
        int maxCalls,
        int callsPerSecond,
        List<String> prefixes,
        TrunkUpkeep upkeep) {

    /** Which number the callee and the networks between are shown. */
    public enum CallerRule {
        /** Always the trunk's own. */
        FIXED,
        /** The one that was asked for, else the trunk's own. */
        PASS,
        /** As PASS, and the trunk's own as P-Asserted-Identity (RFC 3325 §9.1). */
        ASSERTED
    }

    /** To a peer that is known by its address and needs nothing but calls. */
    public OutboundSide(
            InetSocketAddress peer,
            Transport transport,
            String domain,
            Optional<DigestClient> account,
            CallerRule callerRule,
            String callerNumber,
            int maxCalls,
            int callsPerSecond,
            List<String> prefixes) {
        this(
                TrunkPeer.of(peer),
                transport,
                domain,
                account,
                callerRule,
                callerNumber,
                maxCalls,
                callsPerSecond,
                prefixes,
                TrunkUpkeep.NONE);
    }

    public OutboundSide {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * Whom to call and as whom.
     *
     * @param hop one of the peer's addresses
     * @param wanted the number to be shown, where the trunk lets it be chosen
     * @param otherwise the number that is shown when neither a wanted one nor one of the trunk's own is there; may be
     *     empty: then nobody's
     */
    public CallTarget target(InetSocketAddress hop, String number, Optional<String> wanted, String otherwise) {
        var target =
                CallTarget.of(uri(number), hop, identity(wanted, otherwise)).with(transport);
        return account.map(target::with).orElse(target);
    }

    /** Whom to ask whether the peer is there. */
    public CallTarget check(InetSocketAddress hop) {
        return CallTarget.of("sip:" + host(), hop, CallIdentity.of(CallIdentity.ANONYMOUS))
                .with(transport);
    }

    /**
     * What is registered with the peer.
     *
     * @param from the listener that calls are to reach
     */
    public ClientRegistration.Terms terms(TrunkUpkeep.Registration registration, ListenAddress from) {
        return new ClientRegistration.Terms(
                "sip:" + host(), uri(registration.user()), registration.contactUser(), from, registration.account());
    }

    private CallIdentity identity(Optional<String> wanted, String otherwise) {
        var own = callerNumber.isEmpty() ? otherwise : callerNumber;
        var shown = callerRule == CallerRule.FIXED ? callerNumber : wanted.orElse(own);
        var identity = CallIdentity.of(shown.isEmpty() ? CallIdentity.ANONYMOUS : uri(shown));
        boolean asserts = callerRule == CallerRule.ASSERTED && !callerNumber.isEmpty();
        return asserts ? identity.asserting(uri(callerNumber)) : identity;
    }

    /** The longest beginning of this number that it serves, in characters; -1 if it does not serve it. */
    int serves(String number) {
        return prefixes.stream()
                .filter(number::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(-1);
    }

    private String uri(String user) {
        return SipNumber.uri(user, host());
    }

    private String host() {
        return domain.isEmpty() ? peer.hostPort() : domain;
    }
}
