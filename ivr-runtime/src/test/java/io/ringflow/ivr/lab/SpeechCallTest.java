package io.ringflow.ivr.lab;

import static io.ringflow.testkit.flow.FlowReply.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.speech.http.SpeechStub;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Heard;
import io.ringflow.testkit.rtp.Tone;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers hear what applications have spoken: by espeak-ng, and by a service whose voice is a tone. */
class SpeechCallTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int VOICE = 700;

    @TempDir
    Path dir;

    @Test
    void aCallerHearsWhatTheServiceSaysAsLongAsItSaysIt() {
        try (var stub = new SpeechStub(SpeechCallTest::threeSeconds);
                var lab = lab(stub)) {
            lab.app().on("startservice", response("<PlayTTS>您好</PlayTTS><Play>goodbye.wav</Play><Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("hears the voice", LONG, () -> caller.hears(VOICE));
            lab.hears(caller, "goodbye.wav");
            lab.isHungUp(caller);
            long windows = caller.ears().windows().stream()
                    .filter(heard -> heard.tones().stream().anyMatch(hz -> Math.abs(hz - VOICE) < 5))
                    .count();
            // three seconds in windows of 200 ms, the first and the last of which may be cut
            assertThat(windows).isBetween(14L, 16L);
            assertThat(stub.bodies).hasSize(1);
            assertThat(stub.bodies.getFirst()).contains("您好");
        }
    }

    @Test
    void aKeyStopsATextInsideAGet() {
        try (var stub = new SpeechStub(SpeechCallTest::threeSeconds);
                var lab = lab(stub)) {
            lab.app()
                    .on(
                            "startservice",
                            response("<Get action='menu' numdigits='1'><PlayTTS loop='-1'>x</PlayTTS></Get>"))
                    .on("menu", response("<Pause length='1'/><Play>thanks.wav</Play><Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("hears the voice", LONG, () -> caller.hears(VOICE));
            caller.presses("5");
            lab.until("the voice stops", Duration.ofSeconds(1), () -> !caller.hears(VOICE));
            lab.hears(caller, "thanks.wav");
            lab.isHungUp(caller);
            assertThat(lab.app().requests().get(1).params()).containsEntry("digits", "5");
        }
    }

    @Test
    void aFinishkeyEndsATextAndWhatFollowsRuns() {
        try (var stub = new SpeechStub(SpeechCallTest::threeSeconds);
                var lab = lab(stub)) {
            lab.app()
                    .on(
                            "startservice",
                            response("<PlayTTS loop='-1' finishkey='#'>x</PlayTTS><Play>thanks.wav</Play><Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("hears the voice", LONG, () -> caller.hears(VOICE));
            caller.presses("1");
            lab.advance(Duration.ofSeconds(4));
            assertThat(caller.hears(VOICE)).isTrue();
            caller.presses("#");
            lab.hears(caller, "thanks.wav");
            lab.isHungUp(caller);
        }
    }

    @Test
    void aMixIsHeardInItsOrder() {
        try (var stub = new SpeechStub(SpeechCallTest::threeSeconds);
                var lab = lab(stub)) {
            lab.app()
                    .on(
                            "startservice",
                            response("<PlayMix type='424'>menu.wav;12.50;thanks.wav;</PlayMix>"
                                    + "<Play>goodbye.wav</Play><Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "menu.wav");
            lab.until("hears the voice", LONG, () -> caller.hears(VOICE));
            lab.until("hears thanks.wav", LONG, () -> caller.hears(CallLab.PROMPTS.get("thanks.wav")));
            lab.hears(caller, "goodbye.wav");
            lab.isHungUp(caller);
            assertThat(stub.bodies.getFirst()).contains("十二元五角");
            // no hole between the parts: what is silent is the beginning and the end
            assertThat(caller.ears().heard(Heard.Kind.SILENCE)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void espeakSaysMandarinAndEnglish() {
        try (var lab = new CallLab(dir)) {
            lab.app()
                    .on(
                            "startservice",
                            response("<PlayTTS>您好，欢迎致电我们的公司。</PlayTTS>"
                                    + "<PlayTTS lang='en-US'>Hello, and welcome to our company.</PlayTTS><Hangup/>"));
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.until("is hung up", Duration.ofSeconds(30), () -> caller.call().farEndHungUp());
            var sounding = caller.ears().windows().stream()
                    .filter(heard -> heard.kind() != Heard.Kind.SILENCE)
                    .toList();
            // some eight seconds of speech in windows of 200 ms
            assertThat(sounding).hasSizeBetween(15, 60);
            assertThat(sounding.stream().mapToDouble(Heard::levelDbm0).max().orElseThrow())
                    .isGreaterThan(-25);
            assertThat(caller.ears().heard(Heard.Kind.SPEECH)).isGreaterThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void withoutAProviderTheCallGoesOn() {
        try (var lab = new CallLab(dir, settings -> settings.with("speech.espeak.command", "no-such-espeak"))) {
            lab.app().on("startservice", response("<PlayTTS>您好</PlayTTS><Play>thanks.wav</Play><Hangup/>"));
            assertThat(lab.server().facts().get("speech").toString()).contains("apt-get install espeak-ng");
            Phone caller = lab.phone("1001");
            caller.calls(lab.uri("100"));
            lab.hears(caller, "thanks.wav");
            lab.isHungUp(caller);
        }
    }

    private CallLab lab(SpeechStub stub) {
        return new CallLab(dir, settings -> settings.with("speech.provider", "http")
                .with("speech.http.url", stub.url().toString()));
    }

    private static void threeSeconds(OutputStream out) throws java.io.IOException {
        SpeechStub.head(out, "200 OK", "Content-Type: audio/pcm", "Transfer-Encoding: chunked");
        // a rate of 24 kHz; the tone's samples are of 8 kHz, so it is told a third of its frequency
        var samples = Tone.of(VOICE / 3.0).samples(3 * 24_000);
        var octets = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (short sample : samples) octets.putShort(sample);
        SpeechStub.chunk(out, octets.array());
        SpeechStub.chunk(out, new byte[0]);
    }
}
