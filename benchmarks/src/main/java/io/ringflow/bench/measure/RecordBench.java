package io.ringflow.bench.measure;

import io.ringflow.ivr.application.Application;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.database.DatabaseSettings;
import io.ringflow.ivr.flow.ApplicationHttp;
import io.ringflow.ivr.flow.DurableNotifier;
import io.ringflow.ivr.flow.FlowFailure;
import io.ringflow.ivr.flow.FlowObserver;
import io.ringflow.ivr.flow.FlowSettings;
import io.ringflow.ivr.flow.NotificationAnswers;
import io.ringflow.testkit.postgres.PostgresCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code records}: how many calls a second may end, as far as the database and the notifications go. */
@Command(
        name = "records",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Ends of calls as fast as they are taken: first the call records alone, then each with its stopservice, which is written,",
            "delivered and struck out. The server's own writer, in the process of the benchmark; the application in one of its own."
        })
final class RecordBench extends Bench {

    private static final String ID = "0123456789abcdef0123456789abcdef";

    @Option(
            names = "--database",
            paramLabel = "WHICH",
            description = "postgres: one that is started for this, and waits for its disk; sqlite: a file; or a"
                    + " jdbc:postgresql: URL, with user and password in it (default: ${DEFAULT-VALUE})")
    private String database = "postgres";

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "ends that are not kept, or not told, yet (default: ${DEFAULT-VALUE})")
    private int atOnce = 2_000;

    @Override
    void measure(Ground ground, Findings findings) throws IOException {
        findings.setting("load", "ends of calls, " + atOnce + " at once");
        findings.setting("database", database.replaceFirst("\\?.*", ""));
        switch (database) {
            case "sqlite" -> measure(ground, findings, DatabaseSettings.embedded());
            case "postgres" -> {
                ground.progress().say("starting PostgreSQL");
                try (var cluster = PostgresCluster.durable()) {
                    var access = cluster.database();
                    measure(
                            ground,
                            findings,
                            new DatabaseSettings(Optional.of(access.url()), access.user(), access.password()));
                }
            }
            default -> measure(ground, findings, new DatabaseSettings(Optional.of(database), "", ""));
        }
    }

    private void measure(Ground ground, Findings findings, DatabaseSettings settings) throws IOException {
        Path file = Files.createDirectories(ground.directory().resolve("data")).resolve("ringflow.db");
        try (var app = new ApplicationProcess();
                var opened = Database.open(settings, file)) {
            measure(ground, findings, opened, app, false);
            measure(ground, findings, opened, app, true);
        }
    }

    private void measure(Ground ground, Findings findings, Database opened, ApplicationProcess app, boolean told)
            throws IOException {
        var application = application(app.port());
        var count = new Count();
        long before = rows(opened);
        var timer = Executors.newScheduledThreadPool(1);
        try (var http = new ApplicationHttp(timer, InstantSource.system())) {
            var ends = new CallEnds(application, told, atOnce);
            try (var notifier = new DurableNotifier(
                    opened,
                    http,
                    new ApplicationTable(List.of(application), Map.of()),
                    FlowSettings.defaults(),
                    count.told(ends),
                    NotificationAnswers.NONE,
                    timer,
                    InstantSource.system(),
                    List.of())) {
                String what = told ? "records, each with stopservice" : "records alone";
                ground.progress().say("%s, warm-up", what);
                ends.begin(notifier, count.kept);
                Progress.pass(ground.settings().warmup());
                ground.progress().say("%s", what);
                tell(findings, what, count, ground.settings().window(), told);
                ends.stop();
            }
        } finally {
            timer.shutdownNow();
        }
        double missing = count.kept.sum() - (double) (rows(opened) - before);
        findings.add(Finding.atMost(0, "records kept that are not there", missing, ""));
    }

    private static void tell(Findings findings, String what, Count count, Duration length, boolean told) {
        long cpu = Window.cpuMillis(ProcessHandle.current().pid());
        long kept = count.kept.sum();
        long delivered = count.delivered.sum();
        long start = System.nanoTime();
        Progress.pass(length);
        double seconds = (System.nanoTime() - start) / 1e9;
        double keptNow = count.kept.sum() - (double) kept;
        double deliveredNow = count.delivered.sum() - (double) delivered;
        findings.add(Finding.told(what + ": records", keptNow / seconds, "a second"));
        if (told) findings.add(Finding.told(what + ": notifications delivered", deliveredNow / seconds, "a second"));
        if (told) findings.add(Finding.told(what + ": deliveries that failed", count.failed.intValue(), ""));
        double used = Window.cpuMillis(ProcessHandle.current().pid()) - (double) cpu;
        findings.add(
                Finding.told(what + ": CPU without the database's, per record", used / Math.max(1, keptNow), "ms"));
    }

    private static long rows(Database database) {
        return database.jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM call_record")
                .mapTo(Long.class)
                .one());
    }

    private static Application application(int port) {
        return new Application(
                ID,
                "bench",
                URI.create("http://127.0.0.1:" + port + "/prompt"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of("127.0.0.1"),
                Optional.empty(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5),
                true,
                true);
    }

    /** What has come of them. */
    private static final class Count {

        private final LongAdder kept = new LongAdder();
        private final LongAdder delivered = new LongAdder();
        private final LongAdder failed = new LongAdder();

        FlowObserver told(CallEnds ends) {
            return new FlowObserver() {
                @Override
                public void notified(String applicationId, FlowFailure.@Nullable Kind failure, Duration took) {
                    (failure == null ? delivered : failed).increment();
                    if (failure == null) ends.told();
                }
            };
        }
    }

    /** Ends calls, so many at once, on a thread of its own. */
    private static final class CallEnds {

        private final SampleRecords records;
        private final boolean told;
        private final Semaphore room;
        private volatile boolean stopped;
        private @Nullable Thread thread;

        CallEnds(Application application, boolean told, int atOnce) {
            this.records = new SampleRecords(application);
            this.told = told;
            this.room = new Semaphore(atOnce);
        }

        void begin(DurableNotifier notifier, LongAdder kept) {
            thread = Thread.ofPlatform().name("ends").daemon().start(() -> {
                room.acquireUninterruptibly();
                while (!stopped) {
                    var record = records.next();
                    notifier.ended(record, told ? List.of(records.stopservice(record)) : List.of(), () -> {
                        kept.increment();
                        if (!told) room.release();
                    });
                    room.acquireUninterruptibly();
                }
            });
        }

        void told() {
            room.release();
        }

        /** Returns when none will end any more. */
        void stop() {
            stopped = true;
            room.release();
            try {
                if (thread != null) thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
