package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which processors a process may use, as the kernel tells. */
class PlacementSocketTest {
    private static final long SELF = ProcessHandle.current().pid();

    private Process sleeper;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Placement.possible(), "needs two processors");
        sleeper = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        if (sleeper != null) sleeper.destroyForcibly();
    }

    private static String allowed(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private String allowed() throws IOException {
        return allowed(Path.of("/proc", Long.toString(sleeper.pid()), "status"));
    }

    @Test
    void whoIsMeasuredAndWhoCallsAreOnProcessorsOfTheirOwn() throws IOException {
        String all = allowed();
        Placement.measured(sleeper.pid());
        String first = allowed();
        Placement.callers(sleeper.pid());
        String last = allowed();
        assertThat(List.of(first, last)).doesNotHaveDuplicates().allMatch(one -> one.matches("\\d+"));
        assertThat(all).startsWith(first).endsWith(last);
        Placement.anywhere(sleeper.pid());
        assertThat(allowed()).isEqualTo(all);
    }

    @Test
    void ofAServerOnlyTheMediaLoopsArePlaced() throws Exception {
        var status = new CompletableFuture<String>();
        var placed = new CountDownLatch(1);
        Thread loop = Thread.ofPlatform().name("media-0").start(() -> {
            try {
                // Now it has its name.
                status.complete("");
                placed.await();
                status.obtrudeValue(allowed(Path.of("/proc/thread-self/status")));
            } catch (IOException | InterruptedException e) {
                status.obtrudeException(e);
            }
        });
        status.get();
        try {
            Placement.mediaLoops(SELF);
        } finally {
            placed.countDown();
            loop.join();
        }
        assertThat(status.get()).isNotEqualTo(allowed());
        assertThat(allowed(Path.of("/proc/self/status"))).as("the rest").isEqualTo(allowed());
    }
}
