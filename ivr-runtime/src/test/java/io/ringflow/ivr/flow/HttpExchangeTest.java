package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.Test;

/** When a request is given up, told by a client that stops in the middle of its work. */
class HttpExchangeTest {
    private static final FlowFailure HUNG_UP = new FlowFailure(Kind.CANCELLED, "the caller hung up");
    private static final HttpCall CALL = new HttpCall(
            HttpCall.Purpose.COMMANDS,
            "POST",
            URI.create("http://127.0.0.1/menu"),
            "r1",
            "c1",
            Optional.empty(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(15));

    private final FakeTime time = new FakeTime();

    /** What happens between the beginning of the connection and its failure. */
    private final class Stopped extends CloseableHttpClient {
        private final Consumer<HttpUriRequestBase> meanwhile;

        Stopped(Consumer<HttpUriRequestBase> meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        protected CloseableHttpResponse doExecute(HttpHost target, ClassicHttpRequest request, HttpContext context)
                throws IOException {
            meanwhile.accept((HttpUriRequestBase) request);
            throw new IOException("closed");
        }

        @Override
        public void close() {}

        @Override
        public void close(CloseMode mode) {}
    }

    private interface Story {
        void tell(HttpExchange exchange, HttpUriRequestBase request);
    }

    private FlowFailure failure(Story story) {
        return failed(story).failure();
    }

    private HttpReply.Failed failed(Story story) {
        HttpExchange[] exchange = new HttpExchange[1];
        exchange[0] = new HttpExchange(new Stopped(request -> story.tell(exchange[0], request)), time, time, CALL);
        HttpReply reply = exchange[0].run();
        assertThat(time.pendingTimers()).isZero();
        assertThat(reply).isInstanceOf(HttpReply.Failed.class);
        return (HttpReply.Failed) reply;
    }

    private static void connect(HttpExchange exchange) {
        exchange.connected(new DefaultBHttpClientConnection(Http1Config.DEFAULT));
    }

    @Test
    void whatIsGivenUpWhileItConnectsIsCancelledWhenItIsConnectedAndNotBefore() {
        FlowFailure why = failure((exchange, request) -> {
            exchange.abort(HUNG_UP);
            assertThat(request.isCancelled()).as("its socket would stay open").isFalse();
            connect(exchange);
            assertThat(request.isCancelled()).isTrue();
        });
        assertThat(why).isEqualTo(HUNG_UP);
    }

    @Test
    void whatIsGivenUpWhileItIsAskedIsCancelledAtOnce() {
        FlowFailure why = failure((exchange, request) -> {
            connect(exchange);
            exchange.abort(HUNG_UP);
            assertThat(request.isCancelled()).isTrue();
        });
        assertThat(why).isEqualTo(HUNG_UP);
    }

    /** Flow protocol D17: a connection failure, after which the request is repeated once. */
    @Test
    void aConnectionThatDoesNotComeAboutIsGivenUpInItsTimeAndMayBeTriedAgain() {
        var failed = failed((exchange, request) -> {
            time.advance(Duration.ofMillis(2_999));
            assertThat(request.isCancelled()).isFalse();
            time.advance(Duration.ofMillis(1));
            assertThat(request.isCancelled()).isTrue();
        });
        assertThat(failed.failure().kind()).isEqualTo(Kind.CONNECT);
        assertThat(failed.neverReached()).isTrue();
    }

    @Test
    void theTimeOfAnAnswerBeginsWithItsConnection() {
        var why = failed((exchange, request) -> {
            time.advance(Duration.ofMillis(2_999));
            connect(exchange);
            time.advance(Duration.ofMillis(14_999));
            assertThat(request.isCancelled()).isFalse();
            time.advance(Duration.ofMillis(1));
            assertThat(request.isCancelled()).isTrue();
        });
        assertThat(why.neverReached()).isFalse();
        assertThat(why.failure().kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void theFirstReasonCounts() {
        FlowFailure why = failure((exchange, request) -> {
            exchange.abort(HUNG_UP);
            time.advance(Duration.ofSeconds(3));
            connect(exchange);
        });
        assertThat(why).isEqualTo(HUNG_UP);
    }
}
