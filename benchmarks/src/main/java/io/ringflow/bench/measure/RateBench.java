package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** A benchmark of short calls to one number, at rising rates: server, application and callers of its own. */
abstract class RateBench extends Bench {

    private static final int STREAMS = 5_000;
    private static final List<Integer> QUICK = List.of(50);

    @Option(
            names = "--rates",
            paramLabel = "R",
            split = ",",
            description = "calls a second, one after the other (quick: 50)")
    private List<Integer> rates = List.of();

    /** The rates that are tried when none are told. */
    abstract List<Integer> usualRates();

    /** What a caller does, in a few words. */
    abstract String load();

    /** Whom it calls: a name of {@link Application#NUMBERS}. */
    abstract String number();

    /** Calls a number at a rate for so long. */
    abstract Report call(Callers callers, String number, int rate, Duration length, long serverPid);

    abstract void judge(CallRates.Step last, Findings findings);

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        List<Integer> all = !rates.isEmpty() ? rates : ground.settings().quick() ? QUICK : usualRates();
        findings.setting("load", load() + ", for " + ground.settings().window().toSeconds() + " s at each rate");
        findings.setting("server settings", String.join(", ", CallRates.SETTINGS));
        try (var peer = ground.peer(STREAMS);
                var app = new ApplicationProcess();
                var server = ground.server(app.port(), CallRates.SETTINGS);
                var callers = new Callers(server.sip(), peer)) {
            String number = Application.NUMBERS.get(number());
            var calls = new CallRates(
                    ground,
                    findings,
                    server,
                    app,
                    peer,
                    (rate, time) -> call(callers, number, rate, time, server.pid()));
            calls.of(all).ifPresent(last -> judge(last, findings));
        }
    }
}
