package io.ringflow.testkit.call;

import io.ringflow.testkit.sip.SipUri;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringflow call}: a telephone in the terminal, for whoever has no other at hand. */
@Command(
        name = "ringflow call",
        sortOptions = false,
        description = {
            "Calls a running server and shows what happens: the SIP ladder, what is heard, the keys pressed.",
            "Ctrl-C hangs up. The exit code is 0 when the call was answered and ended well.%n"
        })
public final class CallCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "URI",
            defaultValue = "sip:100@127.0.0.1:5060",
            description = "Whom to call (default: ${DEFAULT-VALUE}). A number alone is called at 127.0.0.1:5060.")
    private String uri = "";

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            defaultValue = "",
            description = {
                "Keys to press once the far end has spoken for a second, or after 3 s of nothing:",
                "0-9 * # A-D; w waits half a second, W a second. Example: --press 1w2#"
            })
    private String press = "";

    @Option(names = "--record", paramLabel = "FILE", description = "Write what is heard to this wav file.")
    private @Nullable Path record;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Hang up after so long (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp",
            defaultValue = "udp",
            description = "How SIP travels (default: ${DEFAULT-VALUE}).")
    private String transport = "";

    @Option(names = "--bind", paramLabel = "ADDR", description = "The local address to call from.")
    private @Nullable String bind;

    @Option(
            names = "--from",
            paramLabel = "USER",
            defaultValue = "caller",
            description = "Who calls (default: ${DEFAULT-VALUE}).")
    private String from = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    private final Screen screen;
    private final CountDownLatch hangUp = new CountDownLatch(1);

    public CallCommand() {
        this(Screen.standard());
    }

    CallCommand(Screen screen) {
        this.screen = screen;
    }

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(new CommandLine(new CallCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        String target = target(uri);
        boolean tcp = tcp(target);
        var script = script();
        if (record != null && !Files.isDirectory(record.toAbsolutePath().getParent())) {
            throw misuse(
                    "--record: there is no directory " + record.toAbsolutePath().getParent());
        }
        var done = new CountDownLatch(1);
        var hook = new Thread(() -> letHangUp(done), "hang-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return dial(target, tcp, script) ? 0 : 1;
        } finally {
            done.countDown();
            if (hangUp.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private boolean dial(String target, boolean tcp, KeyScript script) throws InterruptedException {
        var address = SipUri.address(target);
        if (address.isUnresolved()) {
            screen.trouble("Nobody knows the host " + address.getHostString() + ".");
            return false;
        }
        try {
            var local = bind == null ? localAddress(address) : InetAddress.getByName(bind);
            if (!tcp && nobodyListens(local, address)) {
                return nobody(address);
            }
            try (var phone = Phone.at(from, local, tcp)) {
                screen.title(target, phone.sip().uri(), tcp ? "TCP" : "UDP");
                var call = new TerminalCall(
                        phone, screen, script, Duration.ofSeconds(seconds), Optional.ofNullable(record), hangUp);
                return call.make(tcp && !SipUri.saysTcp(target) ? target + ";transport=tcp" : target);
            }
        } catch (IOException e) {
            screen.trouble("Cannot call from here: " + e.getMessage());
            return false;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException) {
                return nobody(address);
            }
            screen.trouble("The call broke: " + e.getCause().getMessage());
            return false;
        }
    }

    private boolean nobody(InetSocketAddress address) {
        screen.trouble("Nobody listens at " + address.getAddress().getHostAddress() + ":" + address.getPort()
                + ": start the server with ./ringflow run");
        return false;
    }

    private KeyScript script() {
        try {
            return KeyScript.parse(press);
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private boolean tcp(String target) {
        if (!transport.equalsIgnoreCase("udp") && !transport.equalsIgnoreCase("tcp")) {
            throw misuse("--transport is udp or tcp, not " + transport);
        }
        return transport.equalsIgnoreCase("tcp") || SipUri.saysTcp(target);
    }

    private ParameterException misuse(String message) {
        var line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new ParameterException(line, message);
    }

    /** On Ctrl-C the call is ended in good form before the process is. */
    private void letHangUp(CountDownLatch done) {
        hangUp.countDown();
        try {
            if (!done.await(5, TimeUnit.SECONDS)) {
                screen.trouble("The call did not end in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String target(String text) {
        String address = text.matches("(?i)sips?:.*") ? text : "sip:" + text;
        boolean numberAlone = !address.contains("@") && address.matches("sip:[0-9*#+A-Za-z]+");
        return numberAlone ? address + "@127.0.0.1:5060" : address;
    }

    /** The address the machine would send from; nothing is sent to find out. */
    static InetAddress localAddress(InetSocketAddress target) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(target);
            return socket.getLocalAddress();
        }
    }

    /** Whether the machine there says at once that its port is closed; sends a keep-alive to find out. */
    private static boolean nobodyListens(InetAddress local, InetSocketAddress target) throws IOException {
        try (var socket = new DatagramSocket(0, local)) {
            socket.connect(target);
            socket.setSoTimeout(100);
            byte[] keepAlive = {'\r', '\n', '\r', '\n'}; // RFC 5626 §3.5.1
            socket.send(new DatagramPacket(keepAlive, keepAlive.length));
            socket.receive(new DatagramPacket(new byte[64], 64));
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (PortUnreachableException e) {
            return true;
        }
    }
}
