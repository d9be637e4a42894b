package io.ringflow.sip.leg;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** The peer-to-peer relation of RFC 3261 §12: ids, sequence numbers, route set, target. Owned by the leg's lane. */
final class Dialog {
    private final DialogId id;
    private final String localUri;
    private final String remoteUri;
    private final ListenAddress listener;

    private List<String> routeSet;
    private String remoteTarget;
    private InetSocketAddress hop;
    private long remoteCseq;
    private long localCseq;
    private List<HeaderLine> inAck = List.of();

    private Dialog(InboundRequest invite, String localTag) {
        id = new DialogId(invite.callId(), localTag, invite.fromTag());
        localUri = NameAddr.parse(invite.header("To").orElse("")).withoutTag();
        NameAddr from = NameAddr.parse(invite.header("From").orElse(""));
        remoteUri = from.withoutTag();
        // RFC 3261 §12.1.1: the UAS takes Record-Route in the order it stands in.
        routeSet = RequestRules.split(invite.headers("Record-Route"));
        listener = invite.listener();
        hop = invite.source();
        remoteCseq = invite.cseq();
        remoteTarget = contact(invite.header("Contact")).orElse(from.uri());
    }

    /** RFC 3261 §12.1.2: how the UAC does it. */
    private Dialog(DialogRequest invite, InboundResponse response) {
        DialogId half = invite.id();
        id = new DialogId(half.callId(), half.localTag(), response.toTag().orElse(""));
        localUri = invite.localUri();
        remoteUri = invite.remoteUri();
        listener = invite.listener();
        hop = invite.fallbackHop();
        remoteCseq = -1;
        localCseq = invite.cseq();
        routeSet = RequestRules.split(response.headers("Record-Route")).reversed();
        remoteTarget = contact(response.header("Contact")).orElse(invite.remoteTarget());
    }

    /** The dialog, early or not, that a response to an INVITE of ours makes. */
    static Dialog of(DialogRequest invite, InboundResponse response) {
        return new Dialog(invite, response);
    }

    /** The dialog that an INVITE to us makes. */
    static Dialog of(InboundRequest invite, String localTag) {
        return new Dialog(invite, localTag);
    }

    DialogId id() {
        return id;
    }

    /** Our address in it, as a header value without a tag. */
    String localUri() {
        return localUri;
    }

    String remoteTarget() {
        return remoteTarget;
    }

    /** Whether the request comes in order; if so its number is the new low mark (RFC 3261 §12.2.2). */
    boolean inOrder(InboundRequest request) {
        if (request.cseq() < remoteCseq) {
            return false;
        }
        remoteCseq = request.cseq();
        return true;
    }

    /** Takes the new target of a target refresh request that we accepted (RFC 3261 §12.2.2, RFC 3311 §5.1). */
    void refresh(InboundRequest request) {
        refreshTarget(request.header("Contact"));
        hop = request.source();
    }

    /**
     * An early dialog of ours is answered: the route set is computed anew (RFC 3261 §13.2.2.4).
     *
     * @param credentials those of the INVITE, which its ACK carries too (RFC 3261 §22.1)
     */
    void confirmed(InboundResponse response, List<HeaderLine> credentials) {
        routeSet = RequestRules.split(response.headers("Record-Route")).reversed();
        inAck = credentials;
        refreshTarget(response.header("Contact"));
    }

    /** Takes the new target of a 2xx to a target refresh request of ours. */
    void refreshTarget(Optional<String> contactHeader) {
        contact(contactHeader).ifPresent(uri -> remoteTarget = uri);
    }

    /** The next request of ours. */
    DialogRequest request(String method, List<HeaderLine> headers, Optional<SessionDescription> body) {
        localCseq++;
        return build(method, localCseq, headers, body);
    }

    /** The ACK of a 2xx to our INVITE of that number (RFC 3261 §13.2.2.4). */
    DialogRequest ack(long cseq) {
        return build("ACK", cseq, inAck, Optional.empty());
    }

    private DialogRequest build(String method, long cseq, List<HeaderLine> headers, Optional<SessionDescription> body) {
        return new DialogRequest(
                method, id, localUri, remoteUri, remoteTarget, routeSet, cseq, listener, hop, headers, body);
    }

    private static Optional<String> contact(Optional<String> header) {
        return header.flatMap(line -> NameAddr.split(line).stream().findFirst())
                .map(value -> NameAddr.parse(value).uri())
                .filter(uri -> !UserPart.scheme(uri).isEmpty());
    }
}
