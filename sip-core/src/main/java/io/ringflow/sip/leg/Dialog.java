package io.ringflow.sip.leg;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The peer-to-peer relation of RFC 3261 §12: ids, sequence numbers, route set, target. Owned by the leg's lane. */
final class Dialog {
    private final DialogId id;
    private final String localUri;
    private final String remoteUri;
    private final List<String> routeSet;
    private final ListenAddress listener;

    private String remoteTarget;
    private InetSocketAddress hop;
    private long remoteCseq;
    private long localCseq;

    private Dialog(InboundRequest invite, String localTag) {
        id = new DialogId(invite.callId(), localTag, invite.fromTag());
        localUri = NameAddr.parse(invite.header("To").orElse("")).withoutTag();
        NameAddr from = NameAddr.parse(invite.header("From").orElse(""));
        remoteUri = from.withoutTag();
        // RFC 3261 §12.1.1: the UAS takes Record-Route in the order it stands in.
        List<String> routes = new ArrayList<>();
        invite.headers("Record-Route").forEach(line -> routes.addAll(NameAddr.split(line)));
        routeSet = List.copyOf(routes);
        listener = invite.listener();
        hop = invite.source();
        remoteCseq = invite.cseq();
        remoteTarget = contact(invite.header("Contact")).orElse(from.uri());
    }

    /** The dialog that an INVITE to us makes. */
    static Dialog of(InboundRequest invite, String localTag) {
        return new Dialog(invite, localTag);
    }

    DialogId id() {
        return id;
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
        return build("ACK", cseq, List.of(), Optional.empty());
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
