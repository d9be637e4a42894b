package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code journey}: whole calls of an application, as a load tester of an IVR would make them. */
@Command(
        name = "journey",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Whole calls at rising rates: the application is asked, a prompt of 2 s is heard to its end, one key is",
            "pressed (RFC 4733), the application is asked again and hangs up. Callers send and receive RTP all the time.",
            "A call that the server does not end within 10 s has failed."
        })
final class JourneyBench extends Bench {

    private static final int STREAMS = 5_000;
    private static final Duration KEY_AFTER = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Option(
            names = "--rates",
            paramLabel = "R",
            split = ",",
            description = "calls a second, one after the other (default: 200,400,600; quick: 50)")
    private List<Integer> rates = List.of();

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        List<Integer> all = !rates.isEmpty() ? rates : ground.settings().quick() ? List.of(50) : List.of(200, 400, 600);
        findings.setting(
                "load",
                "question, prompt of 2 s, key, question, hang-up; calls come for "
                        + ground.settings().window().toSeconds() + " s at each rate");
        findings.setting("server settings", String.join(", ", CallRates.SETTINGS));
        try (var peer = ground.peer(STREAMS);
                var app = new ApplicationProcess();
                var server = ground.server(app.port(), CallRates.SETTINGS);
                var callers = new Callers(server.sip(), peer)) {
            String number = Application.NUMBERS.get("journey");
            var calls = new CallRates(
                    ground,
                    findings,
                    server,
                    app,
                    peer,
                    (rate, time) -> callers.journeys(number, rate, time, KEY_AFTER, LONGEST, server.pid()));
            calls.of(all).ifPresent(last -> judge(last, findings));
        }
    }

    private static void judge(CallRates.Step last, Findings findings) {
        findings.add(Finding.atLeast(600, "calls a second without a failure", last.good(), "a second"));
        findings.add(
                Finding.atMost(1.5, "CPU of the server per call, at " + last.rate() + "/s", last.serverMillis(), "ms"));
    }
}
