package io.ringflow.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process on loopback that takes or makes one call, by a scenario that must go as it is written. */
public final class Sipp implements AutoCloseable {

    private static final String ENDING = ".xml";

    private final Path work;
    private final Process process;

    /**
     * Starts it.
     *
     * @param scenario the file
     * @param tcp one connection, instead of datagrams
     * @param dir where it leaves what it has to say, in a directory of its own
     * @param more arguments, such as {@code -p}, or whom it calls
     */
    public Sipp(Path scenario, boolean tcp, Path dir, List<String> more) throws IOException {
        work = Files.createDirectories(dir.resolve(name(scenario) + (tcp ? "-tcp" : "-udp")));
        var command = new ArrayList<>(List.of("sipp", "-sf", scenario.toString(), "-m", "1"));
        command.addAll(List.of("-t", tcp ? "t1" : "u1", "-i", "127.0.0.1", "-nostdin"));
        command.addAll(List.of("-timeout", "20s", "-recv_timeout", "10000"));
        command.addAll(List.of("-trace_err", "-trace_msg", "-message_file", "messages", "-error_file", "errors"));
        command.addAll(more);
        process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("screen").toFile())
                .start();
    }

    /** The names of the scenarios in a directory, in order. */
    public static List<String> scenarios(Path directory) {
        try (var files = Files.list(directory)) {
            return files.map(Sipp::name).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the scenario, which must have gone as written. */
    public void succeeds() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("SIPp ends").isTrue();
        assertThat(process.exitValue()).as(this::story).isZero();
    }

    /** What went wrong by its word, and all messages. */
    public String story() {
        return text("errors") + "\n" + text("messages");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String text(String file) {
        try {
            var path = work.resolve(file);
            // Some scenarios send what is no UTF-8.
            return Files.exists(path) ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String name(Path scenario) {
        return String.valueOf(scenario.getFileName()).replace(ENDING, "");
    }
}
