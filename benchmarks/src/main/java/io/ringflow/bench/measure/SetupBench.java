package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code setup}: calls that are made, hear their first packet and end, more and more a second. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Set-ups with media: INVITE, the application's answer, 200, first prompt packet, BYE; at rising rates.",
            "Ports rest 1 s instead of 30 s, so that 1,500 calls a second find one."
        })
final class SetupBench extends Bench {

    private static final int STREAMS = 5_000;

    @Option(
            names = "--rates",
            paramLabel = "R",
            split = ",",
            description = "calls a second, one after the other (default: 200,500,1000,1500; quick: 50)")
    private List<Integer> rates = List.of();

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        List<Integer> all =
                !rates.isEmpty() ? rates : ground.settings().quick() ? List.of(50) : List.of(200, 500, 1_000, 1_500);
        findings.setting(
                "load",
                "set-ups until the first packet, " + ground.settings().window().toSeconds() + " s at each rate");
        findings.setting("server settings", String.join(", ", CallRates.SETTINGS));
        try (var peer = ground.peer(STREAMS);
                var app = new ApplicationProcess();
                var server = ground.server(app.port(), CallRates.SETTINGS);
                var callers = new Callers(server.sip(), peer)) {
            String number = Application.NUMBERS.get("prompt");
            var calls = new CallRates(
                    ground,
                    findings,
                    server,
                    app,
                    peer,
                    (rate, time) -> callers.setups(number, rate, time, server.pid()));
            calls.of(all).ifPresent(last -> judge(last, findings));
        }
    }

    private static void judge(CallRates.Step last, Findings findings) {
        var report = last.report();
        String at = ", at " + last.rate() + "/s";
        findings.add(Finding.atLeast(1_500, "set-ups a second without a failure", last.good(), "a second"));
        findings.add(Finding.atMost(0.5, "CPU of the server per call" + at, last.serverMillis(), "ms"));
        findings.add(Finding.under(
                20, "INVITE to 200, p99" + at, report.setup().answer().p99(), "ms"));
    }
}
