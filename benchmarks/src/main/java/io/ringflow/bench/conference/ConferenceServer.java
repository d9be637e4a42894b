package io.ringflow.bench.conference;

import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.media.engine.TickClock;
import io.ringflow.sip.CallLeg;
import io.ringflow.sip.EndReason;
import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.Invitation;
import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.SipEndpoint;
import io.ringflow.sip.SipObserver;
import io.ringflow.sip.Transport;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Answers every call and joins it to the conference named by the user part that was dialled. Asks no application: what
 * is measured of it is signalling, RTP and mixing. Prints {@code ready ADDRESS:PORT} and runs until it is killed.
 */
@Command(name = "conference-server", mixinStandardHelpOptions = true)
public final class ConferenceServer implements Callable<Integer> {
    /** What the names of conferences that relay begin with. */
    public static final String RELAYED = "relay";

    private static final int MOST_CALLS = 10_000;

    @Option(names = "--bind", defaultValue = "127.0.0.1", description = "address for SIP and RTP (${DEFAULT-VALUE})")
    private String bind = "";

    @Option(names = "--sip-port", defaultValue = "0", description = "UDP port; 0 for any")
    private int sipPort;

    @Option(names = "--loops", defaultValue = "0", description = "media loops; 0 for one per core")
    private int loops;

    @Option(names = "--speakers", defaultValue = "8", description = "members heard at a time (${DEFAULT-VALUE})")
    private int speakers;

    @Option(names = "--first-rtp-port", defaultValue = "20000", description = "lowest RTP port (${DEFAULT-VALUE})")
    private int firstRtpPort;

    @Option(names = "--last-rtp-port", defaultValue = "29998", description = "highest RTP port (${DEFAULT-VALUE})")
    private int lastRtpPort;

    private final PrintStream out;
    private final ConcurrentHashMap<String, Conference> rooms = new ConcurrentHashMap<>();

    ConferenceServer(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ConferenceServer(System.out)).execute(arguments));
    }

    @Override
    public Integer call() throws UnknownHostException, InterruptedException {
        InetAddress address = InetAddress.getByName(bind);
        var listener = new ListenAddress(Transport.UDP, address, sipPort, null);
        var defaults = SipConfig.of(List.of(listener));
        var sip = new SipConfig(
                defaults.listeners(),
                "Ringflow conference bench",
                MOST_CALLS,
                defaults.trustedNetworks(),
                defaults.sourceRate(),
                MOST_CALLS,
                defaults.limits());
        try (var timers = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("timer").daemon().factory());
                var engine = MediaEngine.start(media(), TickClock.realTime(), MediaObserver.NONE);
                var endpoint = SipEndpoint.start(
                        sip,
                        (leg, invitation) -> answer(engine, leg, invitation),
                        timers,
                        InstantSource.system(),
                        SipObserver.NONE)) {
            out.println("ready " + bind + ":" + endpoint.addresses().getFirst().port());
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private MediaConfig media() {
        MediaConfig defaults = MediaConfig.defaults();
        return new MediaConfig(
                        loops,
                        firstRtpPort,
                        lastRtpPort,
                        Duration.ofSeconds(5),
                        defaults.codecs(),
                        defaults.symmetricRtp(),
                        defaults.mediaTimeout(),
                        defaults.jitterMinimum(),
                        defaults.jitterMaximum(),
                        defaults.packetsPerSecond())
                .withLoopFill(defaults.loopFill());
    }

    private void answer(MediaEngine engine, CallLeg leg, Invitation invitation) {
        Conference room = rooms.computeIfAbsent(
                invitation.requestUser(),
                name -> engine.conference(
                        new ConferenceConfig(MOST_CALLS, speakers, name.startsWith(RELAYED)), event -> {}));
        ConferenceCall call = new ConferenceCall(engine, MediaProfile.of(media()), room, invitation);
        leg.listen(call);
        try {
            leg.answer(call.join());
        } catch (RuntimeException e) {
            call.close();
            leg.reject(EndReason.of(Cause.SERVER_BUSY, String.valueOf(e.getMessage())), OptionalInt.empty());
        }
    }
}
