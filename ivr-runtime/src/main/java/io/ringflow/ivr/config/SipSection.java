package io.ringflow.ivr.config;

import io.ringflow.sip.ListenAddress;
import io.ringflow.sip.SipConfig;
import io.ringflow.sip.Transport;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code ringflow.sip}. Pure. */
final class SipSection {

    private static final int MEBIBYTE = 1024 * 1024;

    private SipSection() {}

    static SipConfig read(Section sip) {
        return new SipConfig(
                listeners(sip),
                sip.text("user-agent"),
                sip.number("max-calls", 1, 1_000_000),
                Values.networks(sip, "trusted-networks"),
                sip.number("source-rate", 1, 1_000_000),
                sip.number("trunk-rate", 1, 10_000_000),
                sip.section("limits", SipSection::limits));
    }

    private static List<ListenAddress> listeners(Section sip) {
        InetAddress bind = Values.address(sip, "bind");
        int port = sip.number("port", 0, 65_535);
        String advertised = sip.text("advertised");
        List<ListenAddress> listeners = new ArrayList<>();
        for (String name : sip.texts("transports")) {
            switch (name.toLowerCase(Locale.ROOT)) {
                case "udp" -> listeners.add(listener(Transport.UDP, bind, port, advertised));
                case "tcp" -> listeners.add(listener(Transport.TCP, bind, port, advertised));
                default -> sip.problem("transports", "may hold udp and tcp, not \"" + name + "\"");
            }
        }
        listeners.addAll(sip.list(
                "more-listeners",
                "listener-defaults",
                one -> listener(
                        one.oneOf("transport", Transport.class),
                        Values.address(one, "bind"),
                        one.number("port", 0, 65_535),
                        one.text("advertised"))));
        if (listeners.isEmpty()) sip.problem("transports", "is empty: SIP is listened for nowhere");
        return List.copyOf(listeners);
    }

    private static ListenAddress listener(Transport transport, InetAddress bind, int port, String advertised) {
        return new ListenAddress(transport, bind, port, advertised.isBlank() ? null : advertised.strip());
    }

    private static SipConfig.Limits limits(Section limits) {
        return new SipConfig.Limits(
                limits.size("udp-message", 1_024, 65_535),
                limits.size("stream-message", 1_024, 16 * MEBIBYTE),
                limits.size("header-line", 256, MEBIBYTE),
                limits.number("headers", 16, 10_000),
                limits.size("uri", 64, 65_535),
                limits.number("connections", 1, 1_000_000),
                limits.number("connections-per-source", 1, 1_000_000),
                limits.duration("first-byte", Duration.ofMillis(100), Duration.ofMinutes(10)),
                limits.duration("whole-message", Duration.ofMillis(100), Duration.ofMinutes(10)),
                limits.duration("idle", Duration.ofSeconds(1), Duration.ofDays(1)));
    }
}
