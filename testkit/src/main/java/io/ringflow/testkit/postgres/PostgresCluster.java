package io.ringflow.testkit.postgres;

import io.ringflow.testkit.postgres.Postgres.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of our own in a temporary directory, on a free port of loopback. It refuses to run as root: then it runs as
 * the user {@code postgres} of the Debian package. Thread-safe but for killing.
 */
public final class PostgresCluster implements AutoCloseable {

    private static final String USER = "ringflow";
    private static final String PASSWORD = "only for tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path binaries = binaries();
    private final boolean root = "root".equals(System.getProperty("user.name"));
    private final Path directory;
    private final int port;
    private final boolean durable;
    private final AtomicInteger databases = new AtomicInteger();
    private final Thread hook = new Thread(this::stop, "postgres-stop");
    private @Nullable Process process;

    private PostgresCluster(boolean durable) throws IOException {
        this.durable = durable;
        directory = Files.createTempDirectory("ringflow-postgres");
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
    }

    /** One that loses what it had when the machine does: quick, for tests. */
    static PostgresCluster start() {
        return start(false);
    }

    /** One that waits for the disk, as one does that is used. */
    public static PostgresCluster durable() {
        return start(true);
    }

    private static PostgresCluster start(boolean durable) {
        try {
            var cluster = new PostgresCluster(durable);
            Runtime.getRuntime().addShutdownHook(cluster.hook);
            cluster.init();
            cluster.run();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void init() throws IOException {
        Path password = directory.resolve("password");
        Files.writeString(password, PASSWORD);
        if (root) finish(List.of("chown", "-R", "postgres:postgres", directory.toString()));
        finish(asOwner(
                "initdb",
                "--pgdata=" + data(),
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
    }

    /** Starts the server and waits until it lets somebody in. */
    void run() {
        var command = asOwner(
                "postgres",
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=" + directory,
                "-c",
                "fsync=" + (durable ? "on" : "off"));
        try {
            process = builder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!letsIn()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("PostgreSQL did not start: " + log());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean letsIn() {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        } catch (IOException notYet) {
            return false;
        }
        try {
            return builder(asOwner("pg_isready", "-h", "127.0.0.1", "-p", Integer.toString(port)))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A new, empty database. */
    public Access database() {
        String name = "test" + databases.incrementAndGet();
        finish(asOwner("createdb", "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER, name));
        return new Access("jdbc:postgresql://127.0.0.1:" + port + "/" + name, USER, PASSWORD);
    }

    /** All its processes at once. */
    void kill() {
        var running = process;
        if (running == null) return;
        // "immediate" is what a crash is to it: the children go, nothing is written, the next start recovers.
        finish(asOwner("pg_ctl", "stop", "-D", data(), "-m", "immediate", "-w"));
        process = null;
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private void stop() {
        kill();
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + directory + ", " + e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private List<String> asOwner(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (root) command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.directory(directory.toFile());
        builder.environment().put("PGPASSWORD", PASSWORD);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
        return builder;
    }

    private void finish(List<String> command) {
        try {
            Process run = builder(command).start();
            if (!run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                run.destroyForcibly();
                throw new IllegalStateException(command + " does not come to an end");
            }
            if (run.exitValue() != 0) throw new IllegalStateException(command + " failed: " + log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Of the newest version there is; Debian keeps them off the PATH. */
    private static Path binaries() {
        try (var versions = Files.newDirectoryStream(Path.of("/usr/lib/postgresql"))) {
            Path newest = null;
            for (Path version : versions) {
                Path bin = version.resolve("bin");
                if (Files.isExecutable(bin.resolve("initdb")) && (newest == null || bin.compareTo(newest) > 0)) {
                    newest = bin;
                }
            }
            if (newest != null) return newest;
        } catch (IOException _) {
            // The one message below says it for both.
        }
        throw new IllegalStateException("PostgreSQL is not installed (Debian: apt-get install postgresql)");
    }
}
