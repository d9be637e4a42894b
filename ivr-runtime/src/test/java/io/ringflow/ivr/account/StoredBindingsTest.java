package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.Transport;
import io.ringflow.sip.registrar.Binding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredBindingsTest {

    @TempDir
    Path dir;

    private static Binding binding(String account, int port) {
        return new Binding(
                account,
                "sip:" + account + "@10.1.2.3:" + port,
                700,
                "call-id",
                4_000_000_000L,
                Instant.ofEpochMilli(1_800_000_000_123L),
                Transport.TCP,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5060),
                new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), port),
                List.of("<sip:a.example;lr>", "<sip:b.example;lr>"),
                "a telephone");
    }

    private static boolean kept(StoredBindings store, String account, Binding... bindings) throws Exception {
        var done = new CompletableFuture<Boolean>();
        assertThat(store.write(account, List.of(bindings), done::complete)).isTrue();
        return done.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatIsToldToBeKeptOutlivesTheProcessAsItWas() throws Exception {
        Path killed = Files.createDirectory(dir.resolve("killed"));
        try (var store = new StoredBindings(dir.resolve("registrations.db"))) {
            assertThat(store.load()).isEmpty();
            assertThat(kept(store, "8001", binding("8001", 1), binding("8001", 2)))
                    .isTrue();
            assertThat(kept(store, "8002", binding("8002", 3))).isTrue();
            assertThat(kept(store, "8001", binding("8001", 2))).isTrue();
            // What a process leaves that is killed now: nothing is closed.
            copy(dir, killed);
        }
        try (var after = new StoredBindings(killed.resolve("registrations.db"))) {
            assertThat(after.load()).containsExactlyInAnyOrder(binding("8002", 3), binding("8001", 2));
        }
        try (var closed = new StoredBindings(dir.resolve("registrations.db"))) {
            assertThat(closed.load()).hasSize(2);
        }
    }

    @Test
    void manyWritesOfOneAccountAreAllToldAndTheLastOneCounts() throws Exception {
        var told = new AtomicInteger();
        try (var store = new StoredBindings(dir.resolve("registrations.db"))) {
            assertThat(store.load()).isEmpty();
            for (int i = 1; i < 500; i++) {
                store.write("8001", List.of(binding("8001", i)), kept -> told.incrementAndGet());
            }
            assertThat(kept(store, "8001", binding("8001", 500))).isTrue();
            assertThat(told).hasValue(499);
        }
        try (var after = new StoredBindings(dir.resolve("registrations.db"))) {
            assertThat(after.load()).containsExactly(binding("8001", 500));
        }
    }

    @Test
    void aStoreThatIsClosedTakesNothing() throws Exception {
        var store = new StoredBindings(dir.resolve("registrations.db"));
        assertThat(store.load()).isEmpty();
        assertThat(kept(store, "8001", binding("8001", 1))).isTrue();
        store.close();
        assertThat(store.write("8001", List.of(), kept -> {})).isFalse();
    }

    @Test
    void soManyWritesWaitAndNoMore() {
        var told = new AtomicInteger();
        try (var store = new StoredBindings(dir.resolve("registrations.db"))) {
            int taken = 0;
            // Nothing is written before all is loaded.
            while (taken <= 10_000 && store.write("8001", List.of(), kept -> told.incrementAndGet())) taken++;
            assertThat(taken).isEqualTo(10_000);
            store.load();
        }
        assertThat(told).hasValue(10_000);
    }

    @Test
    void whatTheFileDoesNotTakeIsToldToBeLost() throws Exception {
        Path file = dir.resolve("registrations.db");
        try (var store = new StoredBindings(file)) {
            store.load();
            Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + file);
            jdbi.useHandle(handle -> handle.execute("ALTER TABLE binding RENAME TO away"));
            assertThat(kept(store, "8001", binding("8001", 1))).isFalse();
            jdbi.useHandle(handle -> handle.execute("ALTER TABLE away RENAME TO binding"));
            assertThat(kept(store, "8001", binding("8001", 2))).isTrue();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
