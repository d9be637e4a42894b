package io.ringflow.sip;

import io.ringflow.sip.EndReason.Cause;
import io.ringflow.sip.registrar.Registrar;
import io.ringflow.sip.stack.JainStack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;

/** A whole endpoint on loopback that refuses every call as busy; short stream deadlines. */
final class EndpointUnderTest implements AutoCloseable {
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon(true).name("timer").factory());
    private final SipEndpoint endpoint;

    EndpointUnderTest() {
        this((timers, clock) -> Optional.empty());
    }

    /** @param registrar made with the endpoint's timers and clock */
    EndpointUnderTest(BiFunction<ScheduledExecutorService, InstantSource, Optional<Registrar>> registrar) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SipConfig.Limits usual = SipConfig.Limits.defaults();
        SipConfig config = new SipConfig(
                List.of(
                        new ListenAddress(Transport.UDP, loopback, 0, null),
                        new ListenAddress(Transport.TCP, loopback, 0, null)),
                "Ringflow",
                1_000,
                List.of("127.0.0.0/8"),
                50,
                5_000,
                new SipConfig.Limits(
                        usual.udpBytes(),
                        usual.streamBytes(),
                        usual.headerLineBytes(),
                        usual.headers(),
                        usual.uriBytes(),
                        usual.connections(),
                        usual.connectionsPerSource(),
                        usual.firstByte(),
                        Duration.ofMillis(300),
                        usual.idle()));
        endpoint = SipEndpoint.over(
                listener -> JainStack.start(config, listener, timers, SipObserver.NONE),
                config,
                (leg, invitation) ->
                        leg.reject(EndReason.of(Cause.SERVER_BUSY, "busy").withSipStatus(486), OptionalInt.empty()),
                registrar.apply(timers, InstantSource.system()),
                timers,
                InstantSource.system(),
                SipObserver.NONE);
    }

    InetSocketAddress address(Transport transport) {
        ListenAddress found = endpoint.addresses().stream()
                .filter(address -> address.transport() == transport)
                .findFirst()
                .orElseThrow();
        return new InetSocketAddress(found.bind(), found.port());
    }

    /** An OPTIONS that must always be answered. */
    static byte[] probe(Transport transport, String callId) {
        return ("OPTIONS sip:probe@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/" + transport
                        + " 127.0.0.1:5060;rport;branch=z9hG4bK" + callId
                        + "\r\nMax-Forwards: 70\r\nFrom: <sip:probe@127.0.0.1>;tag=p\r\nTo: <sip:probe@127.0.0.1>\r\nCall-ID: "
                        + callId + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        endpoint.close();
        timers.shutdownNow();
    }
}
