package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.FlowAnswer.Origin;
import io.ringflow.ivr.flow.FlowClient.Exchange;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a question when an application does not answer it as it should. */
class FlowClientOutageSocketTest extends FlowClientLab {

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

    /** They all died: who is asked again must not be asked over the next of them. */
    @Test
    void anApplicationWithManyConnectionsThatWasRestartedIsAskedOverANewOne() throws Exception {
        var pending = new ArrayList<CompletableFuture<Exchange<String>>>();
        for (int i = 0; i < 3; i++) pending.add(askInBackground(app().application(), new Cancellation()));
        for (int i = 0; i < 3; i++) server.takeRequest();
        for (int i = 0; i < 3; i++) server.enqueue(MENU);
        for (var one : pending) ended(one);
        assertThat(server.accepted()).isEqualTo(3);
        server.refuse();
        server.listen();
        server.enqueue(MENU);

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
}
