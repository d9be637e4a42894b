package io.ringflow.testkit.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A SIP user agent over one socket of its own, in which nothing is hidden: {@link #send} and {@link #expect} any text,
 * or {@link #dial} and let a {@link Caller} follow the rules.
 *
 * <p>By itself it does what a transaction layer does: repeats requests over UDP until they are answered, repeats its
 * answers when a request comes again, acknowledges refused INVITEs, and answers OPTIONS. A message that comes again
 * stands in the ladder but is not expected twice.
 */
public final class SipPeer implements AutoCloseable, SipWire.Arrivals {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String user;
    private final SipWire wire;
    private final Retransmissions retransmissions;
    private final Runnable closeTimer;
    private final Ladder ladder = new Ladder();
    private final Mailbox mailbox = new Mailbox();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, SipText> requests = new ConcurrentHashMap<>();
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final Map<String, InetSocketAddress> sources = new ConcurrentHashMap<>();
    private final Map<String, Conversation> calls = new ConcurrentHashMap<>();

    private SipPeer(String user, InetAddress bind, boolean tcp, ScheduledExecutorService timer, boolean ownTimer) {
        this.user = user;
        this.retransmissions = new Retransmissions(timer);
        this.closeTimer = ownTimer ? timer::shutdownNow : retransmissions::stopAll;
        try {
            this.wire = tcp ? new TcpWire(bind, this) : new UdpWire(bind, this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A peer on a free UDP port of 127.0.0.1. */
    public static SipPeer udp(String user) {
        return at(user, loopback(), false);
    }

    /** A peer on a free TCP port of 127.0.0.1. */
    public static SipPeer tcp(String user) {
        return at(user, loopback(), true);
    }

    public static SipPeer at(String user, InetAddress bind, boolean tcp) {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("sip-peer-timer").factory());
        return new SipPeer(user, bind, tcp, timer, true);
    }

    /** A UDP peer that repeats its requests by a timer of the test, such as a fake one. */
    public static SipPeer udp(String user, ScheduledExecutorService timer) {
        return new SipPeer(user, loopback(), false, timer, false);
    }

    public String user() {
        return user;
    }

    public InetSocketAddress address() {
        return wire.address();
    }

    /** Where this peer is reached: its Contact. */
    public String uri() {
        return "sip:" + user + "@" + hostPort() + (isTcp() ? ";transport=tcp" : "");
    }

    public Ladder ladder() {
        return ladder;
    }

    /** Calls an address with an offer in the INVITE. Returns when the INVITE is sent. */
    public Caller dial(String uri, String offer) {
        return dial(uri, offer, invite -> invite);
    }

    /** Calls with an INVITE without an offer: the offer is expected in the 200. */
    public Caller dial(String uri) {
        return dial(uri, "", invite -> invite);
    }

    /** Calls with an INVITE that was edited just before it is sent. */
    public Caller dial(String uri, String offer, UnaryOperator<SipText> edit) {
        var caller = new Caller(this, uri, offer);
        calls.put(caller.callId(), caller);
        caller.invite(edit);
        return caller;
    }

    /** The next call to this peer; waits for its INVITE, and fails with the ladder when none comes. */
    public Callee called() {
        return called(PATIENCE).orElseThrow(() -> missing("INVITE", PATIENCE));
    }

    /** The next call to this peer, if one comes in time. */
    public Optional<Callee> called(Duration patience) {
        return poll(message -> message.isRequest() && message.method().equals("INVITE"), patience)
                .map(this::taken);
    }

    private Callee taken(SipText invite) {
        var callee = new Callee(this, invite);
        calls.put(invite.callId(), callee);
        // What came for it before it was there.
        mailbox.take(message -> message.callId().equals(invite.callId()), Duration.ZERO)
                .ifPresent(callee::requested);
        return callee;
    }

    /** Sends a message as it is; a request without Via gets one, and over UDP is repeated until it is answered. */
    public SipText send(InetSocketAddress to, SipText message) {
        if (!message.isRequest()) {
            transmit(to, message, false);
            return message;
        }
        var request = message.find("Via").isPresent() ? message : prepended(message, "Via", newVia());
        requests.put(requestKey(request), request);
        transmit(to, request, false);
        if (!isTcp() && !request.method().equals("ACK")) {
            boolean invite = request.method().equals("INVITE");
            retransmissions.start(requestKey(request), !invite, () -> transmit(to, request, true));
        }
        return request;
    }

    /** Sends octets that need not be SIP at all. */
    public void send(InetSocketAddress to, byte[] octets) {
        try {
            wire.send(octets, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers a request where it came from; repeated when the request comes again. */
    public void answer(SipText request, SipText response) {
        var source = sources.get(requestKey(request));
        if (source == null) {
            throw new AssertionError("this request never came: " + request.firstLine());
        }
        answers.put(requestKey(request), response.octets());
        transmit(source, response, false);
        if (!isTcp() && request.method().equals("INVITE") && response.isFinal()) {
            retransmissions.start(ackKey(request), true, () -> transmit(source, response, true));
        }
    }

    /** Answers with a status and nothing more; our tag is added when there is none. */
    public SipText answer(SipText request, int status, String reason) {
        var response = SipText.answer(request, status, reason);
        if (status > 100 && response.param("To", "tag").isEmpty()) {
            response = response.with("To", response.header("To") + ";tag=" + token());
        }
        answer(request, response);
        return response;
    }

    /** The next request of this method that belongs to no call. */
    public SipText expect(String method) {
        return expect(message -> message.isRequest() && message.method().equals(method), method, PATIENCE);
    }

    /** The next response with this status that belongs to no call. */
    public SipText expect(int status) {
        return expect(message -> message.status() == status, status + "", PATIENCE);
    }

    /** The next message wanted that belongs to no call; waits in real time, fails with the ladder. */
    public SipText expect(Predicate<SipText> wanted, String what, Duration patience) {
        return expect(mailbox, wanted, what, patience);
    }

    /** A message wanted, if it comes in time. */
    public Optional<SipText> poll(Predicate<SipText> wanted, Duration patience) {
        return mailbox.take(wanted, patience);
    }

    /** Fresh text for a tag, branch or Call-ID. */
    public static String token() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    /** A Via of this peer with a fresh branch. */
    public String newVia() {
        return "SIP/2.0/" + wire.protocol() + " " + hostPort() + ";rport;branch=z9hG4bK" + token();
    }

    /** Ends every TCP connection without a word. */
    public void dropConnections() {
        try {
            if (wire instanceof TcpWire tcp) {
                tcp.dropConnections();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        wire.close();
        retransmissions.stopAll();
        closeTimer.run();
    }

    @Override
    public void arrived(byte[] octets, InetSocketAddress from) {
        if (new String(octets, StandardCharsets.ISO_8859_1).isBlank()) {
            return; // RFC 5626 §3.5.1: a keep-alive
        }
        var message = SipText.parse(octets);
        boolean again = !seen.add(message.isRequest() ? requestKey(message) : responseKey(message));
        ladder.heard(again, message);
        if (message.isRequest()) {
            request(message, from, again);
        } else {
            response(message, from, again);
        }
    }

    @Override
    public void broken(IOException cause) {
        mailbox.add(SipText.request("BROKEN", "wire").with("Reason", cause.toString()));
    }

    SipText expect(Mailbox from, Predicate<SipText> wanted, String what, Duration patience) {
        return from.take(wanted, patience).orElseThrow(() -> missing(what, patience));
    }

    AssertionError missing(String what, Duration patience) {
        return new AssertionError(user + " waited " + patience.toMillis() + " ms for " + what + "\n" + ladder);
    }

    boolean isTcp() {
        return wire.protocol().equals("TCP");
    }

    private void request(SipText request, InetSocketAddress from, boolean again) {
        String key = requestKey(request);
        if (request.method().equals("ACK")) {
            retransmissions.stop(ackKey(request));
        }
        if (again) {
            var answer = answers.get(key);
            if (answer != null) {
                transmit(from, SipText.parse(answer), true);
            }
            return;
        }
        sources.put(key, from);
        var call = calls.get(request.callId());
        if (call != null) {
            call.requested(request);
        } else if (request.method().equals("OPTIONS")) {
            answer(request, 200, "OK");
        } else {
            mailbox.add(request);
        }
    }

    private void response(SipText response, InetSocketAddress from, boolean again) {
        String key = requestKey(response);
        boolean invite = response.method().equals("INVITE");
        if (response.isFinal() || invite) {
            retransmissions.stop(key);
        }
        var request = requests.get(key);
        if (invite && response.status() >= 300 && request != null) {
            transmit(from, ackOfRefusal(request, response), again);
        }
        var call = calls.get(response.callId());
        if (call != null) {
            call.responded(response, again);
        } else if (!again) {
            mailbox.add(response);
        }
    }

    /** RFC 3261 §17.1.1.3: same branch, same CSeq number, To of the response. */
    private static SipText ackOfRefusal(SipText invite, SipText response) {
        var ack = SipText.request("ACK", invite.uri()).plus("Via", invite.header("Via"));
        for (var route : invite.all("Route")) {
            ack = ack.plus("Route", route);
        }
        return ack.plus("From", invite.header("From"))
                .plus("To", response.header("To"))
                .plus("Call-ID", invite.callId())
                .plus("CSeq", invite.sequence() + " ACK")
                .plus("Max-Forwards", "70");
    }

    void transmit(InetSocketAddress to, SipText message, boolean again) {
        try {
            ladder.sent(again, message, () -> wire.send(message.octets(), to));
        } catch (IOException e) {
            if (!again) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private String hostPort() {
        var address = wire.address();
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    private static SipText prepended(SipText message, String name, String value) {
        var text = SipText.request(message.method(), message.uri()).plus(name, value);
        for (var header : message.headers()) {
            text = text.plus(header.name(), header.value());
        }
        return new SipText(message.firstLine(), text.headers(), message.body());
    }

    /** The transaction of a request, or of the request a response answers. */
    private static String requestKey(SipText message) {
        String via = message.header("Via");
        String branch = SipUri.param(via, "branch");
        return branch + " " + message.method() + " " + message.sequence() + " " + message.callId();
    }

    private static String ackKey(SipText message) {
        return "ack " + message.callId() + " " + message.sequence();
    }

    private static String responseKey(SipText message) {
        return requestKey(message) + " " + message.status() + " " + message.param("To", "tag") + " "
                + message.header("RSeq") + " " + message.bodyText();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByName("127.0.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
