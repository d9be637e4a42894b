package io.ringflow.ivr.flow;

import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.ivr.flow.HttpCall.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and its answer, under one deadline to the last byte (D17). Runs once, on the calling thread; {@link
 * #abort} may come from any.
 */
final class HttpExchange {

    static final String ATTRIBUTE = "ringflow.exchange";

    private static final String ACCEPTED_TYPES = "text/xml, application/xml;q=0.9, */*;q=0.1";

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final InstantSource time;
    private final HttpCall call;
    private final HttpUriRequestBase request;
    private final AtomicReference<@Nullable FlowFailure> aborted = new AtomicReference<>();

    private @Nullable ScheduledFuture<?> deadline;
    private @Nullable HttpConnection connection;
    private long receivedBefore;
    private boolean headRead;

    HttpExchange(CloseableHttpClient client, ScheduledExecutorService timer, InstantSource time, HttpCall call) {
        this.client = client;
        this.timer = timer;
        this.time = time;
        this.call = call;
        request = new HttpUriRequestBase(call.method(), call.url());
    }

    /**
     * Ends the exchange now, or as soon as its connection is there: what is cancelled in the middle of connecting leaves
     * the socket open. The first reason counts.
     */
    void abort(FlowFailure why) {
        if (aborted.compareAndSet(null, why) && (why.kind() == Kind.CONNECT || isConnected())) request.cancel();
    }

    private synchronized boolean isConnected() {
        return connection != null;
    }

    private synchronized void connection(HttpConnection over) {
        connection = over;
    }

    HttpReply run() {
        fillRequest();
        deadline(call.connectTimeout(), new FlowFailure(Kind.CONNECT, "no connection within " + call.connectTimeout()));
        ClassicHttpResponse response = null;
        try {
            response = open();
            headRead = true;
            HttpReply reply = read(response);
            // Closing a response that was not read to its end would read on.
            if (reply instanceof HttpReply.Failed) request.cancel();
            FlowFailure late = aborted.get();
            // A notification is delivered with its status line, whatever follows.
            boolean over = late == null || call.purpose() == Purpose.NOTIFICATION;
            return over ? reply : failed(late);
        } catch (IOException | RuntimeException e) {
            request.cancel();
            FlowFailure why = aborted.get();
            return why != null ? givenUp(why) : judged(e);
        } finally {
            if (deadline != null) deadline.cancel(false);
            close(response);
        }
    }

    /** The connection is there, the request goes out now: on the calling thread. */
    void connected(HttpConnection over) {
        connection(over);
        if (aborted.get() != null) request.cancel();
        receivedBefore = received();
        if (deadline != null) deadline.cancel(false);
        deadline(call.answerTimeout(), new FlowFailure(Kind.TIMEOUT, "no whole answer within " + call.answerTimeout()));
    }

    private void fillRequest() {
        if (call.method().equals("POST")) request.setEntity(new ByteArrayEntity(new byte[0], null));
        request.setHeader("Accept", ACCEPTED_TYPES);
        request.setHeader("X-Request-Id", call.requestId());
        request.setHeader("X-Call-Id", call.callId());
        call.secret()
                .ifPresent(secret -> request.setHeader(
                        RequestSignature.HEADER,
                        RequestSignature.of(secret, time.instant(), call.method(), call.url(), "")));
    }

    private ClassicHttpResponse open() throws IOException {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        return client.executeOpen(null, request, context);
    }

    private HttpReply read(ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        if (!call.purpose().accepts(status)) return failed(new FlowFailure(Kind.STATUS, "status " + status));
        if (call.purpose() == Purpose.NOTIFICATION) {
            return said(response.getEntity());
        }

        HttpEntity entity = response.getEntity();
        if (entity == null) return new HttpReply.Answered(new byte[0], null);
        String encoding = entity.getContentEncoding();
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return failed(new FlowFailure(
                    Kind.DOCUMENT, "Content-Encoding " + UrlText.oneLine(encoding) + " was not offered"));
        }
        if (entity.getContentLength() < 0 && !entity.isChunked()) {
            // The platform's rule: one of the two. Without it a cut-off answer looks like a whole one.
            return failed(new FlowFailure(Kind.DOCUMENT, "neither Content-Length nor chunked"));
        }
        if (entity.getContentLength() > ApplicationHttp.MAX_BODY) return tooLarge();
        try (InputStream content = entity.getContent()) {
            byte[] body = content.readNBytes(oneMoreThan(entity));
            if (body.length > ApplicationHttp.MAX_BODY) {
                request.cancel();
                return tooLarge();
            }
            return new HttpReply.Answered(body, entity.getContentType());
        }
    }

    /** What the far end says to a notification: nothing, when it can't be read. The message is delivered all the same. */
    private HttpReply said(@Nullable HttpEntity entity) {
        if (entity == null) return new HttpReply.Answered(new byte[0], null);
        try {
            boolean small = entity.getContentLength() <= ApplicationHttp.MAX_BODY;
            byte[] body = small ? entity.getContent().readNBytes(oneMoreThan(entity)) : new byte[0];
            if (small && body.length <= ApplicationHttp.MAX_BODY) {
                return new HttpReply.Answered(body, entity.getContentType());
            }
        } catch (IOException _) {
            // The connection is lost, the message is not.
        }
        request.cancel();
        return new HttpReply.Answered(new byte[0], null);
    }

    /** What was announced, and the end behind it: a buffer of the limit's size for each answer would be most of its cost. */
    private static int oneMoreThan(HttpEntity entity) {
        long announced = entity.getContentLength();
        return (int) (announced < 0 ? ApplicationHttp.MAX_BODY : Math.min(announced, ApplicationHttp.MAX_BODY)) + 1;
    }

    private static void close(@Nullable ClassicHttpResponse response) {
        try {
            if (response != null) response.close();
        } catch (IOException _) {
            // What was read of it is already judged.
        }
    }

    private HttpReply judged(Exception e) {
        String detail = e.getClass().getSimpleName() + ": " + UrlText.oneLine(String.valueOf(e.getMessage()));
        boolean refused = e instanceof ConnectException;
        boolean silent = !headRead
                && connection != null
                && (e instanceof NoHttpResponseException || received() == receivedBefore);
        if (connection == null || silent) {
            boolean again = refused || silent;
            return new HttpReply.Failed(new FlowFailure(Kind.CONNECT, detail), again);
        }
        return failed(new FlowFailure(kind(e), detail));
    }

    private Kind kind(Exception e) {
        return switch (e) {
            case MessageConstraintException _ -> Kind.TOO_LARGE;
            case SSLException _, UnknownHostException _, NoRouteToHostException _ -> Kind.CONNECT;
            case ClientProtocolException _ -> Kind.STATUS;
            default -> Kind.CUT_OFF;
        };
    }

    private static HttpReply tooLarge() {
        return failed(new FlowFailure(Kind.TOO_LARGE, "answer larger than 64 kB"));
    }

    private static HttpReply failed(FlowFailure why) {
        return new HttpReply.Failed(why, false);
    }

    /** What was not connected in its time never went out. */
    private static HttpReply givenUp(FlowFailure why) {
        return new HttpReply.Failed(why, why.kind() == Kind.CONNECT);
    }

    private long received() {
        EndpointDetails details = connection == null ? null : connection.getEndpointDetails();
        return details == null ? 0 : details.getReceivedBytesCount();
    }

    private void deadline(Duration after, FlowFailure why) {
        try {
            deadline = timer.schedule(() -> abort(why), after.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            abort(new FlowFailure(Kind.CANCELLED, "the server is stopping"));
        }
    }
}
