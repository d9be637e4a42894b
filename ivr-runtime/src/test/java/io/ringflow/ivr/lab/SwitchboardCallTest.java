package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.rest.RestClient;
import io.ringflow.ivr.speech.http.SpeechStub;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example applications in Java, JavaScript and PHP, each a process of its own, lead one call through a menu, a
 * message, a consultation, an outbound call and a conference. Each phrase they say is a tone of its own.
 */
class SwitchboardCallTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TONE_OF_RECORD = 1_000;
    private static final int CALLER = 530;
    private static final int OTHER = 1_150;
    private static final int OTHER_PHRASE = 300;

    /** A phrase of the application, and the frequency that it is heard as. */
    private static final Map<String, Integer> PHRASES = phrases();

    private static final Pattern OPENED = Pattern.compile("opened \\?\\S*confid=(\\d{8})");

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    @TempDir
    Path dir;

    private final String restHost = ownAddress();
    private final Carrier carrier = new Carrier();

    @Test
    void theSwitchboardInJavaLeadsACallThroughAllItHas() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        drives("switchboard-java", List.of(java, "-XX:TieredStopAtLevel=1", "Switchboard.java"));
    }

    @Test
    void theSwitchboardInJavaScriptLeadsACallThroughAllItHas() throws IOException {
        drives("switchboard-node", List.of("node", "app.js"));
    }

    @Test
    void theSwitchboardInPhpLeadsACallThroughAllItHas() throws IOException {
        drives("switchboard-php", List.of("php", "-S", "127.0.0.1:0", "app.php"));
    }

    private void drives(String directory, List<String> command) throws IOException {
        String rest = "http://" + restHost + ":8883/2013-12-26";
        var environment = Map.of(
                "PORT",
                "0",
                "TZ",
                "UTC",
                "COLLEAGUE",
                "13800138000",
                "REST_ROOT",
                rest,
                "REST_SID",
                RestClient.SID,
                "REST_TOKEN",
                RestClient.TOKEN);
        try (var voice = SpeechStub.answering(SwitchboardCallTest::spoken);
                var app = ExampleProcess.start(directory, dir.resolve("printed"), command, environment);
                var lab = new CallLab(dir, Instant.now(), (self, base) -> settings(self, base, voice, app))) {
            wholeCall(lab, app);
        }
    }

    private void wholeCall(CallLab lab, ExampleProcess app) {
        Phone caller = lab.phone("1001");
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(lab.uri("100"));
        try {
            hears(lab, caller, "Press 1");
            leavesAMessage(lab, caller, app);
            speaksWithAColleague(lab, caller, app);
            hasANumberCalled(lab, caller);
            meetsAnother(lab, caller, app);
            caller.hangsUp();
            Eventually.within(PATIENCE, () -> saidAfterAStep(lab, app, " stopservice "), "the end is told");
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + app.printed(), failure);
        }
    }

    private static void leavesAMessage(CallLab lab, Phone caller, ExampleProcess app) {
        caller.presses("1");
        hears(lab, caller, "Speak after the tone");
        lab.until("hears the tone", SOON, () -> caller.hears(TONE_OF_RECORD));
        lab.advance(Duration.ofSeconds(2));
        caller.presses("#");
        // It is told when it is on the disk, which takes real time.
        Eventually.within(PATIENCE, () -> saidAfterAStep(lab, app, " recorded "), "the message is told");
        hears(lab, caller, "You said");
        lab.until("hears itself", SOON, () -> caller.hears(CALLER));
        hears(lab, caller, "Press 1");
    }

    private static boolean saidAfterAStep(CallLab lab, ExampleProcess app, String words) {
        lab.advance(Duration.ofMillis(20));
        return app.printed().contains(words);
    }

    private void speaksWithAColleague(CallLab lab, Phone caller, ExampleProcess app) {
        caller.presses("2");
        lab.until("key 2 is told", SOON, () -> app.printed().contains("digits=2"));
        Callee colleague = carrier.phone().isCalled().rings();
        assertThat(colleague.number()).isEqualTo("13800138000");
        hears(lab, caller, "hold the line");
        carrier.phone().rtp().speak(Tone.of(OTHER));
        carrier.answers(colleague);
        lab.until("hears the colleague", SOON, () -> caller.hears(OTHER));
        lab.until("is heard", SOON, () -> carrier.phone().hears(CALLER));
        colleague.bye();
        hears(lab, caller, "Press 1");
    }

    private void hasANumberCalled(CallLab lab, Phone caller) {
        caller.presses("5");
        hears(lab, caller, "Type the number");
        caller.presses("13800138001#");
        hears(lab, caller, "is being called");
        Callee called = carrier.phone().isCalled();
        assertThat(called.number()).isEqualTo("13800138001");
        carrier.answers(called);
        hears(lab, carrier.phone(), "This is the switchboard");
        lab.until("is hung up", SOON, called::farEndHungUp);
        hears(lab, caller, "Press 1");
    }

    private static void meetsAnother(CallLab lab, Phone caller, ExampleProcess app) {
        caller.presses("3");
        lab.until("a conference is opened", SOON, () -> opened(app).isPresent());
        Phone other = lab.phone("1002");
        other.rtp().speak(Tone.of(OTHER));
        other.calls(lab.uri("100"));
        other.presses("4" + opened(app).orElseThrow());
        lab.until("hears the other", SOON, () -> caller.hears(OTHER));
        lab.until("is heard", SOON, () -> other.hears(CALLER));
        caller.presses("*");
        hears(lab, caller, "Press 1");
        lab.until("is not heard any more", SOON, () -> !other.hears(CALLER));
        other.hangsUp();
    }

    private ServerSettings settings(CallLab lab, ServerSettings base, SpeechStub voice, ExampleProcess app) {
        return carrier.serves(lab, base, Map.of("prefixes", List.of("138")))
                .application("url", app.uri().toString())
                .with("speech.provider", "http")
                .with("speech.http.url", voice.url().toString())
                .with("rest.host", restHost)
                .with("rest.port", 8883)
                .with("rest.time-zone", "UTC")
                .with("rest.accounts", RestClient.ACCOUNTS);
    }

    /**
     * A loopback address that nobody else has. The application must know the REST interface's port before the server
     * starts, and the server the application's.
     */
    private static String ownAddress() {
        long pid = ProcessHandle.current().pid();
        return "127." + (64 + ADDRESSES.getAndIncrement() % 128) + "." + (pid >> 8) % 256 + "." + (1 + pid % 254);
    }

    private static Optional<String> opened(ExampleProcess app) {
        return OPENED.matcher(app.printed())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    private static void hears(CallLab lab, Phone phone, String phrase) {
        lab.until("hears " + phrase, SOON, () -> phone.hears(PHRASES.get(phrase)));
    }

    private static Map<String, Integer> phrases() {
        var phrases = new LinkedHashMap<String, Integer>();
        phrases.put("Press 1", 440);
        phrases.put("Speak after the tone", 620);
        phrases.put("You said", 720);
        phrases.put("hold the line", 810);
        phrases.put("Type the number", 910);
        phrases.put("is being called", 1_300);
        phrases.put("This is the switchboard", 1_420);
        return phrases;
    }

    /** A second of the phrase's tone. */
    private static SpeechStub.Answer spoken(String body) {
        int frequency = PHRASES.keySet().stream()
                .filter(body::contains)
                .map(PHRASES::get)
                .findFirst()
                .orElse(OTHER_PHRASE);
        return out -> {
            SpeechStub.head(
                    out, "200 OK", "Content-Type: audio/pcm", "Transfer-Encoding: chunked", "Connection: close");
            // samples of 8 kHz played at 24 kHz: a third of the frequency
            short[] samples = Tone.of(frequency / 3.0).samples(24_000);
            var octets = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
            for (short sample : samples) octets.putShort(sample);
            SpeechStub.chunk(out, octets.array());
            SpeechStub.chunk(out, new byte[0]);
        };
    }
}
