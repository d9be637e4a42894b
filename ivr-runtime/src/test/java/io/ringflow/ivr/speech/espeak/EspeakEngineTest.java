package io.ringflow.ivr.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringflow.ivr.speech.SpeechFailure;
import io.ringflow.ivr.speech.SpeechFailure.Kind;
import io.ringflow.ivr.speech.SpeechPcm;
import io.ringflow.ivr.speech.SpeechSettings;
import io.ringflow.ivr.speech.Utterance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program, and programs that behave badly in its place. */
class EspeakEngineTest {

    @TempDir
    Path dir;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void mandarinAndEnglishAreHeard() {
        var engine = engine("espeak-ng", Duration.ofSeconds(60));
        assertThat(engine.missing()).isEmpty();
        for (var utterance : new Utterance[] {
            Utterance.of("您的验证码是，一二三四。", "zh-CN"), Utterance.of("Your code is one two three four.", "en-US")
        }) {
            var sound = engine.speak(utterance);
            assertThat(sound.sampleRate()).isEqualTo(16_000);
            assertThat(seconds(sound)).isBetween(1.5, 6.0);
            assertThat(rms(sound)).isGreaterThan(500);
        }
    }

    @Test
    void mandarinIsSpokenAndNotSpeltInEnglish() {
        // 的 is one short syllable; the voice cmn of espeak-ng 1.51 says "de five" instead
        var engine = engine("espeak-ng", Duration.ofSeconds(60));
        double one = seconds(engine.speak(Utterance.of("的", "zh-CN")));
        double eight = seconds(engine.speak(Utterance.of("的的的的的的的的", "zh-CN")));
        assertThat((eight - one) / 7).isBetween(0.08, 0.25);
    }

    @Test
    void speedAndVolumeDoWhatTheySay() {
        var engine = engine("espeak-ng", Duration.ofSeconds(60));
        var plain = engine.speak(new Utterance("one two three four five", "en", "", 0, 0, 0, true));
        var fast = engine.speak(new Utterance("one two three four five", "en", "", 500, 0, 0, true));
        var soft = engine.speak(new Utterance("one two three four five", "en", "", 0, -500, 0, true));
        assertThat(seconds(plain) / seconds(fast)).isBetween(1.6, 3.2);
        assertThat(rms(plain) / rms(soft)).isBetween(1.7, 2.3);
    }

    @Test
    void aTextCanBeNeitherAnOptionNorACommand() throws IOException {
        var said = dir.resolve("said");
        var program = program("cat > " + said + "; printf '%s\\n' \"$@\" > " + dir.resolve("arguments") + "; exit 1");
        var engine = engine(program, Duration.ofSeconds(60));
        failure(engine, Utterance.of("--path=/tmp; $(touch x) `id` [[h@]] \u0001 50", "en"));
        assertThat(Files.readString(said)).isEqualTo("--path=/tmp; $(touch x) `id` [ [h@]]   50\n");
        assertThat(Files.readAllLines(dir.resolve("arguments")))
                .containsExactly("--stdin", "--stdout", "-b", "1", "-v", "en-us", "-s", "175", "-a", "100", "-p", "50");
    }

    @Test
    void theProgramSeesNothingOfOurEnvironment() throws IOException {
        var program = program("cat >/dev/null; /usr/bin/env > " + dir.resolve("env") + "; exit 1");
        failure(engine(program, Duration.ofSeconds(60)), Utterance.of("x", "en"));
        assertThat(Files.readString(dir.resolve("env")))
                .contains("LC_ALL=C.UTF-8")
                .doesNotContain("HOME=");
    }

    @Test
    void withoutTheProgramItSaysWhatToInstall() {
        var engine = engine("no-such-espeak", Duration.ofSeconds(60));
        assertThat(engine.missing().orElseThrow()).contains("no-such-espeak", "apt-get install espeak-ng");
        assertThat(failure(engine, Utterance.of("x", "en")).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void aVoiceThatDoesNotExistIsRefused() {
        var engine = engine("espeak-ng", Duration.ofSeconds(60));
        var failure = failure(engine, new Utterance("x", "en", "nobody", 0, 0, 0, true));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.getMessage()).contains("voice does not exist");
        assertThat(failure(engine, new Utterance("x", "en", "../../x", 0, 0, 0, true))
                        .kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void aProgramThatHangsIsEnded() throws IOException {
        var engine = engine(program("exec /bin/sleep 600"), Duration.ofMillis(300));
        assertThat(failure(engine, Utterance.of("x", "en")).kind()).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void aProgramWithoutAnEndIsEnded() throws IOException {
        var engine = engine(program("exec /bin/cat /dev/zero"), Duration.ofSeconds(60));
        assertThat(failure(engine, Utterance.of("x", "en")).kind()).isEqualTo(Kind.TOO_LONG);
    }

    @Test
    void aProgramThatFailsIsToldWithItsWords() throws IOException {
        var engine = engine(program("echo 'no data at all' >&2; exit 3"), Duration.ofSeconds(60));
        var failure = failure(engine, Utterance.of("x", "en"));
        assertThat(failure.kind()).isEqualTo(Kind.FAILED);
        assertThat(failure.getMessage()).isEqualTo("espeak-ng ended with 3: no data at all");
    }

    @Test
    void whatIsNoSoundIsRefused() throws IOException {
        var engine = engine(program("cat >/dev/null; echo hello"), Duration.ofSeconds(60));
        assertThat(failure(engine, Utterance.of("x", "en")).kind()).isEqualTo(Kind.BAD_SOUND);
    }

    @Test
    void languagesHaveTheirVoices() {
        assertThat(EspeakVoice.voice(Utterance.of("", "zh-CN"))).isEqualTo("cmn-latn-pinyin");
        assertThat(EspeakVoice.voice(Utterance.of("", "zh-HK"))).isEqualTo("yue");
        assertThat(EspeakVoice.voice(Utterance.of("", "en"))).isEqualTo("en-us");
        assertThat(EspeakVoice.voice(Utterance.of("", "en-GB"))).isEqualTo("en-gb");
        assertThat(EspeakVoice.voice(Utterance.of("", "en-AU"))).isEqualTo("en-us");
        assertThat(EspeakVoice.voice(Utterance.of("", "de-DE"))).isEqualTo("de");
        assertThat(EspeakVoice.voice(new Utterance("", "zh", "en-us+f3", 0, 0, 0, true)))
                .isEqualTo("en-us+f3");
    }

    private EspeakEngine engine(String command, Duration timeout) {
        var usual = SpeechSettings.defaults();
        var settings = new SpeechSettings(
                "espeak",
                timeout,
                2,
                2,
                Duration.ofSeconds(20),
                0,
                1,
                new SpeechSettings.Espeak(command),
                usual.http());
        return new EspeakEngine(settings, System.getenv("PATH"), timer);
    }

    private String program(String script) throws IOException {
        var file = dir.resolve("program");
        Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file.toString();
    }

    private static SpeechFailure failure(EspeakEngine engine, Utterance utterance) {
        var thrown = catchThrowableOfType(SpeechFailure.class, () -> engine.speak(utterance));
        assertThat(thrown).as("a failure").isNotNull();
        return thrown;
    }

    private static double seconds(SpeechPcm sound) {
        return (double) sound.samples().length / sound.sampleRate();
    }

    private static double rms(SpeechPcm sound) {
        double sum = 0;
        for (short sample : sound.samples()) sum += (double) sample * sample;
        return Math.sqrt(sum / sound.samples().length);
    }
}
