package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.application.Application;
import io.ringflow.media.engine.ManualTicks;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.junit.LeakProbe;
import io.ringflow.testkit.rtp.RtpPeer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.rtp.Wav;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * A whole server on loopback, an application, telephones, and time that only moves when the test says so. Signalling and
 * HTTP are real sockets; media ticks are turned by hand, 20 ms at a time, in step with the clock and the telephones.
 *
 * <p>Each prompt is a tone of its own, so that what is heard proves what was played. Closing checks that no call, leg,
 * port, thread, timer or socket is left.
 */
final class CallLab implements AutoCloseable {

    /** Prompt names and the frequency each consists of. */
    static final Map<String, Integer> PROMPTS =
            Map.of("menu.wav", 440, "thanks.wav", 620, "timeout.wav", 810, "goodbye.wav", 1000, "sorry.wav", 1300);

    private static final Instant A_DAY = Instant.parse("2026-01-05T09:00:00Z");
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration LINGER = Duration.ofSeconds(45);
    private static final int RATE = 8_000;

    private final LeakProbe leaks = LeakProbe.start("media", "sip", "notifier", "timer", "leg", "call");
    private final FakeTime time;
    private final ManualTicks ticks = new ManualTicks();
    private final FlowServer app = FlowServer.start();
    private final List<Phone> phones = new ArrayList<>();
    private final Application application;
    private final Server server;
    private int timersAtRest;

    CallLab(Path dir) {
        this(dir, UnaryOperator.identity());
    }

    CallLab(Path dir, UnaryOperator<ServerSettings> settings) {
        this(dir, (lab, base) -> settings.apply(base));
    }

    /** @param settings may ask the lab for telephones that the server is to know */
    CallLab(Path dir, BiFunction<CallLab, ServerSettings, ServerSettings> settings) {
        this(dir, A_DAY, settings);
    }

    /** @param start when the lab's time begins: for processes that have a clock of their own, now */
    CallLab(Path dir, Instant start, BiFunction<CallLab, ServerSettings, ServerSettings> settings) {
        time = new FakeTime(start, this::idle);
        var base = new ServerSettings(dir.resolve("data"), app.uri())
                .with("prompt-dirs", List.of(tones(dir)))
                // Those who talk with each other are on different loops now and then.
                .with("media.loop-fill", 0)
                // Answers come by a real socket, later than the lab's time runs.
                .with("registrar.check-interval", "0 s");
        var config = settings.apply(this, base).config();
        application = config.applications().getFirst();
        server = Server.start(config, new Clockwork(time, time, ticks));
        timersAtRest = time.pendingTimers();
    }

    FlowServer app() {
        return app;
    }

    /** The application as the server knows it. */
    Application application() {
        return application;
    }

    Server server() {
        return server;
    }

    FakeTime time() {
        return time;
    }

    /** A telephone whose retransmissions keep this lab's time. */
    Phone phone(String user) {
        var phone = new Phone(SipPeer.udp(user, time), RtpPeer.open());
        phones.add(phone);
        return phone;
    }

    /** One that speaks a tone, by which it is known, and dials a number. */
    Phone calls(String number, int tone) {
        var phone = phone(Integer.toString(tone));
        phone.rtp().speak(Tone.of(tone));
        phone.calls(uri(number));
        return phone;
    }

    /** What the application was asked so far at one address, in order. */
    List<FlowRequest> told(String name) {
        return app.requests().stream()
                .filter(request -> request.name().equals(name))
                .toList();
    }

    /** Where a number is dialled. */
    String uri(String number) {
        ListenAddress udp = server.sipAddresses().stream()
                .filter(a -> a.transport() == Transport.UDP)
                .findFirst()
                .orElseThrow();
        return "sip:" + number + "@127.0.0.1:" + udp.port();
    }

    /** One thing more is due when every call is over: what outlives calls, and has a term. */
    void keepsATimer() {
        timersAtRest++;
    }

    /** Moves everything on: telephones speak, loops turn, telephones listen, timers fire. */
    void advance(Duration by) {
        for (long steps = by.dividedBy(STEP); steps > 0; steps--) step();
    }

    /** Moves on until it is so; fails when that takes longer, in the lab's time. */
    void until(String what, Duration limit, BooleanSupplier condition) {
        for (long steps = limit.dividedBy(STEP); !condition.getAsBoolean(); steps--) {
            if (steps == 0) throw new AssertionError("not within " + limit + ": " + what + "\n" + story());
            step();
        }
    }

    void hears(Phone phone, String prompt) {
        until("hears " + prompt, Duration.ofSeconds(3), () -> phone.hears(PROMPTS.get(prompt)));
    }

    void isHungUp(Phone phone) {
        until("is hung up", Duration.ofSeconds(10), () -> phone.call().farEndHungUp());
    }

    /** SIP ladders and application requests, for the message of a failure. */
    String story() {
        var story = new StringBuilder();
        for (Phone phone : phones) story.append(phone.sip().ladder()).append('\n');
        app.requests().forEach(request -> story.append(request).append('\n'));
        return story.toString();
    }

    @Override
    public void close() {
        until("every call is over", Duration.ofSeconds(40), () -> server.activeCalls() == 0);
        until("every port is free", STEP.multipliedBy(50), () -> server.facts()
                .get("mediaSessions")
                .equals(0));
        // Transactions last up to 64 × T1 (RFC 3261 §17.2) and linger for 8 s more; then everything is over.
        time.advance(LINGER);
        // What was still on its way through the kernel then begins its own.
        until("no timers left by calls", LINGER, () -> time.pendingDelays().size() <= timersAtRest);
        server.close();
        assertThat(time.pendingDelays()).as("timers left by the server").isEmpty();
        phones.forEach(Phone::close);
        app.close();
        leaks.assertNothingLeft();
    }

    private void step() {
        phones.forEach(phone -> phone.rtp().step());
        ticks.turn();
        phones.forEach(phone -> phone.rtp().listen());
        time.advance(STEP);
    }

    private boolean idle() {
        return server == null || server.idle() || (app.held() > 0 && server.idleOrAsking());
    }

    private static String tones(Path dir) {
        try {
            Path prompts = Files.createDirectories(dir.resolve("prompts"));
            for (var prompt : PROMPTS.entrySet()) {
                short[] second = Tone.of(prompt.getValue()).samples(RATE);
                Wav.write(prompts.resolve(prompt.getKey()), second);
            }
            return prompts.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
