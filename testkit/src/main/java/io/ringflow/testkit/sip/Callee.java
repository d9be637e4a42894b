package io.ringflow.testkit.sip;

/**
 * The called side of one call. Its verbs belong to the test's thread; what the far end asks is answered on the wire's:
 * BYE, CANCEL, re-INVITE, UPDATE, INFO and OPTIONS with 200, and an INVITE that was cancelled with 487.
 */
public final class Callee implements Conversation {
    private final SipPeer peer;
    private volatile SipText invite;
    private final String tag = SipPeer.token();
    private final Mailbox mailbox = new Mailbox();

    private volatile String sdp = "";
    private volatile long sequence = 1;
    private volatile boolean decided;
    private volatile boolean cancelled;
    private volatile boolean farEndHungUp;

    Callee(SipPeer peer, SipText invite) {
        this.peer = peer;
        this.invite = invite;
    }

    public SipText invite() {
        return invite;
    }

    /** The number that was called. */
    public String number() {
        return SipUri.user(invite.uri());
    }

    /** What the far end offered. */
    public SdpText offer() {
        return SdpText.parse(invite.bodyText());
    }

    public boolean cancelled() {
        return cancelled;
    }

    public boolean farEndHungUp() {
        return farEndHungUp;
    }

    public Callee rings() {
        respond(180, "Ringing", "");
        return this;
    }

    /** Sends early media with this description. */
    public Callee speaksEarly(String description) {
        respond(183, "Session Progress", description);
        return this;
    }

    /** Answers with this description, and waits until that is acknowledged. */
    public Callee answers(String description) {
        sdp = description;
        decided = true;
        respond(200, "OK", description);
        expect("ACK");
        return this;
    }

    /** Refuses, and waits until that is acknowledged. */
    public void refuses(int status, String reason) {
        decided = true;
        respond(status, reason, "");
        expect("ACK");
    }

    /** Asks who calls (RFC 3261 §22.3), and waits for the INVITE that says so; it takes the place of the first. */
    public Callee challenges(String challenge) {
        var response = SipText.answer(invite, 407, "Proxy Authentication Required");
        long before = invite.sequence();
        response = response.with("To", response.header("To") + ";tag=" + SipPeer.token());
        peer.answer(invite, response.plus("Proxy-Authenticate", challenge));
        invite = peer.expect(
                mailbox,
                message -> message.method().equals("INVITE") && message.sequence() > before,
                "an INVITE with credentials",
                SipPeer.PATIENCE);
        return this;
    }

    /** Ends the call and waits for the answer to the BYE. */
    public SipText bye() {
        return answerTo(sendBye());
    }

    /** Reports a key by INFO with a relay body, and waits for the answer. */
    public SipText info(char digit) {
        var body = "Signal=" + digit + "\r\nDuration=160\r\n";
        return answerTo(send(request("INFO").withBody("application/dtmf-relay", body)));
    }

    /** Says by re-INVITE which way sound is to go from now on, as a telephone that holds, and acknowledges the answer. */
    public SipText directs(String direction) {
        sdp = SdpText.parse(sdp).direction(direction).toString();
        var offer = request("INVITE").plus("Contact", "<" + peer.uri() + ">").withBody("application/sdp", sdp);
        var answer = answerTo(send(offer));
        // RFC 3261 §13.2.2.4: its number is that of the INVITE.
        send(request("ACK").with("CSeq", offer.sequence() + " ACK"));
        return answer;
    }

    /** Ends the call, whatever becomes of it. */
    public SipText sendBye() {
        return send(request("BYE"));
    }

    private SipText request(String method) {
        return SipText.request(method, contact())
                .plus("Via", peer.newVia())
                .plus("From", invite.header("To") + ";tag=" + tag)
                .plus("To", invite.header("From"))
                .plus("Call-ID", invite.callId())
                .plus("CSeq", sequence++ + " " + method)
                .plus("Max-Forwards", "70");
    }

    private SipText send(SipText request) {
        return peer.send(SipUri.address(contact()), request);
    }

    private SipText answerTo(SipText request) {
        return peer.expect(
                mailbox,
                message -> message.isFinal() && message.header("CSeq").equals(request.header("CSeq")),
                "the answer to " + request.method(),
                SipPeer.PATIENCE);
    }

    private String contact() {
        return SipUri.inside(invite.header("Contact"));
    }

    /** The next request of this method of this call; fails with the ladder when it does not come in time. */
    public SipText expect(String method) {
        return peer.expect(
                mailbox, message -> message.isRequest() && message.method().equals(method), method, SipPeer.PATIENCE);
    }

    @Override
    public void requested(SipText request) {
        switch (request.method()) {
            case "ACK" -> {}
            case "CANCEL" -> cancel(request);
            case "BYE" -> {
                farEndHungUp = true;
                peer.answer(request, 200, "OK");
            }
            case "INVITE" -> {
                if (decided) describeTo(request);
            }
            case "UPDATE" -> describeTo(request);
            default -> peer.answer(request, 200, "OK");
        }
        mailbox.add(request);
    }

    @Override
    public void responded(SipText response, boolean again) {
        if (!again) mailbox.add(response);
    }

    private void cancel(SipText request) {
        cancelled = true;
        peer.answer(request, 200, "OK");
        if (!decided) respond(487, "Request Terminated", "");
    }

    private void describeTo(SipText request) {
        var response = SipText.answer(request, 200, "OK").plus("Contact", "<" + peer.uri() + ">");
        peer.answer(request, response.withBody("application/sdp", sdp));
    }

    private void respond(int status, String reason, String description) {
        var response = SipText.answer(invite, status, reason);
        response = response.with("To", response.header("To") + ";tag=" + tag).plus("Contact", "<" + peer.uri() + ">");
        peer.answer(invite, description.isEmpty() ? response : response.withBody("application/sdp", description));
    }
}
