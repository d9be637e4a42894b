package io.ringflow.sip.leg;

import io.ringflow.sip.CallIdentity;
import io.ringflow.sip.CallTarget;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.DialogRequest;
import io.ringflow.sip.stack.InboundRequest.HeaderLine;
import io.ringflow.sip.stack.InboundResponse;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The INVITE of one call of ours, and how it changes from one refusal to the next: credentials, a longer session, another
 * target (RFC 3261 §8.1.3.4, §22.2; RFC 4028 §7.4). Owned by the leg's lane.
 */
final class OutgoingInvite {
    /** Nobody raises the interval again and again in good faith. */
    private static final int MOST_RAISES = 2;

    private final CallTarget target;
    private final ListenAddress listener;
    private final DialogId id;
    private final SessionDescription offer;
    private final Redirection redirection;
    private final Optional<DigestClient> account;

    private Optional<DigestClient.Attempts> attempts;
    private List<HeaderLine> credentials = List.of();
    private String uri;
    private InetSocketAddress hop;
    private int sessionSeconds;
    private Optional<Integer> minSession = Optional.empty();
    private int raises;
    private DialogRequest last;

    OutgoingInvite(CallTarget target, ListenAddress listener, String callId, String tag, SessionDescription offer) {
        this.target = target;
        this.listener = listener;
        this.offer = offer;
        id = new DialogId(callId, tag, "");
        redirection = new Redirection(target, listener);
        account = target.digest();
        attempts = account.map(DigestClient::attempts);
        uri = target.uri();
        hop = target.hop();
        sessionSeconds = target.sessionInterval()
                .map(interval ->
                        Math.max(SessionTerms.SHORTEST, (int) Math.min(interval.toSeconds(), SessionTerms.LONGEST)))
                .orElse(0);
        last = build(1);
    }

    /** The request as it was sent last, or is to be sent first. */
    DialogRequest request() {
        return last;
    }

    /** The credentials of that request, for its ACK. */
    List<HeaderLine> credentials() {
        return credentials;
    }

    /** Whether a refusal can be met; if so {@link #request} is the one to send now. */
    boolean meets(InboundResponse refusal) {
        boolean met =
                switch (refusal.status()) {
                    case 401, 407 -> authorized(refusal);
                    case 422 -> raised(refusal);
                    // A target of a redirection that fails leaves the others; 6xx speaks for all of them.
                    default -> refusal.status() < 600 && redirected(refusal);
                };
        if (met) {
            last = build(last.cseq() + 1);
        }
        return met;
    }

    private boolean authorized(InboundResponse refusal) {
        Optional<List<HeaderLine>> answers = attempts.flatMap(tries -> Challenges.answer(tries, last, refusal));
        answers.ifPresent(lines -> credentials = lines);
        return answers.isPresent();
    }

    private boolean raised(InboundResponse refusal) {
        raises++;
        Optional<Integer> least = SessionTerms.seconds(refusal.header("Min-SE"));
        boolean longer = least.filter(seconds -> seconds > sessionSeconds && seconds <= SessionTerms.LONGEST)
                .isPresent();
        if (raises > MOST_RAISES || sessionSeconds == 0 || !longer) {
            return false;
        }
        sessionSeconds = least.orElseThrow();
        minSession = least;
        return true;
    }

    private boolean redirected(InboundResponse refusal) {
        Optional<Redirection.Next> next = redirection.next(refusal);
        next.ifPresent(to -> {
            uri = to.uri();
            hop = to.hop();
            credentials = List.of();
            attempts = account.map(DigestClient::attempts);
        });
        return next.isPresent();
    }

    private DialogRequest build(long cseq) {
        CallIdentity who = target.identity();
        List<HeaderLine> headers = new ArrayList<>(List.of(Capabilities.ALLOW, Capabilities.SUPPORTED_CALLING));
        headers.add(Capabilities.ACCEPT);
        if (sessionSeconds > 0) {
            headers.add(new HeaderLine("Session-Expires", Integer.toString(sessionSeconds)));
            headers.add(new HeaderLine("Min-SE", Integer.toString(minSession.orElse(SessionTerms.SHORTEST))));
        }
        who.asserted().ifPresent(uri -> headers.add(new HeaderLine("P-Asserted-Identity", "<" + uri + ">")));
        who.preferred().ifPresent(uri -> headers.add(new HeaderLine("P-Preferred-Identity", "<" + uri + ">")));
        if (who.hidden()) {
            headers.add(new HeaderLine("Privacy", "id"));
        }
        target.headers().forEach((name, value) -> headers.add(new HeaderLine(name, value)));
        headers.addAll(credentials);
        String from = who.hidden()
                ? "\"Anonymous\" <" + CallIdentity.ANONYMOUS + ">"
                : NameAddr.of(who.display(), who.from());
        // RFC 3261 §8.1.1.2: To stays what was dialled, however often it is redirected.
        return new DialogRequest(
                "INVITE",
                id,
                from,
                "<" + target.uri() + ">",
                uri,
                target.routes(),
                cseq,
                listener,
                hop,
                List.copyOf(headers),
                Optional.of(offer));
    }
}
