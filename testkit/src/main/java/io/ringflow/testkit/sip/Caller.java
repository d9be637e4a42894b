package io.ringflow.testkit.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The calling side of one call. Its verbs belong to the test's thread; what the far end asks is answered on the wire's:
 * BYE, re-INVITE, UPDATE, INFO and OPTIONS with 200, unless {@link #answerByHand} was said.
 */
public final class Caller implements Conversation {
    private final SipPeer peer;
    private final String callId = SipPeer.token() + "@testkit";
    private final String from;
    private final String target;
    private final Mailbox mailbox = new Mailbox();
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile String sdp;
    private volatile SipText invite;
    private volatile Optional<SipText> answer = Optional.empty();
    private volatile Optional<SipText> ack = Optional.empty();
    private volatile String remoteTarget;
    private volatile List<String> route = List.of();
    private volatile String to;
    private volatile long sequence = 1;
    private volatile boolean automatic = true;
    private volatile boolean farEndHungUp;

    Caller(SipPeer peer, String target, String sdp) {
        this.peer = peer;
        this.target = target;
        this.remoteTarget = target;
        this.sdp = sdp;
        this.from = "<sip:" + peer.user() + "@" + peer.address().getAddress().getHostAddress() + ">;tag="
                + SipPeer.token().substring(8);
        this.to = "<" + target + ">";
        this.invite = SipText.request("INVITE", target);
    }

    void invite(UnaryOperator<SipText> edit) {
        var request = withBody(request("INVITE"), sdp)
                .plus("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE")
                .plus("User-Agent", "ringflow-testkit");
        invite = edit.apply(request);
        peer.send(hop(), invite);
    }

    public String callId() {
        return callId;
    }

    /** The INVITE as it was sent. */
    public SipText invite() {
        return invite;
    }

    /** The 2xx that answered the call. */
    public SipText answer() {
        return answer.orElseThrow(() -> new AssertionError("the call was not answered\n" + peer.ladder()));
    }

    /** The description the far end answered or offered with. */
    public SdpText remoteSdp() {
        return SdpText.parse(answer().bodyText());
    }

    /** From now on the far end's requests wait to be expected, and are answered by {@link SipPeer#answer}. */
    public Caller answerByHand() {
        automatic = false;
        return this;
    }

    /** The session description this side answers re-INVITEs with. */
    public Caller describe(String description) {
        sdp = description;
        return this;
    }

    /** Waits for the call to be answered and acknowledges; fails on any other outcome. Returns the 2xx. */
    public SipText answered() {
        return answered(SipPeer.PATIENCE);
    }

    public SipText answered(Duration patience) {
        var response = finalResponse(patience);
        if (response.status() >= 300) {
            throw new AssertionError("refused: " + response.firstLine() + "\n" + peer.ladder());
        }
        if (invite.body().length == 0 && !sdp.isEmpty()) {
            ack(sdp);
        } else {
            ack();
        }
        return response;
    }

    /** Waits for the call to be refused; the refusal is acknowledged by the transaction layer. */
    public SipText refused() {
        var response = finalResponse(SipPeer.PATIENCE);
        if (response.status() < 300) {
            throw new AssertionError("not refused: " + response.firstLine() + "\n" + peer.ladder());
        }
        return response;
    }

    /** The final response to the INVITE, whichever; a 2xx is not acknowledged yet. */
    public SipText finalResponse(Duration patience) {
        return expect(
                message -> message.isFinal() && message.sequence() == invite.sequence() && isInvite(message),
                "a final response to INVITE",
                patience);
    }

    /** Acknowledges the last 2xx; it is repeated by itself when the 2xx comes again. */
    public void ack() {
        ack("");
    }

    /** Acknowledges with the answer to an offer that came in the 2xx. */
    public void ack(String answerSdp) {
        var request = withBody(request("ACK").with("CSeq", invite.sequence() + " ACK"), answerSdp);
        ack = Optional.of(peer.send(hop(), request));
    }

    /** Takes the INVITE back. */
    public SipText cancel() {
        var cancel = SipText.request("CANCEL", invite.uri())
                .plus("Via", invite.header("Via"))
                .plus("From", invite.header("From"))
                .plus("To", invite.header("To"))
                .plus("Call-ID", callId)
                .plus("CSeq", invite.sequence() + " CANCEL")
                .plus("Max-Forwards", "70");
        return peer.send(hop(), cancel);
    }

    /** Ends the call and waits for the answer to the BYE. */
    public SipText bye() {
        ended.countDown();
        return ask(request("BYE"));
    }

    /** A new offer within the call; acknowledged when it is answered with 2xx. Returns the final response. */
    public SipText reInvite(String offer) {
        sdp = offer.isEmpty() ? sdp : offer;
        invite = withBody(request("INVITE"), offer);
        peer.send(hop(), invite);
        var response = finalResponse(SipPeer.PATIENCE);
        if (response.status() < 300) {
            answered(response);
            ack(offer.isEmpty() ? sdp : "");
        }
        return response;
    }

    /** Puts the far end on hold: the last description, sending only. */
    public SipText hold() {
        return reInvite(SdpText.parse(sdp).direction("sendonly").toString());
    }

    public SipText resume() {
        return reInvite(SdpText.parse(sdp).direction("sendrecv").toString());
    }

    public SipText update(String offer) {
        return ask(withBody(request("UPDATE"), offer));
    }

    /** Reports a key by INFO with a relay body. */
    public SipText info(char digit) {
        return ask(request("INFO").withBody("application/dtmf-relay", "Signal=" + digit + "\r\nDuration=160\r\n"));
    }

    public SipText options() {
        return ask(request("OPTIONS"));
    }

    /** A request of this dialog with the next CSeq, to be edited and sent by {@link #ask} or {@link #send}. */
    public SipText request(String method) {
        boolean repeatsNumber = method.equals("ACK")
                || (method.equals("INVITE") && invite.callId().isEmpty());
        long number = repeatsNumber ? sequence : ++sequence;
        var request = SipText.request(method, remoteTarget).plus("Via", peer.newVia());
        for (var hop : route) {
            request = request.plus("Route", hop);
        }
        return request.plus("From", from)
                .plus("To", to)
                .plus("Call-ID", callId)
                .plus("CSeq", number + " " + method)
                .plus("Contact", "<" + peer.uri() + ">")
                .plus("Max-Forwards", "70");
    }

    public SipText send(SipText request) {
        return peer.send(hop(), request);
    }

    /** Sends a request and waits for its final response. */
    public SipText ask(SipText request) {
        send(request);
        return expect(
                message -> message.isFinal() && message.header("CSeq").equals(request.header("CSeq")),
                "the answer to " + request.method(),
                SipPeer.PATIENCE);
    }

    public SipText expect(String method) {
        return expect(message -> message.isRequest() && message.method().equals(method), method, SipPeer.PATIENCE);
    }

    public SipText expect(int status) {
        return expect(message -> message.status() == status, status + "", SipPeer.PATIENCE);
    }

    /** The next message of this call that is wanted; fails with the ladder when it does not come in time. */
    public SipText expect(Predicate<SipText> wanted, String what, Duration patience) {
        return peer.expect(mailbox, wanted, what, patience);
    }

    public Optional<SipText> poll(Predicate<SipText> wanted, Duration patience) {
        return mailbox.take(wanted, patience);
    }

    /** Waits until the far end hangs up; returns its BYE. */
    public SipText hungUp(Duration patience) {
        return expect(message -> message.isRequest() && message.method().equals("BYE"), "BYE", patience);
    }

    public SipText hungUp() {
        return hungUp(SipPeer.PATIENCE);
    }

    /** Whether a BYE has passed, in either direction; waits for it that long. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean farEndHungUp() {
        return farEndHungUp;
    }

    public Ladder ladder() {
        return peer.ladder();
    }

    @Override
    public void responded(SipText response, boolean again) {
        if (isInvite(response) && response.status() / 100 == 2) {
            if (again) {
                ack.filter(sent -> sent.sequence() == response.sequence())
                        .ifPresent(sent -> peer.transmit(hop(), sent, true));
                return;
            }
            answered(response);
        }
        if (!again) {
            mailbox.add(response);
        }
    }

    @Override
    public void requested(SipText request) {
        if (automatic) {
            switch (request.method()) {
                case "BYE", "OPTIONS", "INFO" -> peer.answer(request, 200, "OK");
                case "INVITE", "UPDATE" -> describeTo(request);
                case "ACK", "CANCEL" -> {}
                default -> peer.answer(request, 501, "Not Implemented");
            }
        }
        if (request.method().equals("BYE")) {
            farEndHungUp = true;
            ended.countDown();
        }
        mailbox.add(request);
    }

    private void describeTo(SipText request) {
        request.find("Contact").ifPresent(contact -> remoteTarget = SipUri.inside(contact));
        var response = SipText.answer(request, 200, "OK").plus("Contact", "<" + peer.uri() + ">");
        boolean describes = request.method().equals("INVITE") || request.body().length > 0;
        peer.answer(request, describes ? withBody(response, sdp) : response);
    }

    private void answered(SipText response) {
        answer = Optional.of(response);
        to = response.header("To");
        response.find("Contact").ifPresent(contact -> remoteTarget = SipUri.inside(contact));
        if (invite.sequence() == 1) {
            var recorded = new ArrayList<>(response.all("Record-Route"));
            Collections.reverse(recorded); // RFC 3261 §12.1.2
            route = List.copyOf(recorded);
        }
    }

    private InetSocketAddress hop() {
        if (!route.isEmpty()) {
            return SipUri.address(SipUri.inside(route.getFirst()));
        }
        return SipUri.address(answer.isPresent() ? remoteTarget : target);
    }

    private static boolean isInvite(SipText response) {
        return response.method().equals("INVITE");
    }

    private static SipText withBody(SipText message, String description) {
        return description.isEmpty() ? message : message.withBody("application/sdp", description);
    }
}
