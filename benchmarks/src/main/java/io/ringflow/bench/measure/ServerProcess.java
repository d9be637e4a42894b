package io.ringflow.bench.measure;

import io.ringflow.bench.load.ProcessSample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The measured server: its own process, started and stopped by the benchmark, found by what it says on its start. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern SIP = Pattern.compile("(?:sip:|ready )([0-9.]+):(\\d+)");
    private static final Pattern HTTP = Pattern.compile("http://([0-9.]+:\\d+)/");
    private static final Pattern REST = Pattern.compile("REST +http://[0-9.]+:(\\d+)/");
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);
    private static final Duration TO_STOP = Duration.ofSeconds(8);

    private final Process process;
    private final Path log;
    private final InetSocketAddress sip;

    /**
     * Starts it and waits until it listens.
     *
     * @param command its program and all arguments
     * @param directory where it is started, and its output is kept
     */
    ServerProcess(List<String> command, Path directory) throws IOException {
        log = directory.resolve("server.log");
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Matcher at = await(SIP);
            sip = new InetSocketAddress(at.group(1), Integer.parseInt(at.group(2)));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Program and JVM options of the server as the entry script starts it; without the script, this JVM's own program
     * and class path.
     */
    static List<String> launcher() {
        String given = System.getenv().getOrDefault("RINGFLOW_SERVER", "");
        if (!given.isBlank()) return List.of(given.strip().split("\n", -1));
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"));
    }

    /** A command line: the launcher, a main class, its arguments. */
    static List<String> command(String mainClass, String... arguments) {
        var all = new ArrayList<>(launcher());
        all.add(mainClass);
        all.addAll(List.of(arguments));
        return all;
    }

    /** The same for a class of the benchmarks, which the server's own class path lacks. */
    static List<String> commandOfOurs(String mainClass, String... arguments) {
        List<String> all = command(mainClass, arguments);
        all.set(all.indexOf("-cp") + 1, System.getProperty("java.class.path"));
        all.removeIf(option -> option.startsWith("-XX:SharedArchiveFile=")
                || option.startsWith("-XX:AOTCache=")
                || option.equals("-XX:+AutoCreateSharedArchive"));
        return all;
    }

    private Matcher await(Pattern what) throws IOException {
        long latest = System.nanoTime() + MOST.toNanos();
        while (System.nanoTime() < latest && process.isAlive()) {
            // Only whole lines: the end of what is written may be half an address.
            String text = Files.readString(log);
            Matcher found = what.matcher(text.substring(0, text.lastIndexOf('\n') + 1));
            if (found.find()) return found;
            Progress.pass(STEP);
        }
        String said = Files.readString(log);
        throw new IOException("the server did not start: " + said.substring(Math.max(0, said.length() - 2000)));
    }

    /** Where applications ask it. */
    int restPort() throws IOException {
        return Integer.parseInt(await(REST).group(1));
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        close();
    }

    InetSocketAddress sip() {
        return sip;
    }

    long pid() {
        return process.pid();
    }

    long rssKilobytes() {
        return ProcessSample.of(pid()).map(ProcessSample::rssKilobytes).orElse(0L);
    }

    int threads() {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            return (int) tasks.count();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Its metrics as Prometheus text. */
    String metrics() throws IOException {
        Matcher at = await(HTTP);
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://" + at.group(1) + "/metrics"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
