package io.ringflow.bench.measure;

import io.ringflow.bench.load.IntercomPhones;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code intercom}: the floor of a push-to-talk group goes from one to the next, again and again. */
@Command(
        name = "intercom",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "A push-to-talk group of telephones that each say a tone of their own in G.711 all the time, so that every packet",
            "tells who is heard in it. The floor changes hands: one asks by a key (RFC 4733) and is next when the talker",
            "gives it back by another; one asks while nobody talks; every fourth member has a higher priority and takes",
            "it. Times are from the first packet of the key that decides to what telephones hear, by their own clock."
        })
final class IntercomBench extends Bench {

    private static final long SEED = 20_261_123;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration ALL_IN = Duration.ofSeconds(15);
    private static final Duration STEP = Duration.ofMillis(5);
    private static final int GRANT_MILLIS = 40;
    /** What is granted while one packet is read is heard in the next at the earliest. */
    private static final int PACKET_MILLIS = 20;

    private static final int GAP_MILLIS = 40;

    @Option(names = "--members", paramLabel = "N", description = "of the group, 8 to 50 (default: 50; quick: 12)")
    private int members;

    @Option(
            names = "--changes",
            paramLabel = "N",
            description = "how often the floor changes hands (default: 1000, some two minutes; quick: 40)")
    private int changes;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        boolean quick = ground.settings().quick();
        int size = Math.clamp(members > 0 ? members : quick ? 12 : 50, 8, IntercomPhones.MOST_MEMBERS);
        int wanted = changes > 0 ? changes : quick ? 40 : 1_000;
        findings.setting("load", "%d members, all send; the floor changes hands %d times".formatted(size, wanted));
        // They never ask.
        int listeners = Math.max(2, size / 6);
        var book = new IntercomBook(size, listeners);
        try (var app = new IntercomApplication(book);
                var server = ground.server(app.port(), "sip.trunk-rate = 20000");
                var phones = new IntercomPhones(server.sip(), Application.NUMBERS.get("intercom"), size, book)) {
            new Run(ground, findings, book, app, server, phones, size, listeners).all(wanted);
        }
    }

    /** One measurement with everything started. */
    private static final class Run {

        private final Ground ground;
        private final Findings findings;
        private final IntercomBook book;
        private final IntercomApplication app;
        private final ServerProcess server;
        private final IntercomPhones phones;
        private final int members;
        private final int listeners;
        private final Random chance = new Random(SEED);

        private int holder = -1;
        private int missed;

        Run(
                Ground ground,
                Findings findings,
                IntercomBook book,
                IntercomApplication app,
                ServerProcess server,
                IntercomPhones phones,
                int members,
                int listeners) {
            this.ground = ground;
            this.findings = findings;
            this.book = book;
            this.app = app;
            this.server = server;
            this.phones = phones;
            this.members = members;
            this.listeners = listeners;
        }

        void all(int wanted) {
            ground.progress().say("%d telephones call", members);
            for (int n = 0; n < members; n++) phones.join();
            if (!await(() -> app.members() == members))
                throw new IllegalStateException("only " + app.members() + " joined: " + phones.failures());
            ground.progress()
                    .say(
                            "warm-up: changes of the floor for %d s",
                            ground.settings().warmup().toSeconds());
            change(listeners);
            long warm = System.nanoTime() + ground.settings().warmup().toNanos();
            while (System.nanoTime() < warm) change(next());
            measured(wanted);
            phones.hangUp();
        }

        private void measured(int wanted) {
            ground.progress().say("%d changes of the floor", wanted);
            missed = 0;
            book.begin();
            long start = System.nanoTime();
            long cpu = Window.cpuMillis(server.pid());
            long tool = Window.cpuMillis(ProcessHandle.current().pid());
            for (int n = 0; n < wanted; n++) change(next());
            double seconds = (System.nanoTime() - start) / 1e9;
            double cores = (Window.cpuMillis(server.pid()) - cpu) / 1e3 / seconds;
            double toolCores = (Window.cpuMillis(ProcessHandle.current().pid()) - tool) / 1e3 / seconds;
            book.end();
            tell(seconds);
            findings.add(Finding.told("server", cores, "cores"));
            findings.add(Finding.told("server, a member", cores * 1_000 / members, "ms/s"));
            findings.add(Finding.told("this tool", toolCores, "cores"));
        }

        private int next() {
            while (true) {
                int next = listeners + chance.nextInt(members - listeners);
                if (phones.apart(next, holder)) return next;
            }
        }

        /** One more talks, as all others hear. */
        private void change(int next) {
            boolean takes = IntercomApplication.isChief(next) && !IntercomApplication.isChief(holder);
            boolean free = holder < 0 || (!takes && chance.nextInt(3) == 0);
            if (free && holder >= 0) {
                book.release(holder);
                phones.press(holder, '#');
                Progress.pass(Duration.ofMillis(100 + chance.nextInt(20)));
            }
            if (free || takes) {
                book.expect(next, holder, next, '*');
                phones.press(next, '*');
            } else {
                phones.press(next, '*');
                Progress.pass(Duration.ofMillis(60 + chance.nextInt(20)));
                book.expect(next, holder, holder, '#');
                phones.press(holder, '#');
            }
            if (!book.awaitChange(PATIENCE)) missed++;
            holder = next;
            // At any moment of a tick, and of the one who talks something is heard.
            Progress.pass(Duration.ofMillis(20 + chance.nextInt(20)));
        }

        private void tell(double seconds) {
            findings.add(Finding.told("seconds", seconds, "s"));
            var asked = book.asked();
            long all = asked.getTotalCount() + book.handedOn().getTotalCount();
            findings.add(Finding.told("changes of the floor", all, ""));
            findings.add(Finding.atMost(0, "of them not granted, or not heard by all within 2 s", missed, ""));
            double latest = millis(asked, 99) - PACKET_MILLIS;
            findings.add(Finding.told(
                    "key that asks to the grant at the latest, p50", millis(asked, 50) - PACKET_MILLIS, "ms"));
            findings.add(Finding.under(GRANT_MILLIS, "key that asks to the grant at the latest, p99", latest, "ms"));
            findings.add(Finding.under(
                    GRANT_MILLIS,
                    "key that asks to the grant at the latest, max",
                    millis(asked, 100) - PACKET_MILLIS,
                    "ms"));
            spread("key that asks to the tone of the grant", asked);
            spread("key that gives back to the next one's tone", book.handedOn());
            spread("key to the talker's voice at the others", book.voice());
            spread("key to floorurl", book.told());
            findings.add(Finding.told("packets heard", book.packets(), ""));
            findings.add(Finding.atMost(0, "of them with two talkers", book.several(), ""));
            findings.add(
                    Finding.atMost(GAP_MILLIS, "longest silence of a listener", book.longestSilenceMillis(), "ms"));
            findings.add(Finding.atMost(
                    GAP_MILLIS, "longest time between two packets of a member", book.longestPauseMillis(), "ms"));
        }

        private void spread(String what, Histogram times) {
            findings.add(Finding.told(what + ", p50", millis(times, 50), "ms"));
            findings.add(Finding.told(what + ", p99", millis(times, 99), "ms"));
            findings.add(Finding.told(what + ", max", millis(times, 100), "ms"));
        }

        private static double millis(Histogram times, double percentile) {
            return times.getValueAtPercentile(percentile) / 1e6;
        }

        private static boolean await(BooleanSupplier done) {
            long latest = System.nanoTime() + ALL_IN.toNanos();
            while (!done.getAsBoolean()) {
                if (System.nanoTime() > latest) return false;
                Progress.pass(STEP);
            }
            return true;
        }
    }
}
