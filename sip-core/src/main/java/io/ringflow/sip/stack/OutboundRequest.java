package io.ringflow.sip.stack;

import io.ringflow.sip.message.Contacts;
import io.ringflow.sip.message.Requests;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A dialog request written out (RFC 3261 §12.2.1.1).
 *
 * @param octets the whole message
 * @param branch its transaction
 * @param nextHop URI it is to be sent to
 */
record OutboundRequest(byte[] octets, String branch, String nextHop) {
    private static final Set<String> TARGET_REFRESH = Set.of("INVITE", "UPDATE", "SUBSCRIBE", "REFER");
    private static final byte[] NO_BODY = {};

    static OutboundRequest of(DialogRequest request, String userAgent) {
        return of(request, "z9hG4bK" + hex() + hex(), userAgent);
    }

    /** One whose transaction is named from outside: a CANCEL has its INVITE's branch (RFC 3261 §9.1). */
    static OutboundRequest of(DialogRequest request, String branch, String userAgent) {
        Requests.Target target = Requests.Target.of(request.remoteTarget(), request.routeSet());
        String via = "SIP/2.0/" + request.listener().transport().name() + " " + Contacts.sentBy(request.listener())
                + ";rport;branch=" + branch;
        var head = new Requests.Head(request.method() + " " + target.uri() + " SIP/2.0")
                .line("Via", via)
                .line("Max-Forwards", "70");
        target.routes().forEach(route -> head.line("Route", route));
        head.line("From", tagged(request.localUri(), request.id().localTag()))
                .line("To", tagged(request.remoteUri(), request.id().remoteTag()))
                .line("Call-ID", request.id().callId())
                .line("CSeq", request.cseq() + " " + request.method());
        if (TARGET_REFRESH.contains(request.method())) {
            head.line("Contact", Contacts.of(request.listener()));
        }
        for (InboundRequest.HeaderLine line : request.headers()) {
            head.line(line.name(), line.value());
        }
        head.line("User-Agent", userAgent);
        request.body().ifPresent(body -> head.line("Content-Type", body.contentType()));
        byte[] body = request.body().map(description -> description.bytes()).orElse(NO_BODY);
        return new OutboundRequest(head.with(body), branch, target.nextHop());
    }

    private static String tagged(String uri, String tag) {
        return tag.isEmpty() ? uri : uri + ";tag=" + tag;
    }

    private static String hex() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong());
    }
}
