package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers, trunks and operators do every day, on a whole server. */
class OrdinaryCallTest {

    private static final String MENU = FlowReply.response(
                    "<Get action='keys' numdigits='4' timeout='300'><Play loop='-1'>menu.wav</Play></Get>")
            .body();
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    Path dir;

    @Test
    void anApplicationThatIsBusyRefusesWith486AndIsToldSo() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on(
                            "startservice",
                            FlowReply.response("<Reject reason='busy'/>").body());
            Phone caller = lab.phone("1001");
            assertThat(caller.dials(lab.uri("100")).refused().status()).isEqualTo(486);
            lab.until("stopservice", SOON, () -> lab.app().requests().size() == 2);
            assertThat(lab.app().requests().getLast().params())
                    .containsEntry("errorcode", "107486")
                    .doesNotContainKey("starttime");
        }
    }

    @Test
    void aNumberOfNobodyIs404AndNoApplicationHearsOfIt() {
        try (var lab = new CallLab(dir, settings -> settings.application("numbers", List.of("400-123-4567")))) {
            Phone caller = lab.phone("1001");
            assertThat(caller.dials(lab.uri("100")).refused().status()).isEqualTo(404);
            assertThat(lab.app().requests()).isEmpty();
        }
    }

    @Test
    void aServerThatIsFullSays503AndWhenToTryAgain() {
        try (var lab = new CallLab(dir, settings -> settings.with("sip.max-calls", 1))) {
            lab.app().on("startservice", MENU);
            Phone first = lab.phone("1001");
            first.calls(lab.uri("100"));
            Phone second = lab.phone("1002");
            var refusal = second.dials(lab.uri("100")).refused();
            assertThat(refusal.status()).isEqualTo(503);
            assertThat(refusal.header("Retry-After")).isNotEmpty();
            first.hangsUp();
        }
    }

    @Test
    void aDrainingServerTakesNoNewCallAndKeepsTheOldOne() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU);
            Phone first = lab.phone("1001");
            first.calls(lab.uri("100"));
            lab.server().drain();
            assertThat(lab.phone("1002").dials(lab.uri("100")).refused().status())
                    .isEqualTo(503);
            assertThat(get(lab, "/health").statusCode()).isEqualTo(503);
            lab.hears(first, "menu.wav");
            lab.server().endCalls();
            lab.isHungUp(first);
        }
    }

    @Test
    void aCallerWhoseSoundStopsIsHungUpAfterAMinute() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU);
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.rtp().unplug();
            lab.advance(Duration.ofSeconds(55));
            assertThat(caller.call().farEndHungUp()).isFalse();
            lab.isHungUp(caller);
            lab.until("stopservice", SOON, () -> lab.app().requests().size() == 2);
            assertThat(lab.app().requests().getLast().param("errorcode")).isEqualTo("106408");
        }
    }

    @Test
    void aCallerOnMuteWhoseReportsGoOnIsNotHungUp() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU);
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            caller.rtp().mute(true);
            lab.advance(Duration.ofSeconds(90));
            assertThat(caller.call().farEndHungUp()).isFalse();
            caller.hangsUp();
        }
    }

    @Test
    void aCallerOnHoldHearsNothingAndThePromptGoesOnAfterwards() {
        try (var lab = new CallLab(dir)) {
            lab.app().on("startservice", MENU);
            Phone caller = lab.phone("1001");
            var call = caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            assertThat(call.hold().status()).isEqualTo(200);
            int before = caller.rtp().stats().packets();
            lab.advance(Duration.ofSeconds(2));
            assertThat(caller.rtp().stats().packets() - before).isLessThanOrEqualTo(1);
            assertThat(call.resume().status()).isEqualTo(200);
            lab.hears(caller, "menu.wav");
            caller.hangsUp();
        }
    }

    /** Threat W14, W15. */
    @Test
    void theStoryOfACallTellsAllButItsKeys() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on("startservice", MENU)
                    .on(
                            "keys",
                            FlowReply.response("<Play loop='-1'>thanks.wav</Play>")
                                    .body());
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("7*39");
            lab.hears(caller, "thanks.wav");
            String id = lab.app().requests().getFirst().param("callid");
            assertThat(get(lab, "/calls").body()).contains(id);
            assertThat(get(lab, "/calls/" + id).body())
                    .contains(
                            "asked startservice",
                            "4 keys reported",
                            "INVITE",
                            "200",
                            "last prompt thanks.wav",
                            "codec PCMA")
                    .doesNotContain("7*39");
            assertThat(get(lab, "/metrics").body())
                    .contains("ringflow_calls_active 1.0", "ringflow_call_digits_total{source=\"rfc4733\"} 4.0")
                    .doesNotContain(id);
            lab.server().endCalls();
            lab.isHungUp(caller);
            lab.until("the BYE is in the story", SOON, () -> get(lab, "/calls/" + id)
                    .body()
                    .contains("← BYE"));
        }
    }

    @Test
    void twoHundredCallersAtOnceAreServedAndNothingIsLeft() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on("startservice", MENU)
                    .on("keys", FlowReply.response("<Hangup/>").body());
            var callers = java.util.stream.IntStream.range(0, 200)
                    .mapToObj(i -> lab.phone("caller" + i))
                    .toList();
            callers.forEach(caller -> caller.calls(lab.uri("100")));
            lab.advance(Duration.ofSeconds(1));
            assertThat(callers).allSatisfy(caller -> assertThat(caller.hears(CallLab.PROMPTS.get("menu.wav")))
                    .isTrue());
            callers.forEach(caller -> caller.presses("1234"));
            lab.until("all are hung up", Duration.ofSeconds(10), () -> callers.stream()
                    .allMatch(caller -> caller.call().farEndHungUp()));
            assertThat(callers)
                    .allSatisfy(
                            caller -> assertThat(caller.rtp().stats().lost()).isZero());
        }
    }

    private static HttpResponse<String> get(CallLab lab, String path) {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://127.0.0.1:" + lab.server().httpPort() + path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
