package io.ringflow.testkit.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowServerSocketTest {
    private final FlowServer app = FlowServer.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        client.shutdownNow();
        app.close();
    }

    @Test
    void answersWithWhatWasEnqueuedAndRemembersTheRequest() throws Exception {
        app.enqueue("<Response><Hangup/></Response>");
        var answer = post("startservice?appid=a1&from=%2B861+2&empty=&name=%E4%BD%A0");
        assertThat(answer.body()).isEqualTo("<Response><Hangup/></Response>");
        var request = app.takeRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.name()).isEqualTo("startservice");
        assertThat(request.params().toString()).isEqualTo("{appid=a1, from=+861 2, empty=, name=你}");
        assertThat(request.header("user-AGENT")).isPresent();
    }

    @Test
    void aRequestWithoutAQueuedAnswerIsHeldUntilTheTestGivesOne() throws Exception {
        var answer = client.sendAsync(request("menu"), BodyHandlers.ofString());
        assertThat(app.takeRequest().path()).isEqualTo("/menu");
        while (app.held() == 0) {
            Thread.onSpinWait();
        }
        assertThat(answer).isNotDone();
        app.enqueue(FlowReply.response("<CmdNone/>"));
        assertThat(answer.get(5, TimeUnit.SECONDS).body()).contains("CmdNone");
        assertThat(app.held()).isZero();
    }

    @Test
    void keepsTheConnectionAlive() throws Exception {
        app.enqueue("<a/>").enqueue("<b/>");
        post("one");
        post("two");
        assertThat(app.accepted()).isEqualTo(1);
    }

    @Test
    void aReplyByNameStaysAndLeavesTheQueueAlone() throws Exception {
        app.on("again", "<again/>").enqueue("<queued/>");
        assertThat(post("x/again").body()).isEqualTo("<again/>");
        assertThat(post("again/").body()).isEqualTo("<again/>");
        assertThat(post("other").body()).isEqualTo("<queued/>");
    }

    @Test
    void stopserviceIsAnsweredWithoutTheQueue() throws Exception {
        app.enqueue("<next/>");
        assertThat(post("stopservice").body()).contains("CmdNone");
        assertThat(post("other").body()).isEqualTo("<next/>");
    }

    @Test
    void aHandlerAnswersByPath() throws Exception {
        app.handle(request -> FlowReply.status(request.path().equals("/bad") ? 500 : 204));
        assertThat(post("bad").statusCode()).isEqualTo(500);
        assertThat(post("good").statusCode()).isEqualTo(204);
    }

    @Test
    void hangingNeverAnswers() {
        app.enqueue(FlowReply.hang());
        assertThatThrownBy(() -> client.send(
                        HttpRequest.newBuilder(app.uri())
                                .timeout(Duration.ofMillis(200))
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(app.requests()).hasSize(1);
    }

    @Test
    void drippingArrivesWholeButSlowly() throws Exception {
        app.enqueue(FlowReply.dripping("<Response/>", Duration.ofMillis(2)));
        assertThat(post("drip").body()).isEqualTo("<Response/>");
    }

    @Test
    void slowHeadersArriveWholeToo() throws Exception {
        app.enqueue(FlowReply.slowHeaders(Duration.ofMillis(1)));
        assertThat(post("slow").body()).contains("CmdNone");
    }

    @Test
    void cutOffEndsBeforeTheDeclaredLength() {
        app.enqueue(FlowReply.cutOff("<Response><Hangup/></Response>"));
        assertThatThrownBy(() -> post("cut")).isInstanceOf(IOException.class);
    }

    @Test
    void closingAfterTheRequestGivesNoAnswer() {
        // The JDK's client sends a request again on its own when nothing came back.
        app.on("close", FlowReply.closeAfterRequest());
        assertThatThrownBy(() -> post("close")).isInstanceOf(IOException.class);
    }

    @Test
    void hugeIsAsLongAsItSays() throws Exception {
        app.enqueue(FlowReply.huge(3_000_000));
        assertThat(post("huge").body().length()).isBetween(3_000_000, 3_010_000);
    }

    @Test
    void endlessNeverEnds() throws Exception {
        app.enqueue(FlowReply.endlessChunked());
        var answer = client.send(request("endless"), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            assertThat(body.readNBytes(500_000)).hasSize(500_000);
        }
    }

    @Test
    void theBombIsAFewLinesThatWouldGrowToGigabytes() throws Exception {
        app.enqueue(FlowReply.entityBomb());
        assertThat(post("bomb").body()).contains("<!ENTITY j \"&i;&i;").hasSizeLessThan(2000);
    }

    @Test
    void redirectsSayWhere() throws Exception {
        app.enqueue(FlowReply.redirect302("/elsewhere"));
        assertThat(post("here").headers().firstValue("location")).hasValue("/elsewhere");
    }

    @Test
    void aClosedPortRefusesUntilItListensAgain() throws Exception {
        app.refuse();
        assertThatThrownBy(() -> post("closed")).isInstanceOf(ConnectException.class);
        app.listen();
        app.enqueue("<back/>");
        assertThat(post("open").body()).isEqualTo("<back/>");
    }

    @Test
    void aMissingRequestFailsWithThoseThatCame() throws Exception {
        app.on("came", "<a/>");
        post("came");
        app.takeRequest();
        assertThatThrownBy(() -> app.takeRequest(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("POST /came");
    }

    private HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(app.uri() + path))
                .POST(HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();
    }
}
