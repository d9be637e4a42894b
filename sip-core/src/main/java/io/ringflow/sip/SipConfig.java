package io.ringflow.sip;

import java.time.Duration;
import java.util.List;

/**
 * Everything the endpoint needs, already valid.
 *
 * @param listeners where to listen; at least one
 * @param userAgent value of Server and User-Agent
 * @param maxCalls legs at once; the next INVITE gets 503 with Retry-After
 * @param trustedNetworks CIDR blocks whose identity headers are believed and whose rate limit is the trunk's
 * @param sourceRate messages per second from one untrusted source address before 503 or silence
 * @param trunkRate the same for a trusted network
 * @param limits sizes and times of the transports
 */
public record SipConfig(
        List<ListenAddress> listeners,
        String userAgent,
        int maxCalls,
        List<String> trustedNetworks,
        int sourceRate,
        int trunkRate,
        Limits limits) {

    /**
     * Limits before the parser.
     *
     * @param udpBytes largest datagram that is parsed
     * @param streamBytes largest message on a stream; beyond: 513 and close
     * @param headerLineBytes longest header line
     * @param headers most header lines
     * @param uriBytes longest Request-URI; beyond: 414
     * @param connections stream connections in all
     * @param connectionsPerSource stream connections of one address
     * @param firstByte from accept to the first octet
     * @param wholeMessage from a message's first octet to its last
     * @param idle without any message or keep-alive (RFC 5626)
     */
    public record Limits(
            int udpBytes,
            int streamBytes,
            int headerLineBytes,
            int headers,
            int uriBytes,
            int connections,
            int connectionsPerSource,
            Duration firstByte,
            Duration wholeMessage,
            Duration idle) {

        public static Limits defaults() {
            return new Limits(
                    65_535,
                    65_536,
                    8_192,
                    256,
                    2_048,
                    5_000,
                    100,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(120));
        }
    }

    /** Defaults for the given listeners. */
    public static SipConfig of(List<ListenAddress> listeners) {
        return new SipConfig(listeners, "Ringflow", 5_000, List.of("127.0.0.0/8"), 50, 5_000, Limits.defaults());
    }
}
