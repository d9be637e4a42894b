package io.ringflow.sip.stack;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A request that a test makes up; it keeps what it was answered with. */
public final class FakeRequest implements InboundRequest {
    public static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 5090);
    public static final ListenAddress LISTENER =
            new ListenAddress(Transport.UDP, InetAddress.ofLiteral("127.0.0.1"), 5060, null);

    /** One answer. */
    public record Response(
            int status, @Nullable String localTag, List<HeaderLine> headers, Optional<SessionDescription> body) {
        public Optional<String> header(String name) {
            return headers.stream()
                    .filter(line -> line.name().equals(name))
                    .map(HeaderLine::value)
                    .findFirst();
        }
    }

    private final String method;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final List<Response> responses = new CopyOnWriteArrayList<>();
    private String uri = "sip:100@127.0.0.1";
    private String callId = "call-1";
    private String fromTag = "theirs";
    private Optional<String> toTag = Optional.empty();
    private long cseq = 1;
    private Optional<SessionDescription> body = Optional.empty();
    private InetSocketAddress source = PEER;
    private final AtomicInteger repeats = new AtomicInteger();
    private final List<Runnable> putOff = new CopyOnWriteArrayList<>();
    private boolean young;

    private FakeRequest(String method) {
        this.method = method;
        with("From", "\"Alice\" <sip:13800138000@127.0.0.9>;tag=theirs");
        with("To", "<sip:100@127.0.0.1>");
        with("Contact", "<sip:alice@127.0.0.9:5090>");
    }

    public static FakeRequest of(String method) {
        return new FakeRequest(method);
    }

    /** Sets a header to one value. */
    public FakeRequest with(String name, String value) {
        headers.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(value)));
        return this;
    }

    /** Adds a value to a header. */
    public FakeRequest and(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    public FakeRequest without(String name) {
        headers.remove(name.toLowerCase(Locale.ROOT));
        return this;
    }

    public FakeRequest uri(String value) {
        uri = value;
        return this;
    }

    public FakeRequest callId(String value) {
        callId = value;
        return this;
    }

    public FakeRequest fromTag(String value) {
        fromTag = value;
        return this;
    }

    public FakeRequest toTag(String value) {
        toTag = Optional.of(value);
        return this;
    }

    public FakeRequest cseq(long value) {
        cseq = value;
        return this;
    }

    public FakeRequest sdp(String text) {
        return body(SessionDescription.SDP, text);
    }

    public FakeRequest body(String type, String text) {
        body = Optional.of(
                new SessionDescription(type, SessionDescription.sdp(text).bytes()));
        return this;
    }

    public FakeRequest source(InetSocketAddress value) {
        source = value;
        return this;
    }

    /** It came just now: a first response can wait for {@link #grows}. */
    public FakeRequest young() {
        young = true;
        return this;
    }

    /** Who sent it would begin to wonder now. */
    public void grows() {
        young = false;
        putOff.forEach(Runnable::run);
        putOff.clear();
    }

    @Override
    public boolean unlessAnswered(Runnable step) {
        return young && putOff.add(step);
    }

    public List<Response> responses() {
        return responses;
    }

    public List<Integer> statuses() {
        return responses.stream().map(Response::status).toList();
    }

    /** The last answer. */
    public Response response() {
        if (responses.isEmpty()) {
            throw new AssertionError(method + " was not answered");
        }
        return responses.getLast();
    }

    public int status() {
        return response().status();
    }

    /** How often the 2xx was sent again. */
    public int repeats() {
        return repeats.get();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String callId() {
        return callId;
    }

    @Override
    public String fromTag() {
        return fromTag;
    }

    @Override
    public Optional<String> toTag() {
        return toTag;
    }

    @Override
    public long cseq() {
        return cseq;
    }

    @Override
    public String requestUri() {
        return uri;
    }

    @Override
    public String requestUser() {
        throw new AssertionError("legs read the Request-URI themselves");
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public Map<String, List<String>> allHeaders() {
        return headers;
    }

    @Override
    public Optional<SessionDescription> body() {
        return body;
    }

    @Override
    public InetSocketAddress source() {
        return source;
    }

    @Override
    public ListenAddress listener() {
        return LISTENER;
    }

    @Override
    public void respond(
            int status,
            @Nullable String reasonPhrase,
            @Nullable String localTag,
            List<HeaderLine> lines,
            Optional<SessionDescription> description) {
        if (method.equals("ACK")) {
            throw new AssertionError("an ACK is never answered");
        }
        if (!responses.isEmpty() && responses.getLast().status() >= 200) {
            throw new AssertionError(method + " has its final response already");
        }
        responses.add(new Response(status, localTag, lines, description));
    }

    @Override
    public void repeatAnswer() {
        repeats.incrementAndGet();
    }
}
