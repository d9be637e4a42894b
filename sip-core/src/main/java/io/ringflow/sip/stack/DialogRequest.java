package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A request inside a dialog of ours, ready to be encoded: RFC 3261 §12.2.1.1. One without a remote tag is outside: the
 * INVITE that is to make the dialog.
 *
 * @param method BYE, INVITE, UPDATE, INFO, ACK …
 * @param id Call-ID and tags
 * @param localUri our address in the dialog with display name, as it stood in To (without tag)
 * @param remoteUri theirs, as it stood in From (without tag)
 * @param remoteTarget Request-URI: the Contact of the peer
 * @param routeSet Route values in order
 * @param cseq sequence number
 * @param listener listener to send from
 * @param fallbackHop where the dialog's first request came from; used when the target is not routable (RFC 3261 §12,
 *     and NAT: a private Contact behind a public source)
 * @param headers extra lines
 * @param body description or other body
 */
public record DialogRequest(
        String method,
        DialogId id,
        String localUri,
        String remoteUri,
        String remoteTarget,
        List<String> routeSet,
        long cseq,
        ListenAddress listener,
        InetSocketAddress fallbackHop,
        List<InboundRequest.HeaderLine> headers,
        Optional<SessionDescription> body) {

    /** Whether there is no dialog yet; such a request goes to the hop its maker named, whatever its URI says. */
    boolean isOutside() {
        return id.remoteTag().isEmpty();
    }

    /** The CANCEL of this INVITE: the same in all that identifies it (RFC 3261 §9.1). */
    DialogRequest cancelling(List<InboundRequest.HeaderLine> reason) {
        return new DialogRequest(
                "CANCEL",
                id,
                localUri,
                remoteUri,
                remoteTarget,
                routeSet,
                cseq,
                listener,
                fallbackHop,
                reason,
                Optional.empty());
    }
}
