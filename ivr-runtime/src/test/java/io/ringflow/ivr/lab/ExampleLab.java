package io.ringflow.ivr.lab;

import io.ringflow.ivr.speech.http.SpeechStub;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.rtp.Tone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * An application of {@code docs/examples} as a process of its own, with a whole server that it can ask, and a telephone that
 * calls go out to. Each phrase that it says is a tone of its own. Closing ends all of it.
 */
final class ExampleLab implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int OTHER_PHRASE = 300;
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Map<String, Integer> phrases;
    private final Carrier carrier = new Carrier();
    private final SpeechStub voice;
    private final ExampleProcess app;
    private final CallLab lab;

    /**
     * What is run.
     *
     * @param directory of the example
     * @param environment of the process, by the root of the server's REST port
     * @param phrases what it says, and the frequency that each is heard as
     */
    record Example(
            String directory,
            List<String> command,
            Function<String, Map<String, String>> environment,
            Map<String, Integer> phrases) {

        static List<String> java(String file) {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return List.of(java, "-XX:TieredStopAtLevel=1", file);
        }

        static List<String> node() {
            return List.of("node", "app.js");
        }
    }

    /** @param settings of the server, which has no accounts for its REST port otherwise */
    ExampleLab(Path dir, Example example, UnaryOperator<ServerSettings> settings) throws IOException {
        phrases = example.phrases();
        String host = ownAddress();
        voice = SpeechStub.answering(this::spoken);
        app = ExampleProcess.start(
                example.directory(),
                dir.resolve("printed"),
                example.command(),
                example.environment().apply("http://" + host + ":8883"));
        lab = new CallLab(
                dir,
                Instant.now(),
                (self, base) -> settings.apply(carrier.serves(self, base, Map.of("prefixes", List.of("138")))
                        .application("url", app.uri().toString())
                        .with("speech.provider", "http")
                        .with("speech.http.url", voice.url().toString())
                        .with("rest.host", host)
                        .with("rest.port", 8883)));
    }

    CallLab lab() {
        return lab;
    }

    ExampleProcess app() {
        return app;
    }

    Carrier carrier() {
        return carrier;
    }

    void hears(Phone phone, String phrase) {
        lab.until("hears " + phrase, SOON, () -> phone.hears(phrases.get(phrase)));
    }

    /** Moves on until it is so, which takes real time as other processes have a part in it. */
    void eventually(String what, BooleanSupplier condition) {
        Eventually.within(
                PATIENCE,
                () -> {
                    lab.advance(Duration.ofMillis(20));
                    return condition.getAsBoolean();
                },
                what);
    }

    /** Moves on until the application has printed something. */
    void prints(String words) {
        eventually("it prints " + words, () -> app.printed().contains(words));
    }

    /** Runs a part of a test; what fails is told with all that the application has printed. */
    void tells(Runnable part) {
        try {
            part.run();
        } catch (AssertionError failure) {
            throw new AssertionError(failure.getMessage() + app.printed(), failure);
        }
    }

    /**
     * A loopback address that nobody else has. The application must know the REST port before the server starts, and the
     * server the application's.
     */
    private static String ownAddress() {
        long pid = ProcessHandle.current().pid();
        return "127." + (64 + ADDRESSES.getAndIncrement() % 128) + "." + (pid >> 8) % 256 + "." + (1 + pid % 254);
    }

    /** A second of the phrase's tone. */
    private SpeechStub.Answer spoken(String body) {
        int frequency = phrases.keySet().stream()
                .filter(body::contains)
                .map(phrases::get)
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
