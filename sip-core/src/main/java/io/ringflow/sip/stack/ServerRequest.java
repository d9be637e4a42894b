package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPResponse;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.message.Contacts;
import io.ringflow.sip.message.HeaderNames;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.ResponseText;
import io.ringflow.sip.message.UriParts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request as the legs see it: read from its own octets, answered in its server transaction. Thread-safe. */
final class ServerRequest implements InboundRequest {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRequest.class);
    private static final Set<String> TARGET_REFRESH = Set.of("INVITE", "UPDATE", "SUBSCRIBE", "REFER");
    private static final byte[] NO_BODY = {};

    private final Arrival arrival;
    private final Optional<ServerTransaction> transaction;
    private final ServerTransactions transactions;
    private final String server;
    private final String method;
    private final String callId;
    private final String fromTag;
    private final Optional<String> toTag;
    private final long cseq;
    private final Optional<SessionDescription> body;
    private final AtomicBoolean answered = new AtomicBoolean();

    private volatile byte @Nullable [] answer;

    /**
     * @param transaction none for an ACK
     * @param server value of Server
     */
    ServerRequest(
            Arrival arrival, Optional<ServerTransaction> transaction, ServerTransactions transactions, String server) {
        this.arrival = arrival;
        this.transaction = transaction;
        this.transactions = transactions;
        this.server = server;
        MessageHead head = arrival.head();
        method = head.method();
        callId = head.raw("call-id").orElse("");
        fromTag = head.tag("from");
        toTag = Optional.of(head.tag("to")).filter(tag -> !tag.isEmpty());
        cseq = head.cseqNumber();
        body = head.bodyLength() == 0
                ? Optional.empty()
                : Optional.of(new SessionDescription(head.text("content-type").orElse(""), head.body()));
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
        return head().requestUri();
    }

    @Override
    public String requestUser() {
        return UriParts.of(head().requestUri()).unescapedUser();
    }

    @Override
    public Optional<String> header(String name) {
        return head().text(HeaderNames.canonical(name));
    }

    @Override
    public List<String> headers(String name) {
        return head().texts(HeaderNames.canonical(name));
    }

    @Override
    public Map<String, List<String>> allHeaders() {
        return head().all();
    }

    @Override
    public Optional<SessionDescription> body() {
        return body;
    }

    @Override
    public InetSocketAddress source() {
        return arrival.flow().peer();
    }

    @Override
    public ListenAddress listener() {
        return arrival.listener().address();
    }

    @Override
    public void respond(
            int status,
            @Nullable String reasonPhrase,
            @Nullable String localTag,
            List<HeaderLine> headers,
            Optional<SessionDescription> body) {
        boolean last = status >= 200;
        if (transaction.isEmpty() || (last ? !answered.compareAndSet(false, true) : answered.get())) {
            return;
        }
        byte[] octets = written(status, reasonPhrase, localTag, headers, body);
        if (status / 100 == 2 && method.equals("INVITE")) {
            answer = octets;
        }
        transactions.respond(transaction.get(), status, octets);
    }

    @Override
    public boolean unlessAnswered(Runnable step) {
        return transaction.isPresent() && transaction.get().insteadOfTrying(step);
    }

    private byte[] written(
            int status,
            @Nullable String reasonPhrase,
            @Nullable String localTag,
            List<HeaderLine> headers,
            Optional<SessionDescription> body) {
        String reason = reasonPhrase != null ? reasonPhrase : SIPResponse.getReasonPhrase(status);
        String tag = status == 100 ? "" : localTag != null ? localTag : newTag();
        var text = new ResponseText(head(), arrival.via(), source(), status, reason == null ? "" : reason, tag);
        if (status > 100 && status < 300 && TARGET_REFRESH.contains(method)) {
            text.line("Contact", Contacts.of(listener()));
        }
        for (HeaderLine line : headers) {
            text.line(line.name(), line.value());
        }
        text.line("Server", server);
        body.ifPresent(description -> text.line("Content-Type", description.contentType()));
        return text.with(body.map(SessionDescription::bytes).orElse(NO_BODY));
    }

    @Override
    public void keepConnection(Duration silence) {
        arrival.flow().keep(silence);
    }

    @Override
    public void repeatAnswer() {
        byte[] octets = answer;
        if (octets != null) {
            arrival.flow()
                    .send(octets, cause -> LOG.debug("answer to {} not repeated: {}", source(), cause.toString()));
        }
    }

    @Override
    public String toString() {
        return method + " " + callId + " from " + source();
    }

    private MessageHead head() {
        return arrival.head();
    }

    private static String newTag() {
        return Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }
}
