package io.ringflow.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SessionDescription;
import io.ringflow.sip.message.HeaderNames;
import io.ringflow.sip.message.MessageHead;
import io.ringflow.sip.message.UriParts;
import io.ringflow.sip.message.ViaRewrite;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request as the legs see it: read from its own octets, answered through the stack's transaction. Thread-safe. */
final class JainRequest implements InboundRequest {
    private static final Logger LOG = LoggerFactory.getLogger(JainRequest.class);

    private final Arrival arrival;
    private final SIPRequest request;
    private final Optional<ServerTransaction> transaction;
    private final ResponseWriter writer;
    private final AtomicBoolean answered = new AtomicBoolean();

    private volatile byte @Nullable [] answer;

    JainRequest(Arrival arrival, SIPRequest request, Optional<ServerTransaction> transaction, ResponseWriter writer) {
        this.arrival = arrival;
        this.request = request;
        this.transaction = transaction;
        this.writer = writer;
    }

    @Override
    public String method() {
        return head().method();
    }

    @Override
    public String callId() {
        return head().raw("call-id").orElse("");
    }

    @Override
    public String fromTag() {
        return head().tag("from");
    }

    @Override
    public Optional<String> toTag() {
        return Optional.of(head().tag("to")).filter(tag -> !tag.isEmpty());
    }

    @Override
    public long cseq() {
        return head().cseqNumber();
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
        return headers(name).stream().findFirst();
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
        return head().bodyLength() == 0
                ? Optional.empty()
                : Optional.of(new SessionDescription(header("content-type").orElse(""), head().body()));
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
        try {
            SIPResponse response = writer.write(request, listener(), status, reasonPhrase, localTag, headers, body);
            if (status / 100 == 2 && method().equals("INVITE")) {
                answer = ViaRewrite.restored(
                        response.encodeAsBytes(arrival.flow().transport().parameter()));
            }
            transaction.get().sendResponse(response);
        } catch (SipException | InvalidArgumentException e) {
            LOG.debug("{} to {} not sent", status, method(), e);
        }
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
        return method() + " " + callId() + " from " + source();
    }

    private MessageHead head() {
        return arrival.head();
    }
}
