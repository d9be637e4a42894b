package io.ringflow.ivr.flow;

import io.ringflow.sip.guard.TrustedNetworks;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The pooled connections to all applications, shared by calls and notifications. Thread-safe. Follows no redirect,
 * retries nothing, keeps no cookie and offers no compression: what is asked and how often is its callers' affair.
 */
public final class ApplicationHttp implements AutoCloseable {

    /** Largest body of an answer (D22). */
    static final int MAX_BODY = 64 * 1024;

    private static final String WHOLE_PATH = "ringflow.path";
    private static final int MAX_HEADER_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 64;
    // An idle connection this old is looked at before it is used again: the application may have closed it.
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(500);

    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final InstantSource time;

    /** One that may ask anywhere. */
    public ApplicationHttp(ScheduledExecutorService timer, InstantSource time) {
        this(timer, time, List.of());
    }

    /**
     * @param timer runs the deadlines: short tasks only
     * @param denied networks that are not asked, like {@code 169.254.0.0/16}
     */
    public ApplicationHttp(ScheduledExecutorService timer, InstantSource time, List<String> denied) {
        this.timer = timer;
        this.time = time;
        pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new NameLookup(InetAddress::getAllByName, TrustedNetworks.of(denied)))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(Integer.MAX_VALUE)
                .setMaxConnTotal(Integer.MAX_VALUE)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_HEADER_LINE)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build())
                // No time-out of the sockets' own: an exchange has one deadline, kept by the timer (HttpExchange).
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.DISABLED)
                        .setSocketTimeout(Timeout.DISABLED)
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .build();
        client = HttpClients.custom()
                .setConnectionManager(pool)
                .setRequestExecutor(new Announcing())
                .addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "query away", ApplicationHttp::queryAway)
                .addExecInterceptorAfter(ChainElement.PROTOCOL.name(), "query back", ApplicationHttp::queryBack)
                .setUserAgent("Ringflow")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    /** An exchange that has not begun. */
    HttpExchange exchange(HttpCall call) {
        return new HttpExchange(client, timer, time, call);
    }

    /** An application that restarted leaves every pooled connection dead: a retry must not meet the next dead one. */
    void forgetIdleConnections() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    /** Ends all exchanges. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        pool.close(CloseMode.IMMEDIATE);
    }

    /**
     * HttpClient takes the whole query apart, and decodes it, to know the path below which a password would hold. We have
     * none, and parameters by the dozen.
     */
    private static ClassicHttpResponse queryAway(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(WHOLE_PATH, request.getPath());
        request.setPath("/");
        return chain.proceed(request, scope);
    }

    private static ClassicHttpResponse queryBack(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        request.setPath((String) scope.clientContext.getAttribute(WHOLE_PATH));
        return chain.proceed(request, scope);
    }

    /** Tells an exchange when it has its connection, which HttpClient tells nobody else. */
    private static final class Announcing extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback informationCallback,
                HttpContext context)
                throws IOException, HttpException {
            if (context.getAttribute(HttpExchange.ATTRIBUTE) instanceof HttpExchange exchange) {
                exchange.connected(connection);
            }
            return super.execute(request, connection, informationCallback, context);
        }
    }
}
