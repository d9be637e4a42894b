package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application dies in mid-call (D17, D27): the caller always hears something, and nobody else notices. */
class FailingApplicationTest {

    private static final String MENU = FlowReply.response(
                    "<Get action='menu' numdigits='1' timeout='60'><Play loop='-1'>menu.wav</Play></Get>")
            .body();
    private static final Duration SECONDS = Duration.ofSeconds(12);

    @TempDir
    Path dir;

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("hangs", FlowReply.hang()),
                Arguments.of("says 500", FlowReply.status(500)),
                Arguments.of("says 404", FlowReply.status(404)),
                Arguments.of("redirects by 302", FlowReply.redirect302("http://127.0.0.1:1/")),
                Arguments.of("closes the connection", FlowReply.closeAfterRequest()),
                Arguments.of("cuts its answer off", FlowReply.cutOff(MENU)),
                Arguments.of("answers with 50 MB", FlowReply.huge()),
                Arguments.of("never stops answering", FlowReply.endlessChunked()),
                Arguments.of("sends an entity bomb", FlowReply.entityBomb()),
                Arguments.of("wants a file read", FlowReply.externalEntity("file:///etc/passwd")),
                Arguments.of("answers in HTML", FlowReply.notXml()),
                Arguments.of("uses an unknown command", FlowReply.response("<Dance/>")),
                Arguments.of("drips", FlowReply.dripping(MENU, Duration.ofSeconds(30))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void theCallerHearsAnApologyAndIsHungUpWhenTheApplication(String what, FlowReply fault) {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU).on("menu", fault);
            Phone other = lab.phone("1002");
            other.calls(lab.uri("100"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            lab.hears(other, "menu.wav");

            caller.presses("1");
            lab.until("hears the apology", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("sorry.wav")));
            lab.isHungUp(caller);

            assertThat(other.call().farEndHungUp()).isFalse();
            assertThat(other.rtp().stats().lost()).isZero();
            assertThat(other.rtp().stats().timestampSlips()).isZero();
            lab.hears(other, "menu.wav");
            other.hangsUp();
        }
    }

    /**
     * Flow protocol D17, threat W6: the hold prompt is heard from the third second on, until the apology takes its
     * place.
     */
    @Test
    void whoWaitsForASlowApplicationHearsTheHoldPromptUntilThereIsAnAnswer() {
        try (var lab = new CallLab(dir, settings -> settings.with("flow.hold-prompt", "timeout.wav"))) {
            lab.app().on("startservice", MENU).on("menu", FlowReply.hang());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("1");
            lab.until("the application is asked", SECONDS, () -> lab.app().held() == 1);
            lab.advance(Duration.ofMillis(2_800));
            assertThat(caller.ears().heard(CallLab.PROMPTS.get("timeout.wav"))).isFalse();
            lab.until("hears the hold prompt", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("timeout.wav")));
            lab.until("hears the apology", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("sorry.wav")));
            lab.until("the hold prompt is over", SECONDS, () -> !caller.hears(CallLab.PROMPTS.get("timeout.wav")));
            assertThat(caller.hears(CallLab.PROMPTS.get("sorry.wav"))).isTrue();
            lab.isHungUp(caller);
        }
    }

    @Test
    void aCallThatReachesADeadApplicationIsAnsweredWithTheApology() {
        try (var lab = new CallLab(dir)) {
            lab.app().refuse();
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("hears the apology", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("sorry.wav")));
            lab.isHungUp(caller);
            lab.app().listen();
            lab.until("stopservice", Duration.ofMinutes(2), () -> !lab.app()
                    .requests()
                    .isEmpty());
            assertThat(lab.app().requests().getFirst().param("errorcode")).startsWith("109");
        }
    }

    /** Flow protocol D17. */
    @Test
    void theFallbackGoesOnWithTheCall() {
        try (var fallback = FlowServer.start();
                var lab = new CallLab(
                        dir,
                        settings -> settings.application(
                                "fallback-url", fallback.uri().toString()))) {
            fallback.on(
                    "menu",
                    FlowReply.response("<Play>thanks.wav</Play><Hangup/>").body());
            lab.app().on("startservice", MENU).on("menu", FlowReply.status(500));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("7");
            lab.hears(caller, "thanks.wav");
            assertThat(fallback.takeRequest().params()).containsEntry("digits", "7");
            lab.isHungUp(caller);
        }
    }

    /** Flow protocol D17. */
    @Test
    void theSurvivalFlowOfTheApplicationRunsWhenNobodyAnswers() throws java.io.IOException {
        Path flow = Files.writeString(
                dir.resolve("survival.xml"), "<Response><Play>goodbye.wav</Play><Hangup/></Response>");
        try (var lab = new CallLab(dir, settings -> settings.application("survival-flow", flow.toString()))) {
            lab.app().on("startservice", FlowReply.status(503));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "goodbye.wav");
            lab.isHungUp(caller);
        }
    }

    /** Flow protocol D27: nothing of such a document runs; it is told once, with its place, and stands in the story. */
    @Test
    void aDocumentErrorIsToldOnceAndStandsInTheStoryOfItsCall() throws Exception {
        try (var errors = FlowServer.start();
                var lab = new CallLab(
                        dir,
                        settings -> settings.application(
                                "error-url", errors.uri("errors").toString()))) {
            errors.on("errors", FlowReply.response("<CmdNone/>"));
            lab.app()
                    .on("startservice", MENU)
                    .on("menu", "<Response>\n <Play>thanks.wav</Play>\n <Dance/>\n</Response>");
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("1");
            lab.until("hears the apology", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("sorry.wav")));
            assertThat(caller.ears().heard(CallLab.PROMPTS.get("thanks.wav"))).isFalse();
            lab.isHungUp(caller);
            lab.until("it is told", SECONDS, () -> !errors.requests().isEmpty());
            lab.advance(Duration.ofSeconds(30));
            String callId = lab.app().requests().getFirst().param("callid");
            assertThat(errors.requests()).singleElement().satisfies(told -> assertThat(told.params())
                    .containsEntry("callid", callId)
                    .containsEntry("line", "3")
                    .containsEntry("column", "2")
                    .containsEntry("reason", "<Dance> is not a command"));
            try (var http = HttpClient.newHttpClient()) {
                var uri = URI.create("http://127.0.0.1:" + lab.server().httpPort() + "/calls/" + callId);
                var story = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(story.body())
                        .contains("asked menu, survival answered")
                        .contains("line 3, column 2: <Dance> is not a command");
            }
        }
    }

    @Test
    void aRedirectLoopEndsWithTheApology() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on(
                            "startservice",
                            FlowReply.response("<Redirect>again</Redirect>").body())
                    .on(
                            "again",
                            FlowReply.response("<Redirect>again</Redirect>").body());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("hears the apology", SECONDS, () -> caller.hears(CallLab.PROMPTS.get("sorry.wav")));
            lab.isHungUp(caller);
            lab.until("stopservice", SECONDS, () -> "stopservice"
                    .equals(lab.app().requests().getLast().name()));
            assertThat(lab.app().requests().getLast().param("errorcode")).isEqualTo("109482");
            assertThat(lab.app().requests()).hasSizeBetween(100, 103);
        }
    }

    @Test
    void aCallerWhoHangsUpWhileTheApplicationHangsIsLetGoAtOnce() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU).on("menu", FlowReply.hang());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("1");
            lab.until("the application is asked", SECONDS, () -> lab.app().held() == 1);
            assertThat(caller.hangsUp().status()).isEqualTo(200);
            lab.until(
                    "the call is gone",
                    Duration.ofSeconds(1),
                    () -> lab.server().activeCalls() == 0);
        }
    }

    @Test
    void aCancelWhileTheApplicationHangsIs487() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", FlowReply.hang());
            Phone caller = lab.phone("1001");
            var call = caller.dials(lab.uri("100"));
            lab.until("the application is asked", SECONDS, () -> lab.app().held() == 1);
            lab.advance(Duration.ofMillis(200));
            call.expect(180);
            call.cancel();
            assertThat(call.refused().status()).isEqualTo(487);
        }
    }
}
