package io.ringflow.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A SIPp process that takes one call by a scenario of {@code src/test/resources/sipp}. */
final class SippCallee implements AutoCloseable {
    private static final Path SCENARIOS = Path.of("src/test/resources/sipp").toAbsolutePath();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Path work;
    private final InetSocketAddress address;
    private final Process process;

    SippCallee(String scenario, Transport transport, Path dir) throws IOException {
        work = Files.createDirectories(dir.resolve(scenario + "-" + transport));
        address = new InetSocketAddress(LOOPBACK, freePort(transport));
        List<String> command = new ArrayList<>(
                List.of("sipp", "-sf", SCENARIOS.resolve(scenario + ".xml").toString()));
        command.addAll(List.of("-m", "1", "-t", transport == Transport.UDP ? "u1" : "t1", "-i", "127.0.0.1"));
        command.addAll(List.of("-p", String.valueOf(address.getPort()), "-nostdin", "-timeout", "20s"));
        command.addAll(List.of("-timeout_error", "-recv_timeout", "10000", "-deadcall_wait", "0"));
        command.addAll(List.of("-trace_err", "-trace_msg", "-message_file", "messages", "-error_file", "errors"));
        // Without it SIPp answers a repeated request by itself.
        command.add("-nr");
        process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("screen").toFile())
                .start();
        Path table = Path.of("/proc/net/" + transport.parameter());
        String local = "0100007F:%04X".formatted(address.getPort());
        Eventually.holds(() -> text(table).contains(local), "SIPp listens");
    }

    static List<String> scenarios() {
        try (var files = Files.list(SCENARIOS)) {
            return files.map(file -> file.getFileName().toString().replace(".xml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Waits for the end of the scenario, which must have gone as written. */
    void succeeds() throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("SIPp ends").isTrue();
        assertThat(process.exitValue()).as(this::story).isZero();
    }

    String story() {
        return text(work.resolve("errors")) + "\n" + text(work.resolve("messages"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort(Transport transport) throws IOException {
        if (transport == Transport.UDP) {
            try (var socket = new DatagramSocket(0, LOOPBACK)) {
                return socket.getLocalPort();
            }
        }
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}
