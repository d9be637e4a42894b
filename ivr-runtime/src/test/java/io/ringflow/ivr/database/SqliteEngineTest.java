package io.ringflow.ivr.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.lab.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    /** Who waits within SQLite keeps its thread: if virtual ones did, whom they wait for would not run before they give up. */
    @Test
    void whoeverWaitsToWriteLeavesAProcessorToWhomItWaitsFor() throws Exception {
        try (var engine = SqliteEngine.at(directory.resolve("ringflow.db"))) {
            var jdbi = engine.pooled();
            jdbi.useHandle(handle -> handle.execute("CREATE TABLE mark (id INTEGER)"));
            var writing = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var all = new ArrayList<Future<?>>();
            all.add(virtually(() -> jdbi.useTransaction(handle -> {
                handle.execute("INSERT INTO mark VALUES (0)");
                writing.countDown();
                goOn.await();
            })));
            writing.await();
            int others = 8 * Runtime.getRuntime().availableProcessors();
            for (int n = 1; n <= others; n++) all.add(virtually(() -> write(jdbi)));
            int without = others - engine.pool().getMaximumPoolSize() + 1;
            Eventually.within(
                    PATIENCE,
                    () -> engine.pool().getHikariPoolMXBean().getThreadsAwaitingConnection() == without
                            || all.stream().anyMatch(Future::isDone),
                    "all others wait");
            // As many as wait within SQLite, and more: each has its turn.
            for (int n = 0; n < others; n++)
                assertThat(Thread.ofVirtual().start(() -> {}).join(PATIENCE)).isTrue();
            goOn.countDown();
            assertThat(failures(all)).isEmpty();
            assertThat(count(jdbi)).isEqualTo(others + 1);
        }
    }

    @Test
    void aVirtualThreadHasItsWorkDoneByAnother() throws Exception {
        try (var engine = SqliteEngine.at(directory.resolve("ringflow.db"))) {
            var jdbi = engine.pooled();
            var here = Thread.currentThread();
            assertThat(jdbi.<Thread, RuntimeException>withHandle(_ -> Thread.currentThread()))
                    .isSameAs(here);
            var who = new ArrayList<Thread>();
            virtually(() -> {
                        jdbi.useHandle(_ -> who.add(Thread.currentThread()));
                        jdbi.useTransaction(_ -> who.add(Thread.currentThread()));
                    })
                    .get();
            assertThat(who).hasSize(2).noneMatch(Thread::isVirtual);
        }
    }

    @Test
    void whatTheWorkThrowsIsThrownAsItIs() throws Exception {
        try (var engine = SqliteEngine.at(directory.resolve("ringflow.db"))) {
            var jdbi = engine.pooled();
            for (Throwable thrown :
                    List.of(new IOException("checked"), new IllegalStateException(), new StackOverflowError())) {
                var told = new CompletableFuture<Throwable>();
                Thread.ofVirtual().start(() -> {
                    try {
                        jdbi.useHandle(_ -> {
                            if (thrown instanceof Error error) throw error;
                            throw (Exception) thrown;
                        });
                    } catch (Throwable e) {
                        told.complete(e);
                    }
                });
                assertThat(told.get()).isSameAs(thrown);
            }
        }
    }

    @Test
    void anInterruptedThreadWaitsForItsWorkAndStaysInterrupted() throws Exception {
        try (var engine = SqliteEngine.at(directory.resolve("ringflow.db"))) {
            var jdbi = engine.pooled();
            var goOn = new CountDownLatch(1);
            var began = new CountDownLatch(1);
            var asking = new CompletableFuture<Thread>();
            var interrupted = new CompletableFuture<Boolean>();
            var done = virtually(() -> {
                asking.complete(Thread.currentThread());
                jdbi.useHandle(_ -> {
                    began.countDown();
                    goOn.await();
                });
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            began.await();
            asking.get().interrupt();
            goOn.countDown();
            done.get();
            assertThat(interrupted.get()).isTrue();
        }
    }

    private static void write(Jdbi jdbi) {
        jdbi.useTransaction(handle -> handle.execute("INSERT INTO mark VALUES (1)"));
    }

    private static int count(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM mark")
                .mapTo(Integer.class)
                .one());
    }

    private interface Step {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> virtually(Step step) {
        var done = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try {
                step.run();
                done.complete(null);
            } catch (Exception failed) {
                done.completeExceptionally(failed);
            }
        });
        return done;
    }

    private static List<String> failures(List<Future<?>> all) throws InterruptedException {
        var failures = new ArrayList<String>();
        for (var one : all) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                failures.add(String.valueOf(failed.getCause()));
            }
        }
        return failures;
    }
}
