package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Report;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** The command {@code setup}: calls that are made, hear their first packet and end, more and more a second. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Set-ups with media: INVITE, the application's answer, 200, first prompt packet, BYE; at rising rates (200, 500, 1000, 1500 a second).",
            "Ports rest 1 s instead of 30 s, so that 1,500 calls a second find one."
        })
final class SetupBench extends RateBench {

    @Override
    List<Integer> usualRates() {
        return List.of(200, 500, 1_000, 1_500);
    }

    @Override
    String load() {
        return "set-ups until the first packet";
    }

    @Override
    String number() {
        return "prompt";
    }

    @Override
    Report call(Callers callers, String number, int rate, Duration length, long serverPid) {
        return callers.setups(number, rate, length, serverPid);
    }

    @Override
    void judge(CallRates.Step last, Findings findings) {
        var report = last.report();
        String at = ", at " + last.rate() + "/s";
        findings.add(Finding.atLeast(1_500, "set-ups a second without a failure", last.good(), "a second"));
        findings.add(Finding.atMost(0.5, "CPU of the server per call" + at, last.serverMillis(), "ms"));
        findings.add(Finding.under(
                20, "INVITE to 200, p99" + at, report.setup().answer().p99(), "ms"));
    }
}
