package io.ringflow.testkit.sip;

import java.net.InetSocketAddress;
import java.time.Duration;

/** A telephone's registration with an account of a server (RFC 3261 §10). Owned by one thread. */
public final class Registration {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SipPeer peer;
    private final InetSocketAddress registrar;
    private final Password account;
    private final String contact;
    private final String callId = SipPeer.token();

    private long sequence;

    /** @param contact the URI that it says it is reached at */
    public Registration(SipPeer peer, InetSocketAddress registrar, Password account, String contact) {
        this.peer = peer;
        this.registrar = registrar;
        this.account = account;
        this.contact = contact;
    }

    /** Registers for so many seconds, 0 takes it back; returns the first answer that is no challenge. */
    public SipText register(int seconds) {
        var answer = ask(request(seconds));
        if (answer.status() != 401) return answer;
        return ask(request(seconds).plus("Authorization", account.answer(answer, "REGISTER", uri())));
    }

    private String uri() {
        return "sip:" + registrar.getAddress().getHostAddress() + ":" + registrar.getPort();
    }

    private SipText request(int seconds) {
        sequence++;
        String self = "<sip:" + account.user() + "@" + registrar.getAddress().getHostAddress() + ">";
        return SipText.request("REGISTER", uri())
                .plus("Via", peer.newVia())
                .plus("Max-Forwards", "70")
                .plus("From", self + ";tag=" + callId)
                .plus("To", self)
                .plus("Call-ID", callId)
                .plus("CSeq", sequence + " REGISTER")
                .plus("Contact", "<" + contact + ">;expires=" + seconds);
    }

    private SipText ask(SipText request) {
        peer.send(registrar, request);
        return peer.expect(
                answer -> answer.isFinal() && answer.callId().equals(callId) && answer.sequence() == sequence,
                "an answer to REGISTER " + sequence,
                PATIENCE);
    }
}
