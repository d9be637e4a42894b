package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.rtp.Mouth;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** D11 and D23: callers speak tones, which are then in the files that the application fetches. */
class RecordCallTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int BEEP = 1000;
    private static final int VOICE = 500;

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    private CallLab lab() {
        return lab(UnaryOperator.identity());
    }

    private CallLab lab(UnaryOperator<ServerSettings> settings) {
        var lab = new CallLab(dir, settings);
        lab.app().on("recordreport", response("<Play>thanks.wav</Play><Hangup/>"));
        return lab;
    }

    /** A caller who has heard the tone. */
    private Phone caller(CallLab lab, String document) {
        lab.app().on("startservice", response(document));
        Phone caller = lab.phone("1001");
        caller.calls(lab.uri("100"));
        lab.until("hears the tone", LONG, () -> caller.hears(BEEP));
        lab.until("the tone is over", LONG, () -> !caller.hears(BEEP));
        return caller;
    }

    private static FlowRequest request(CallLab lab, String name) {
        lab.until(name, LONG, () -> lab.app().requests().stream()
                .anyMatch(r -> r.name().equals(name)));
        return lab.app().requests().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<byte[]> fetch(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private short[] sound(String url) throws IOException, InterruptedException {
        var answer = fetch(url);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Wav.read(Files.write(dir.resolve("fetched.wav"), answer.body()));
    }

    /** How much of it sounds: of blocks as long as the tone's period, those that are not silent. */
    private static double seconds(short[] samples) {
        int period = 8_000 / VOICE;
        int loud = 0;
        for (int at = 0; at + period <= samples.length; at += period) {
            int peak = 0;
            for (int i = 0; i < period; i++) peak = Math.max(peak, Math.abs(samples[at + i]));
            loud += peak > 200 ? period : 0;
        }
        return loud / 8_000.0;
    }

    private static double amplitude(short[] pcm, int from, int samples, double hertz) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < samples; i++) {
            double angle = 2 * Math.PI * hertz * i / 8_000;
            real += pcm[from + i] * Math.cos(angle);
            imaginary += pcm[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / samples;
    }

    /**
     * Flow protocol 3.5 finishkey, nesting, report; 5.5 appid, callid, recordurl, recordduration, digits; 5.6
     * recordurl.
     */
    @Test
    void whatTheCallerSaysUntilTheFinishKeyIsInTheFile() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record><Play>menu.wav</Play></Record>");
            assertThat(caller.ears().heard(CallLab.PROMPTS.get("menu.wav"))).isTrue();
            caller.rtp().speak(Tone.of(VOICE));
            lab.advance(Duration.ofSeconds(3));
            caller.presses("#");
            var report = request(lab, "recordreport").params();
            assertThat(report)
                    .containsEntry("digits", "#")
                    .containsEntry("result", "0")
                    .containsEntry("reason", "finishkey")
                    .containsEntry("recordduration", "3")
                    .containsKeys("appid", "callid");
            lab.hears(caller, "thanks.wav");
            // The next start need not tell what has been told.
            assertThat(files())
                    .containsExactlyInAnyOrder(report.get("recordid") + ".json", report.get("recordid") + ".wav");
            lab.isHungUp(caller);

            short[] heard = sound(report.get("recordurl"));
            assertThat(amplitude(heard, 8_000, 8_000, VOICE)).isGreaterThan(5_000);
            assertThat(amplitude(heard, 8_000, 8_000, BEEP)).isLessThan(50);
            assertThat(heard.length / 8_000.0).isCloseTo(3.0, within(0.3));
            assertThat(request(lab, "stopservice").params())
                    .containsEntry("recordid", report.get("recordid"))
                    .containsKey("recordurl");
        }
    }

    /** Flow protocol 3.5 maxlength. */
    @Test
    void itEndsAtItsGreatestLengthToTheFrame() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record maxlength='2'/>");
            caller.rtp().speak(Tone.of(VOICE));
            var report = request(lab, "recordreport").params();
            assertThat(report).containsEntry("reason", "maxlength").containsEntry("recordduration", "2");
            assertThat(sound(report.get("recordurl"))).hasSize(2 * 8_000);
            lab.isHungUp(caller);
        }
    }

    @Test
    void itEndsWhenTheCallerHasBeenSilentForTheTimeout() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record timeout='2'/>");
            caller.rtp().speak(Mouth.of(Tone.of(VOICE).samples(3 * 8_000)));
            var report = request(lab, "recordreport").params();
            assertThat(report).containsEntry("reason", "silence");
            short[] heard = sound(report.get("recordurl"));
            assertThat(seconds(heard)).isCloseTo(3.0, within(0.02));
            int last = heard.length - 1;
            while (Math.abs(heard[last]) <= 200) last--;
            // one frame of 20 ms more or less
            assertThat((heard.length - last) / 8_000.0).isCloseTo(2.0, within(0.021));
            lab.isHungUp(caller);
        }
    }

    @Test
    void aPauseShorterThanTheTimeoutDoesNotEndIt() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record timeout='3'/>");
            for (int i = 0; i < 3; i++) {
                caller.rtp().speak(Mouth.of(Tone.of(VOICE).samples(8_000)));
                lab.advance(Duration.ofMillis(3_500));
            }
            var report = request(lab, "recordreport").params();
            assertThat(seconds(sound(report.get("recordurl")))).isCloseTo(3.0, within(0.02));
            lab.isHungUp(caller);
        }
    }

    @Test
    void nothingSaidFallsThroughAndNothingIsKept() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record timeout='2'/><Play>timeout.wav</Play><Hangup/>");
            lab.hears(caller, "timeout.wav");
            lab.isHungUp(caller);
            assertThat(request(lab, "stopservice").params()).doesNotContainKeys("recordurl", "recordid");
            assertThat(lab.app().requests()).noneMatch(r -> r.name().equals("recordreport"));
            assertThat(files()).isEmpty();
        }
    }

    /** Flow protocol 5.6 recordurl. */
    @Test
    void whoHangsUpLeavesARecordingThatStopserviceTells() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record format='wav'/>");
            caller.rtp().speak(Tone.of(VOICE));
            lab.advance(Duration.ofSeconds(2));
            caller.hangsUp();
            var end = request(lab, "stopservice").params();
            short[] heard = sound(end.get("recordurl"));
            assertThat(heard.length / 8_000.0).isCloseTo(2.0, within(0.3));
            assertThat(amplitude(heard, 4_000, 8_000, VOICE)).isGreaterThan(5_000);
            assertThat(lab.app().requests()).noneMatch(r -> r.name().equals("recordreport"));
            // The next start need not tell what has been told.
            lab.until("its draft is gone", LONG, () -> files().size() == 2);
            assertThat(files()).containsExactlyInAnyOrder(end.get("recordid") + ".json", end.get("recordid") + ".wav");
        }
    }

    /** Flow protocol 3.5 options; 3.2 isrecord. */
    @Test
    void bothSidesAreInTheTwoChannelsOfAnMp3WhichCanBePlayedBack() throws Exception {
        try (var lab = lab()) {
            lab.app().on("again", response("<Hangup/>"));
            Phone caller = caller(lab, "<Record format='mp3' channels='2' maxlength='3'/>");
            caller.rtp().speak(Tone.of(VOICE));
            var report = request(lab, "recordreport").params();
            lab.isHungUp(caller);
            var answer = fetch(report.get("recordurl"));
            assertThat(answer.headers().firstValue("content-type")).contains("audio/mpeg");

            lab.app()
                    .on(
                            "startservice",
                            response("<Play isrecord='true'>%s</Play><Hangup/>".formatted(report.get("recordid"))));
            Phone listener = lab.phone("1002");
            listener.calls(lab.uri("100"));
            lab.until("hears what the caller said", LONG, () -> listener.hears(VOICE));
            lab.isHungUp(listener);
        }
    }

    @Test
    void theManifestSaysWhoseItIsAndWhatTheFileMustBe() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record maxlength='1'/>");
            caller.rtp().speak(Tone.of(VOICE));
            var report = request(lab, "recordreport").params();
            var manifest = Files.readString(dir.resolve("data/recordings/" + report.get("recordid") + ".json"));
            assertThat(manifest)
                    .contains("\"call\" : \"" + report.get("callid") + "\"")
                    .contains("\"application\" : \"" + report.get("appid") + "\"")
                    .contains("\"durationMillis\" : 1000")
                    .contains("\"end\" : \"max_length\"")
                    .containsPattern("\"sha256\" : \"[0-9a-f]{64}\"");
            lab.isHungUp(caller);
        }
    }

    @Test
    void anUnwritableDirectoryCostsTheRecordingAndNotTheCall() throws Exception {
        try (var lab = lab()) {
            Path recordings = dir.resolve("data/recordings");
            Files.delete(recordings);
            Files.writeString(recordings, "in the way");
            Phone caller = caller(lab, "<Record/><Play>timeout.wav</Play><Hangup/>");
            lab.hears(caller, "timeout.wav");
            lab.isHungUp(caller);
        }
    }

    @Test
    void withoutRoomOnTheDiskNothingIsRecordedAndTheCallGoesOn() {
        try (var lab = lab(settings -> settings.with("recordings.least-free", "1000 TiB"))) {
            Phone caller = caller(lab, "<Record/><Play>timeout.wav</Play><Hangup/>");
            lab.hears(caller, "timeout.wav");
            lab.isHungUp(caller);
        }
    }

    @Test
    void aFinishKeyIsUsedUpAndOtherKeysStayForTheNextGet() {
        try (var lab = lab()) {
            lab.app().on("recordreport", response("<Get numdigits='1'/>")).on("dtmfreport", response("<Hangup/>"));
            Phone caller = caller(lab, "<Record/>");
            caller.rtp().speak(Tone.of(VOICE));
            lab.advance(Duration.ofSeconds(1));
            caller.presses("7#");
            assertThat(request(lab, "dtmfreport").params()).containsEntry("digits", "7");
            lab.isHungUp(caller);
        }
    }

    @Test
    void aFinishKeyBeforeTheToneDoesNotEndWhatHasNotBegun() {
        try (var lab = lab()) {
            lab.app()
                    .on(
                            "startservice",
                            response("<Record timeout='2'><Play>menu.wav</Play></Record><Redirect>next</Redirect>"))
                    .on("next", response("<Get numdigits='1'/>"))
                    .on("dtmfreport", response("<Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            caller.presses("#");
            lab.until("hears the tone", LONG, () -> caller.hears(BEEP));
            assertThat(request(lab, "dtmfreport").params()).containsEntry("digits", "#");
            lab.isHungUp(caller);
        }
    }

    @Test
    void aDiskThatFailsInTheMiddleCostsTheRecordingAndNotTheCall() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record/><Play>timeout.wav</Play><Hangup/>");
            caller.rtp().speak(Tone.of(VOICE));
            lab.advance(Duration.ofSeconds(1));
            for (var name : files()) Files.delete(dir.resolve("data/recordings/" + name));
            caller.presses("#");
            lab.hears(caller, "timeout.wav");
            lab.isHungUp(caller);
            assertThat(request(lab, "stopservice").params()).doesNotContainKey("recordurl");
        }
    }

    @Test
    void aFinishKeyThatIsHeardAsAToneIsNoMessage() throws Exception {
        var trunk = Map.of("name", "carrier", "networks", List.of("127.0.0.0/8"), "dtmf", "inband");
        try (var lab = lab(settings -> settings.with("trunks", List.of(trunk)))) {
            Phone caller = caller(lab, "<Record/><Play>timeout.wav</Play><Hangup/>");
            lab.advance(Duration.ofSeconds(1));
            caller.rtp().speak(Mouth.of(Tone.key('#').samples(1_600)));
            lab.hears(caller, "timeout.wav");
            lab.isHungUp(caller);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void metricsTellWhatBecameOfRecordings() throws Exception {
        try (var lab = lab()) {
            Phone caller = caller(lab, "<Record maxlength='1'/>");
            caller.rtp().speak(Tone.of(VOICE));
            var url = request(lab, "recordreport").params().get("recordurl");
            lab.isHungUp(caller);
            assertThat(fetch(url).statusCode()).isEqualTo(200);
            assertThat(fetch(url + "0").statusCode()).isEqualTo(403);
            var base = url.substring(0, url.indexOf("/recordings/"));
            var metrics = new String(fetch(base + "/metrics").body(), StandardCharsets.UTF_8);
            assertThat(metrics)
                    .contains("ringflow_recordings_downloads_total{outcome=\"whole\"} 1.0")
                    .contains("ringflow_recordings_downloads_total{outcome=\"forged\"} 1.0")
                    .contains("ringflow_recordings_ended_total{outcome=\"published\"} 1.0")
                    .contains("ringflow_recordings_discarded_total{reason=\"nothing_heard\"} 0.0");
        }
    }

    private List<String> files() {
        try (var files = Files.list(dir.resolve("data/recordings"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
