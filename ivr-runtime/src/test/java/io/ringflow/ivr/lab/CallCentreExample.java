package io.ringflow.ivr.lab;

import io.ringflow.ivr.queue.AgentState;
import io.ringflow.ivr.queue.CallCentre;
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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A call-centre application of {@code docs/examples}, as a process of its own, with a whole server, a caller and the
 * telephone of its agents. Each phrase that it says is a tone of its own. Closing ends all of it.
 */
final class CallCentreExample implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int CALLER = 530;
    static final int AGENT = 1_150;

    private static final String KEY = "the-key-of-the-call-centre";
    private static final Map<String, ?> ACCOUNT = Map.of(
            "name",
            "centre",
            "sid",
            "8a48b5514f4fc588014f5d3b1c2a0b11",
            "api-key",
            KEY,
            "applications",
            List.of("test"));

    /** What the music is. */
    private static final int MUSIC = 810;

    private static final int OTHER_PHRASE = 300;
    private static final Map<String, Integer> PHRASES = phrases();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Carrier carrier = new Carrier();
    private final SpeechStub voice;
    private final ExampleProcess app;
    private final CallLab lab;

    /** @param agents as its settings have them */
    CallCentreExample(Path dir, String directory, List<String> command, String agents) throws IOException {
        String rest = ownAddress();
        var environment = Map.of(
                "PORT",
                "0",
                "API_ROOT",
                "http://" + rest + ":8883",
                "API_KEY",
                KEY,
                "MUSIC",
                "timeout.wav",
                "AGENTS",
                agents);
        voice = SpeechStub.answering(CallCentreExample::spoken);
        app = ExampleProcess.start(directory, dir.resolve("printed"), command, environment);
        lab = new CallLab(
                dir, Instant.now(), (self, base) -> carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                        .application("url", app.uri().toString())
                        .with("speech.provider", "http")
                        .with("speech.http.url", voice.url().toString())
                        .with("rest.host", rest)
                        .with("rest.port", 8883)
                        .with("rest.accounts", List.of(ACCOUNT)));
        try {
            prints("queue 1 is there");
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + app.printed(), failure);
        }
    }

    CallLab lab() {
        return lab;
    }

    ExampleProcess app() {
        return app;
    }

    CallCentre centre() {
        return lab.server().callCentres().of(lab.application());
    }

    /** A caller who speaks. */
    Phone calls(String number) {
        var caller = lab.phone(number);
        caller.rtp().speak(Tone.of(CALLER));
        caller.calls(lab.uri("100"));
        return caller;
    }

    /** The agent's telephone rings. */
    Callee agentIsCalled() {
        Eventually.within(PATIENCE, () -> afterAStep("") && anAgentIs(AgentState.LOCKED), "an agent is called");
        return carrier.phone().isCalled().rings();
    }

    private boolean anAgentIs(AgentState state) {
        return centre().agents().stream().anyMatch(agent -> agent.state() == state);
    }

    /** The agent picks up, and speaks. */
    void agentAnswers(Callee callee) {
        carrier.phone().rtp().speak(Tone.of(AGENT));
        carrier.answers(callee);
    }

    Phone agentPhone() {
        return carrier.phone();
    }

    void hears(Phone phone, String phrase) {
        lab.until("hears " + phrase, SOON, () -> phone.hears(PHRASES.get(phrase)));
    }

    void hearsMusic(Phone phone) {
        lab.until("hears music", SOON, () -> phone.hears(MUSIC));
    }

    /** Moves on a little; whether the application has printed something. */
    boolean afterAStep(String words) {
        lab.advance(Duration.ofMillis(20));
        return app.printed().contains(words);
    }

    /** Moves on until the application has printed something, which takes real time. */
    void prints(String words) {
        Eventually.within(PATIENCE, () -> afterAStep(words), words);
    }

    private static String ownAddress() {
        long pid = ProcessHandle.current().pid();
        return "127." + (192 + ADDRESSES.getAndIncrement() % 60) + "." + (pid >> 8) % 256 + "." + (1 + pid % 254);
    }

    private static Map<String, Integer> phrases() {
        var phrases = new LinkedHashMap<String, Integer>();
        phrases.put("Welcome", 440);
        phrases.put("leave a message", 620);
        phrases.put("We will call you back", 720);
        phrases.put("How was it", 910);
        phrases.put("Thank you for your call", 1_300);
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

    @Override
    public void close() throws IOException {
        try (voice;
                app) {
            lab.close();
        }
    }
}
