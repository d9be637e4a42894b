package io.ringflow.bench.measure;

import io.ringflow.bench.load.Callers;
import io.ringflow.bench.load.Report;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;

/** The command {@code journey}: whole calls of an application, as a load tester of an IVR would make them. */
@Command(
        name = "journey",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Whole calls at rising rates (200, 400, 600 a second): the application is asked, a prompt of 2 s is heard to its end, one key is",
            "pressed (RFC 4733), the application is asked again and hangs up. Callers send and receive RTP all the time.",
            "A call that the server does not end within 10 s has failed."
        })
final class JourneyBench extends RateBench {

    private static final Duration KEY_AFTER = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    @Override
    List<Integer> usualRates() {
        return List.of(200, 400, 600);
    }

    @Override
    String load() {
        return "question, prompt of 2 s, key, question, hang-up";
    }

    @Override
    String number() {
        return "journey";
    }

    @Override
    Report call(Callers callers, String number, int rate, Duration length, long serverPid) {
        return callers.journeys(number, rate, length, KEY_AFTER, LONGEST, serverPid);
    }

    @Override
    void judge(CallRates.Step last, Findings findings) {
        findings.add(Finding.atLeast(600, "calls a second without a failure", last.good(), "a second"));
        findings.add(
                Finding.atMost(1.5, "CPU of the server per call, at " + last.rate() + "/s", last.serverMillis(), "ms"));
    }
}
