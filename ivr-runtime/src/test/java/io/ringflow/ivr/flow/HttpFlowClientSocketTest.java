package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowAnswer.Origin;
import io.ringflow.ivr.flow.FlowClient.Exchange;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HttpFlowClientSocketTest {

    private static final String MENU = "<Response><Play>menu.wav</Play></Response>";
    private static final String CALL = "17092716390803280001000400011fab";

    private final FakeTime time = new FakeTime();
    private final FlowServer server = FlowServer.start();
    private final FlowServer standIn = FlowServer.start();
    private final ApplicationHttp http = new ApplicationHttp(time, time);
    private final List<Notification> told = new CopyOnWriteArrayList<>();
    private final List<String> facts = new CopyOnWriteArrayList<>();
    private FlowSettings settings = FlowSettings.defaults();
    private @Nullable HttpFlowClient client;

    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        http.close();
        server.close();
        standIn.close();
        assertThat(time.pendingTimers()).as("deadlines").isZero();
    }

    @Test
    void parametersTravelInTheQueryAndThePostIsEmpty() {
        server.enqueue(MENU);

        var exchange = ask("startservice", "from", "你好 a+b&c=d", "to", "4001234567");

        FlowRequest request = server.takeRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/ivr/startservice");
        assertThat(request.params()).containsEntry("from", "你好 a+b&c=d").containsEntry("to", "4001234567");
        assertThat(request.header("Content-Length")).contains("0");
        assertThat(request.header("Accept-Encoding")).isEmpty();
        assertThat(request.header("User-Agent")).contains("Ringflow");
        assertThat(request.header("X-Call-Id")).contains(CALL);
        assertThat(request.header("X-Request-Id")).contains(exchange.answer().requestId());
        assertThat(request.header("X-Signature")).isEmpty();
        assertThat(exchange.document()).isEqualTo(MENU);
        assertThat(exchange.answer().origin()).isEqualTo(Origin.APPLICATION);
        assertThat(exchange.answer().failure()).isNull();
    }

    /** Flow protocol D21. */
    @Test
    void aGetHasTheSameQueryAndNoBody() {
        server.enqueue(MENU);

        client().ask(notification(app().application(), "GET", "dtmfreport?type=3"), text(), new Cancellation());

        FlowRequest request = server.takeRequest();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.params()).containsEntry("type", "3").containsEntry("callid", CALL);
        assertThat(request.header("Content-Length")).isEmpty();
    }

    /** Threat W13. Flow protocol D17. */
    @Test
    void withASecretEveryRequestIsSigned() {
        server.enqueue(MENU);

        ask(app().withSecret("s3cret").application(), "startservice");

        String url = server.uri("ivr/startservice") + "?callid=" + CALL;
        assertThat(server.takeRequest().header("X-Signature"))
                .contains(RequestSignature.of("s3cret", time.instant(), "POST", java.net.URI.create(url), ""));
    }

    @Test
    void connectionsAreKeptAndUsedAgain() {
        for (int i = 0; i < 5; i++) server.enqueue(MENU);

        for (int i = 0; i < 5; i++) ask("menu");

        assertThat(server.requests()).hasSize(5);
        assertThat(server.accepted()).isEqualTo(1);
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of(FlowReply.status(500), Kind.STATUS),
                Arguments.of(FlowReply.status(404), Kind.STATUS),
                Arguments.of(FlowReply.status(204), Kind.STATUS),
                Arguments.of(FlowReply.redirect302("/elsewhere"), Kind.STATUS),
                Arguments.of(FlowReply.cutOff(MENU), Kind.CUT_OFF),
                Arguments.of(FlowReply.huge(), Kind.TOO_LARGE),
                Arguments.of(FlowReply.endlessChunked(), Kind.TOO_LARGE),
                Arguments.of(FlowReply.xml(MENU).with("Content-Encoding", "gzip"), Kind.DOCUMENT),
                Arguments.of(FlowReply.xml(MENU).with("X-Bomb", "x".repeat(9_000)), Kind.TOO_LARGE),
                Arguments.of(FlowReply.notXml(), Kind.DOCUMENT));
    }

    /** Threat W3, W5, W7. Flow protocol D17, D22. */
    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void afterAWrongAnswerTheFallbackStandsIn(FlowReply wrong, Kind kind) {
        server.enqueue(wrong);
        standIn.enqueue(MENU);

        var exchange = ask(app().withFallback(standIn.uri("b")).application(), "menu?x=1", "digits", "4#");

        assertThat(exchange.document()).isEqualTo(MENU);
        assertThat(exchange.answer().origin()).isEqualTo(Origin.FALLBACK);
        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(kind);
        assertThat(server.requests()).hasSize(1);
        FlowRequest request = standIn.takeRequest();
        assertThat(request.path()).isEqualTo("/b/menu");
        assertThat(request.params()).containsEntry("x", "1").containsEntry("digits", "4#");
        assertThat(request.header("X-Request-Id"))
                .isEqualTo(server.takeRequest().header("X-Request-Id"));
    }

    /** Flow protocol D17. */
    @Test
    void anApplicationThatIsNotThereIsTriedTwiceThenSurvived() {
        server.refuse();

        var exchange = ask("startservice");

        assertThat(exchange.answer().origin()).isEqualTo(Origin.SURVIVAL);
        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.CONNECT);
        assertThat(exchange.document()).contains("<Play>sorry.wav</Play>").contains("<Hangup/>");
        assertThat(facts)
                .containsExactly("exchanged APPLICATION CONNECT", "exchanged APPLICATION CONNECT", "asked SURVIVAL");
    }

    /** Flow protocol D17. */
    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsRetriedWithTheSameRequestId() {
        server.enqueue(FlowReply.closeAfterRequest());
        server.enqueue(MENU);

        var exchange = ask("startservice");

        assertThat(exchange.answer().origin()).isEqualTo(Origin.APPLICATION);
        assertThat(server.takeRequest().header("X-Request-Id"))
                .isEqualTo(server.takeRequest().header("X-Request-Id"));
    }

    /** Threat W7. */
    @Test
    void aConnectionThatBreaksInsideTheAnswerIsNotRetried() {
        server.enqueue(FlowReply.cutOff(MENU));

        assertThat(ask("startservice").answer().origin()).isEqualTo(Origin.SURVIVAL);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anApplicationThatWasRestartedIsAskedOverNewConnections() {
        for (int i = 0; i < 3; i++) server.enqueue(MENU);
        ask("menu");
        server.refuse();
        server.listen();

        assertThat(ask("menu").answer().origin()).isEqualTo(Origin.APPLICATION);
    }

    static Stream<FlowReply> slowAnswers() {
        return Stream.of(
                FlowReply.hang(),
                FlowReply.dripping(MENU, Duration.ofSeconds(10)),
                FlowReply.slowHeaders(Duration.ofSeconds(10)));
    }

    /** Threat W6. Flow protocol D17. */
    @ParameterizedTest
    @MethodSource("slowAnswers")
    void theAnswerTimeoutCountsToTheLastByte(FlowReply slow) throws Exception {
        server.enqueue(slow);
        var pending = askInBackground(app().application(), new Cancellation());
        server.takeRequest();

        time.advance(SampleApplication.ANSWER.minusMillis(1));
        assertThat(pending).isNotDone();
        time.advance(Duration.ofMillis(1));

        var exchange = ended(pending);
        assertThat(exchange.answer().origin()).isEqualTo(Origin.SURVIVAL);
        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.TIMEOUT);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void cancellationEndsAnExchangeAtOnceAndAsksNobodyElse() throws Exception {
        server.enqueue(FlowReply.hang());
        var cancellation = new Cancellation();
        var pending = askInBackground(app().withFallback(standIn.uri()).application(), cancellation);
        server.takeRequest();

        cancellation.cancel();

        var exchange = ended(pending);
        assertThat(exchange.cancelled()).isTrue();
        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.CANCELLED);
        assertThat(standIn.requests()).isEmpty();
    }

    @Test
    void aCancelledCallAsksNobody() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        var exchange = client().ask(notification(app().application(), "POST", "menu"), text(), cancellation);

        assertThat(exchange.cancelled()).isTrue();
        assertThat(server.requests()).isEmpty();
    }

    /** Flow protocol D17. */
    @Test
    void fiveFailuresInARowOpenTheCircuitAndAProbeClosesIt() {
        for (int i = 0; i < 5; i++) server.enqueue(FlowReply.status(500));
        for (int i = 0; i < 5; i++) ask("menu");
        assertThat(server.requests()).hasSize(5);

        assertThat(ask("menu").answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.CIRCUIT_OPEN);
        assertThat(server.requests()).hasSize(5);

        time.advance(Duration.ofSeconds(10));
        server.enqueue(MENU).enqueue(MENU);
        assertThat(ask("menu").answer().origin()).isEqualTo(Origin.APPLICATION);
        assertThat(ask("menu").answer().origin()).isEqualTo(Origin.APPLICATION);
        assertThat(facts).contains("opened APPLICATION", "closed APPLICATION");
    }

    @Test
    void anApplicationHasOnlyItsShareOfExchanges() throws Exception {
        settings = new FlowSettings(
                1,
                5,
                Duration.ofSeconds(10),
                "sorry.wav",
                "",
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                100,
                1_000,
                16,
                Duration.ofHours(24),
                List.of());
        server.enqueue(FlowReply.hang());
        var cancellation = new Cancellation();
        var pending = askInBackground(app().application(), cancellation);
        server.takeRequest();

        assertThat(ask("menu").answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.BUSY);

        cancellation.cancel();
        ended(pending);
        server.enqueue(MENU);
        assertThat(ask("menu").answer().origin()).isEqualTo(Origin.APPLICATION);
    }

    /** Flow protocol D27. */
    @Test
    void aDocumentErrorIsToldOnceWithItsPlace() {
        server.enqueue("<Response>\n<Plai/></Response>");
        Function<FlowAnswer, String> reader = answer -> {
            if (answer.origin() == Origin.SURVIVAL) return "survived";
            throw new DocumentError(2, 7, "unknown element Plai");
        };
        Application application = app().withError(standIn.uri("errors?team=1")).application();

        var exchange = client().ask(notification(application, "POST", "menu"), reader, new Cancellation());

        assertThat(exchange.document()).isEqualTo("survived");
        assertThat(exchange.answer().failure())
                .isEqualTo(new FlowFailure(Kind.DOCUMENT, "line 2, column 7: unknown element Plai"));
        assertThat(told).singleElement().satisfies(error -> {
            assertThat(error.target()).isEqualTo(standIn.uri("errors?team=1").toString());
            assertThat(error.parameters())
                    .containsEntry("line", "2")
                    .containsEntry("column", "7")
                    .containsEntry("reason", "unknown element Plai")
                    .containsEntry("callid", CALL)
                    .containsEntry("errorcode", "109400");
        });
    }

    @Test
    void aReaderThatBreaksIsADocumentErrorToo() {
        server.enqueue(MENU);
        Function<FlowAnswer, String> reader = answer -> {
            if (answer.origin() == Origin.SURVIVAL) return "survived";
            throw new IllegalStateException("bug");
        };

        var exchange = client().ask(notification(app().application(), "POST", "menu"), reader, new Cancellation());

        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.DOCUMENT);
    }

    /** Threat W4. */
    @Test
    void aUrlOutsideTheAllowListIsNotAsked() {
        var exchange = ask("http://localhost:" + standIn.port() + "/steal");

        assertThat(exchange.answer().origin()).isEqualTo(Origin.SURVIVAL);
        assertThat(exchange.answer().failure()).extracting(FlowFailure::kind).isEqualTo(Kind.URL_REFUSED);
        assertThat(standIn.requests()).isEmpty();
    }

    /** Flow protocol D17. */
    @Test
    void theApplicationsOwnSurvivalFlowComesBeforeTheBuiltInOne() throws IOException {
        Path file = Files.writeString(directory.resolve("own.xml"), "<Response><Play>own.wav</Play></Response>");
        server.refuse();

        assertThat(ask(app().withSurvival(file).application(), "menu").document())
                .contains("own.wav");
    }

    @Test
    void aSurvivalFlowThatDoesNotReadGivesWayToTheBuiltInOne() throws IOException {
        Path file = Files.writeString(directory.resolve("own.xml"), "<html>");
        server.refuse();

        assertThat(ask(app().withSurvival(file).application(), "menu").document())
                .contains("sorry.wav");
        assertThat(ask(app().withSurvival(directory.resolve("gone")).application(), "menu")
                        .document())
                .contains("sorry.wav");
    }

    @Test
    void manyCallsAskAtOnce() throws Exception {
        server.handle(request -> FlowReply.xml("<Response><Play>" + request.param("n") + "</Play></Response>"));
        var pending = new ArrayList<CompletableFuture<Exchange<String>>>();
        for (int i = 0; i < 200; i++) {
            var notification = notification(app().application(), "POST", "menu");
            notification.parameters().put("n", Integer.toString(i));
            pending.add(background(() -> client().ask(notification, text(), new Cancellation())));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(ended(pending.get(i)).document()).contains("<Play>" + i + "</Play>");
        }
    }

    private synchronized HttpFlowClient client() {
        if (client == null) client = new HttpFlowClient(http, told::add, settings, new Facts(), time);
        return client;
    }

    private SampleApplication app() {
        return SampleApplication.at(server.uri("ivr"));
    }

    private Exchange<String> ask(String target, String... more) {
        return ask(app().application(), target, more);
    }

    private Exchange<String> ask(Application application, String target, String... more) {
        Notification notification = notification(application, "POST", target);
        for (int i = 0; i < more.length; i += 2) notification.parameters().put(more[i], more[i + 1]);
        return client().ask(notification, text(), new Cancellation());
    }

    private CompletableFuture<Exchange<String>> askInBackground(Application application, Cancellation cancellation) {
        return background(() -> client().ask(notification(application, "POST", "menu"), text(), cancellation));
    }

    private static CompletableFuture<Exchange<String>> background(java.util.function.Supplier<Exchange<String>> ask) {
        return CompletableFuture.supplyAsync(ask, task -> Thread.ofVirtual().start(task));
    }

    private static Exchange<String> ended(CompletableFuture<Exchange<String>> pending)
            throws InterruptedException, ExecutionException, TimeoutException {
        return pending.get(10, TimeUnit.SECONDS);
    }

    private static Notification notification(Application application, String method, String target) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("callid", CALL);
        return new Notification(application, CALL, method, target, parameters);
    }

    /** Reads what begins like a document. */
    private static Function<FlowAnswer, String> text() {
        return answer -> {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            if (!body.contains("<Response>")) throw new DocumentError(1, 1, "no Response");
            return body;
        };
    }

    private final class Facts implements FlowObserver {
        @Override
        public void exchanged(Application application, Side side, @Nullable Kind failure, Duration took) {
            facts.add("exchanged " + side + " " + failure);
        }

        @Override
        public void asked(Application application, FlowAnswer answer, Duration took) {
            facts.add("asked " + answer.origin());
        }

        @Override
        public void circuitOpened(Application application, Side side) {
            facts.add("opened " + side);
        }

        @Override
        public void circuitClosed(Application application, Side side) {
            facts.add("closed " + side);
        }
    }
}
