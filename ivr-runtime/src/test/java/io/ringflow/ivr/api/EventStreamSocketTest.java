package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.application.SampleApplications;
import io.ringflow.ivr.event.Event.Subject;
import io.ringflow.ivr.event.EventFeed;
import io.ringflow.ivr.event.EventLimits;
import io.ringflow.ivr.event.EventObserver;
import io.ringflow.ivr.http.Proxies;
import io.ringflow.ivr.lab.Eventually;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.queue.AgentChange;
import io.ringflow.ivr.queue.AgentEvent;
import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.CallerChange;
import io.ringflow.ivr.queue.QueueExit;
import io.ringflow.ivr.rest.Account;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RestObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events reach a client over real HTTP: at once, in order, after a lost connection too; slow ones hold nothing up. */
class EventStreamSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    Path dir;

    private final AtomicInteger dropped = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private EventFeed feed;
    private CentreEvents events;
    private WebServer server;

    @BeforeEach
    void start() throws IOException {
        feed = new EventFeed(new EventLimits(100, 20, 3, Duration.ofMillis(100)), observer(), InstantSource.system());
        events = new CentreEvents(feed);
        server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .shutdownHook(false)
                .routing(port()::addTo)
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        feed.close();
        http.shutdownNow();
        server.stop();
    }

    private EventObserver observer() {
        return new EventObserver() {
            @Override
            public void watching(int watchers) {}

            @Override
            public void dropped() {
                dropped.incrementAndGet();
            }

            @Override
            public void refused() {}
        };
    }

    private ApiPort port() throws IOException {
        var clock = InstantSource.system();
        var uploads = new MediaFileUpload(UploadedPrompts.open(dir, 1 << 20, clock));
        var accounts = List.of(
                new Account("1".repeat(32), "shop", "", "key-of-the-shop", Set.of("shop"), false, false),
                new Account("2".repeat(32), "bank", "", "key-of-the-bank", Set.of("bank"), false, false));
        var applications =
                new ApplicationTable(List.of(SampleApplications.of("shop"), SampleApplications.of("bank")), Map.of());
        var routes = new RouteTable(new EventResource(feed).routes());
        var desk = new ApiDesk(routes, accounts, new FailureLimit(clock), applications, uploads, new NoMemory(), clock);
        return new ApiPort(desk, RestObserver.NONE, System::nanoTime, Proxies.none());
    }

    private static final class NoMemory implements KeyMemory {
        @Override
        public Verdict take(String account, String key, String request) {
            return new Verdict.Fresh();
        }

        @Override
        public void keep(String account, String key, KeptAnswer answer) {}

        @Override
        public void giveBack(String account, String key) {}
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/events" + query))
                .header("Authorization", "Bearer key-of-the-shop");
    }

    /** A stream that is being read. */
    private final class Stream implements AutoCloseable {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Stream(HttpRequest.Builder request) throws IOException, InterruptedException {
            answer = http.send(request.build(), BodyHandlers.ofInputStream());
            lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** The next event: its lines. */
        Map<String, String> next() throws IOException {
            var event = new HashMap<String, String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && event.containsKey("event")) return event;
                if (line.isEmpty() || line.startsWith(":")) continue;
                int colon = line.indexOf(": ");
                event.put(line.substring(0, colon), line.substring(colon + 2));
            }
            throw new AssertionError("the stream ended");
        }

        @Override
        public void close() throws IOException {
            answer.body().close();
        }
    }

    private void agentIs(String application, String agentId, AgentState state) {
        events.agentChanged(new AgentChange(
                application,
                agentId,
                Optional.empty(),
                state,
                Optional.of("call"),
                Optional.of("7"),
                Optional.of("13800138000"),
                AgentEvent.OFFERED,
                NOW));
    }

    private static CallerChange caller(String number) {
        return new CallerChange("shop", "7", "call", number, 0, NOW, Optional.of("1001"), NOW.plusSeconds(9));
    }

    @Test
    void whatHappensIsThereAtOnce() throws IOException, InterruptedException {
        try (var stream = new Stream(request(""))) {
            assertThat(stream.answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(stream.answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(stream.answer.headers().firstValue("Request-Id")).isPresent();
            assertThat(stream.next()).containsEntry("event", "begun");
            agentIs("shop", "1001", AgentState.LOCKED);
            assertThat(stream.next())
                    .containsEntry("event", "agent")
                    .containsEntry(
                            "data",
                            "{\"application\":\"shop\",\"at\":\"2026-03-01T02:00:00Z\",\"agent\":{\"agentId\":\"1001\","
                                    + "\"state\":\"locked\",\"why\":\"offered\",\"since\":\"2026-03-01T02:00:00Z\","
                                    + "\"callId\":\"call\",\"queue\":\"7\",\"customer\":\"13800138000\"}}");
            events.callerLeft(caller("13800138000"), QueueExit.ANSWERED);
            assertThat(stream.next()).containsEntry("event", "answered");
            events.callerLeft(caller("13800138000"), QueueExit.MAX_WAIT);
            var left = stream.next();
            assertThat(left).containsEntry("event", "left");
            assertThat(left.get("data")).contains("\"how\":\"max-wait\"", "\"enteredAt\":\"2026-03-01T02:00:00Z\"");
            events.talkOver(caller(""), Duration.ofSeconds(61));
            assertThat(stream.next().get("data")).contains("\"talkSeconds\":61");
        }
    }

    @Test
    void whoLostItsConnectionMissesNothing() throws IOException, InterruptedException {
        String seen;
        try (var stream = new Stream(request(""))) {
            stream.next();
            agentIs("shop", "1001", AgentState.READY);
            seen = stream.next().get("id");
        }
        agentIs("shop", "1002", AgentState.READY);
        agentIs("shop", "1003", AgentState.READY);
        for (var again : List.of(request("").header("Last-Event-ID", seen), request("?lastEventId=" + seen))) {
            try (var stream = new Stream(again)) {
                assertThat(stream.next().get("data")).contains("\"complete\":true");
                assertThat(stream.next().get("data")).contains("1002");
                assertThat(stream.next().get("data")).contains("1003");
            }
        }
    }

    @Test
    void onlyWhatIsWantedComesAndNothingOfOthers() throws IOException, InterruptedException {
        try (var stream = new Stream(request("?application=shop&agentId=1002"))) {
            stream.next();
            agentIs("shop", "1001", AgentState.READY);
            agentIs("bank", "1002", AgentState.READY);
            agentIs("shop", "1002", AgentState.READY);
            var event = stream.next();
            assertThat(event.get("data")).contains("\"shop\"", "\"1002\"");
        }
        assertThat(status(request("?application=bank"))).isEqualTo(404);
        assertThat(status(request("?nothing=1"))).isEqualTo(400);
        assertThat(status(HttpRequest.newBuilder(request("").build().uri()))).isEqualTo(401);
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    @Test
    void moreStreamsThanThereMayBeAreRefused() throws IOException, InterruptedException {
        var open = new ArrayList<Stream>();
        try {
            for (int i = 0; i < 3; i++) open.add(new Stream(request("")));
            var refused = http.send(request("").build(), BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("\"111427\"");
            open.removeFirst().close();
            // It is found out by the next heartbeat.
            Eventually.within(PATIENCE, () -> opens(open), "another may come");
        } finally {
            for (var stream : open) stream.close();
        }
    }

    private boolean opens(List<Stream> open) {
        try {
            var stream = new Stream(request(""));
            open.add(stream);
            return stream.answer.statusCode() == 200;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void whoDoesNotReadIsCutOffWhileOthersReadOn() throws IOException, InterruptedException {
        String big = "9".repeat(100_000);
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), server.port());
                var fast = new Stream(request(""))) {
            slow.setReceiveBufferSize(4_096);
            slow.getOutputStream()
                    .write(("GET /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer key-of-the-shop\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            fast.next();
            int told = 0;
            // Each is read before the next is told: only the other one falls behind.
            for (; dropped.get() == 0 && told < 2_000; told++) {
                events.callerEntered(caller(big));
                assertThat(fast.next().get("data")).contains(big);
            }
            assertThat(dropped).hasValue(1);
            feed.tell(new Subject("shop", Optional.empty(), Optional.empty()), "agent", () -> "{}");
            assertThat(fast.next()).containsEntry("data", "{}");
            String rest = new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(rest).doesNotEndWith("\r\n0\r\n\r\n");
        }
    }
}
