package io.ringflow.bench.measure;

import io.ringflow.bench.load.Registrations;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code register}: telephones that register with digest, over and over, as fast as they are answered. */
@Command(
        name = "register",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "REGISTER, 401, REGISTER with the password's digest (MD5), 200: each telephone over and over, as fast as it is answered;",
            "each time with a new challenge. The 200 comes when the binding is on the disk."
        })
final class RegisterBench extends Bench {

    private static final String PASSWORD = "a-good-password";
    private static final int QUICK = 20;

    @Option(
            names = "--telephones",
            paramLabel = "N",
            description = "each with an account of its own (default: 500; quick: 20)")
    private int telephones;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        int n = telephones > 0 ? telephones : ground.settings().quick() ? QUICK : 500;
        findings.setting("load", n + " telephones that register over and over");
        String accounts = IntStream.range(0, n)
                .mapToObj(i -> "{ name = \"%s\", password = \"%s\" }".formatted(Registrations.account(i), PASSWORD))
                .collect(Collectors.joining(", "));
        String telephony = "{ name = telephones, url = \"http://127.0.0.1:9/\", accounts = [" + accounts + "] }";
        try (var server = ground.server(9, List.of(telephony), "sip.trunk-rate = 1000000");
                var all = new Registrations(server.sip(), n, PASSWORD)) {
            ground.progress().say("warm-up");
            all.begin();
            Progress.pass(ground.settings().warmup());
            ground.progress().say("%d telephones", n);
            long cpu = Window.cpuMillis(server.pid());
            all.forget();
            long start = System.nanoTime();
            Progress.pass(ground.settings().window());
            double seconds = (System.nanoTime() - start) / 1e9;
            var done = all.done();
            double used = Window.cpuMillis(server.pid()) - (double) cpu;
            double count = Math.max(1, done.took().count());
            findings.add(Finding.told("registrations", done.took().count() / seconds, "a second"));
            findings.add(Finding.told(
                    "from the first REGISTER to 200, p50", done.took().p50(), "ms"));
            findings.add(Finding.told(
                    "from the first REGISTER to 200, p99", done.took().p99(), "ms"));
            findings.add(Finding.told("CPU of the server per registration", used / count, "ms"));
            findings.add(Finding.told("retransmissions", done.retransmissions(), ""));
            findings.add(Finding.atMost(0, "refused", done.refused(), ""));
            findings.add(Finding.told("bindings", Prometheus.sum(server.metrics(), "ringflow_registrar_bindings"), ""));
        }
    }
}
