package io.ringflow.testkit.call;

import io.ringflow.testkit.rtp.RtpPeer;
import io.ringflow.testkit.rtp.Tone;
import io.ringflow.testkit.sip.Callee;
import io.ringflow.testkit.sip.Password;
import io.ringflow.testkit.sip.Registration;
import io.ringflow.testkit.sip.SipPeer;
import io.ringflow.testkit.sip.SipText;
import io.ringflow.testkit.sip.SipUri;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ringflow phone}: a telephone with an account that waits for calls and takes them, one after another. */
@Command(
        name = "ringflow phone",
        sortOptions = false,
        description = {
            "Registers with an account of a running server, answers its calls with a tone, and shows what happens.",
            "Ctrl-C takes the registration back. The exit code is 1 when the server does not know the account.%n"
        })
public final class PhoneCommand implements Callable<Integer> {
    /** Of the 60 s that are asked for. */
    private static final Duration RENEW = Duration.ofSeconds(40);

    private static final Duration LOOK = Duration.ofMillis(50);

    @Parameters(paramLabel = "ACCOUNT", description = "Name of the VoIP account.")
    private String account = "";

    @Option(
            names = "--password",
            paramLabel = "WORDS",
            defaultValue = "${env:PASSWORD:-}",
            description = "Its password; better said by PASSWORD in the environment.")
    private String password = "";

    @Option(
            names = "--server",
            paramLabel = "URI",
            defaultValue = "sip:127.0.0.1:5060",
            description = "The server (default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(
            names = "--answer-after",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rings so many seconds (default: ${DEFAULT-VALUE}).")
    private int answerAfter;

    @Option(
            names = "--talk",
            paramLabel = "N",
            description = "Hangs up after so many seconds; otherwise the far end does.")
    private @Nullable Integer talk;

    @Option(
            names = "--tone",
            paramLabel = "HZ",
            defaultValue = "425",
            description = "The tone it speaks (default: ${DEFAULT-VALUE}).")
    private int tone;

    @Option(names = "--bind", paramLabel = "ADDR", description = "The local address.")
    private @Nullable String bind;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    private final Screen screen;
    private final CountDownLatch leave = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    public PhoneCommand() {
        this(Screen.standard());
    }

    PhoneCommand(Screen screen) {
        this.screen = screen;
    }

    public static void main(String[] arguments) {
        System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(new CommandLine(new PhoneCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var hook = new Thread(this::leave, "leave");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return waitForCalls() ? 0 : 1;
        } finally {
            done.countDown();
            if (leave.getCount() > 0) Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** Ends it in good form. */
    void leave() {
        leave.countDown();
        try {
            if (!done.await(15, TimeUnit.SECONDS)) screen.trouble("The server does not answer any more.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waitForCalls() throws InterruptedException {
        var registrar = SipUri.address(CallCommand.target(server));
        try {
            var local = bind == null ? CallCommand.localAddress(registrar) : InetAddress.getByName(bind);
            try (var sip = SipPeer.at(account, local, false)) {
                sip.ladder().watch(rung -> {
                    if (!rung.message().method().equals("REGISTER")) screen.signal(rung);
                });
                var registration = new Registration(sip, registrar, new Password(account, password), sip.uri());
                if (!registered(registration.register(60))) return false;
                takeCalls(sip, registration, local);
                return registered(registration.register(0));
            }
        } catch (IOException e) {
            screen.trouble("Cannot be called here: " + e.getMessage());
        } catch (AssertionError silence) {
            screen.trouble("Nobody answers at " + registrar.getHostString() + ":" + registrar.getPort()
                    + ": start the server with ./ringflow run");
        }
        return false;
    }

    private boolean registered(SipText answer) {
        if (answer.status() == 200) {
            screen.fact("phone", leave.getCount() > 0 ? "registered as " + account + ", waiting for calls" : "left");
            return true;
        }
        screen.trouble(
                "The server refuses " + account + ": " + answer.firstLine().substring(8) + ". Is the password right?");
        return false;
    }

    private void takeCalls(SipPeer sip, Registration registration, InetAddress local) throws InterruptedException {
        long registeredAt = System.nanoTime();
        while (leave.getCount() > 0) {
            var call = sip.called(LOOK);
            if (call.isPresent()) take(sip, call.get(), local);
            if (since(registeredAt).compareTo(RENEW) > 0) {
                registration.register(60);
                registeredAt = System.nanoTime();
            }
        }
    }

    private void take(SipPeer sip, Callee call, InetAddress local) throws InterruptedException {
        call.rings();
        long rung = System.nanoTime();
        while (since(rung).toSeconds() < answerAfter) {
            if (call.cancelled() || leave.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) return;
        }
        try (var voice = RtpPeer.open(local)) {
            var phone = new Phone(sip, voice);
            var story = new Story();
            phone.ears().listen(window -> story.next(window).ifPresent(screen::heard));
            phone.connect(call.offer());
            voice.speak(Tone.of(tone, -20)).run();
            talk(call.answers(phone.offer().toString()));
        } catch (AssertionError gone) {
            screen.note("the call is gone");
        }
    }

    private void talk(Callee call) throws InterruptedException {
        long answered = System.nanoTime();
        while (!call.farEndHungUp()) {
            boolean enough = talk != null && since(answered).toSeconds() >= talk;
            if (enough || leave.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                call.bye();
                return;
            }
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
