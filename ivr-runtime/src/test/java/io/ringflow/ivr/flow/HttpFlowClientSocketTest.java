package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.flow.FlowAnswer.Origin;
import io.ringflow.ivr.flow.FlowClient.Exchange;
import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HttpFlowClientSocketTest extends FlowClientLab {

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
}
