package io.ringflow.sip;

import io.ringflow.testkit.sip.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A SIPp process that takes one call by a scenario of {@code src/test/resources/sipp}. */
final class SippCallee implements AutoCloseable {
    private static final Path SCENARIOS = Path.of("src/test/resources/sipp").toAbsolutePath();
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final InetSocketAddress address;
    private final Sipp sipp;

    SippCallee(String scenario, Transport transport, Path dir) throws IOException {
        address = new InetSocketAddress(LOOPBACK, freePort(transport));
        var port = String.valueOf(address.getPort());
        // Without -nr SIPp answers a repeated request by itself.
        sipp = new Sipp(
                SCENARIOS.resolve(scenario + ".xml"),
                transport == Transport.TCP,
                dir,
                List.of("-p", port, "-timeout_error", "-deadcall_wait", "0", "-nr"));
        Path table = Path.of("/proc/net/" + transport.parameter());
        String local = "0100007F:%04X".formatted(address.getPort());
        Eventually.holds(() -> text(table).contains(local), "SIPp listens");
    }

    static List<String> scenarios() {
        return Sipp.scenarios(SCENARIOS);
    }

    InetSocketAddress address() {
        return address;
    }

    /** Waits for the end of the scenario, which must have gone as written. */
    void succeeds() throws InterruptedException {
        sipp.succeeds();
    }

    String story() {
        return sipp.story();
    }

    @Override
    public void close() {
        sipp.close();
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
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
