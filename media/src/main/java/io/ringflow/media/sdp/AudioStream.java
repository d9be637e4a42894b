package io.ringflow.media.sdp;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.sdp.MediaPlan.Direction;
import io.ringflow.media.sdp.Sdp.Connection;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the far end says about one audio stream, session level and media level put together. Immutable.
 *
 * @param rtcp where RTCP goes when it is not multiplexed
 * @param rtcpMux whether multiplexing is offered (RFC 5761)
 * @param direction as it says, seen from there
 * @param packetMillis {@code a=ptime}, or 0
 * @param maxPacketMillis {@code a=maxptime}, or 0
 * @param voipMetrics whether {@code a=rtcp-xr} asks for VoIP metrics (RFC 3611 §5.1)
 * @param ssrc of its stream, when it tells of one (RFC 5576 §4.1)
 */
record AudioStream(
        InetSocketAddress rtp,
        InetSocketAddress rtcp,
        boolean rtcpMux,
        Direction direction,
        int packetMillis,
        int maxPacketMillis,
        List<RtpFormat> formats,
        boolean voipMetrics,
        OptionalInt ssrc) {

    static final String EXTENDED_REPORTS = "rtcp-xr";
    static final String VOIP_METRICS = "voip-metrics";

    private static final String PROTOCOL = "RTP/AVP";
    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final Pattern SSRC = Pattern.compile("(\\d{1,10})(?=\\s|$)");
    private static final int LONGEST_PACKET_MILLIS = 100_000;

    /**
     * Reads a media description as audio over RTP.
     *
     * @throws MediaFailure NOT_ACCEPTABLE when it is something else, BAD_DESCRIPTION when it is broken
     */
    static AudioStream of(Sdp sdp, MediaDescription media, boolean ipv6) {
        if (!media.isAudio() || media.port() == 0) {
            throw notAcceptable("304 Media type not available: no audio stream");
        }
        if (!media.protocol().equalsIgnoreCase(PROTOCOL)) {
            throw notAcceptable("302 Incompatible transport protocol: only " + PROTOCOL + " is supported");
        }
        InetAddress address = unicast(
                media.connection().or(sdp::connection).orElseThrow(() -> SdpReader.bad("no c= for the audio stream")),
                ipv6);
        InetSocketAddress rtp = new InetSocketAddress(address, media.port());
        return new AudioStream(
                rtp,
                rtcp(media, rtp, ipv6),
                media.attribute("rtcp-mux").isPresent(),
                direction(sdp, media),
                millis(sdp, media, "ptime"),
                millis(sdp, media, "maxptime"),
                RtpFormat.of(media),
                voipMetrics(sdp, media),
                ssrc(media));
    }

    /** RFC 2543 hold: an address that says "do not send". */
    boolean nowhere() {
        return rtp.getAddress().isAnyLocalAddress();
    }

    private static Direction direction(Sdp sdp, MediaDescription media) {
        return direction(media.attributes())
                .or(() -> direction(sdp.attributes()))
                .orElse(Direction.SENDRECV);
    }

    private static Optional<Direction> direction(List<Sdp.Attribute> attributes) {
        for (Sdp.Attribute attribute : attributes) {
            switch (attribute.name()) {
                case "sendrecv" -> {
                    return Optional.of(Direction.SENDRECV);
                }
                case "sendonly" -> {
                    return Optional.of(Direction.SENDONLY);
                }
                case "recvonly" -> {
                    return Optional.of(Direction.RECVONLY);
                }
                case "inactive" -> {
                    return Optional.of(Direction.INACTIVE);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    private static int millis(Sdp sdp, MediaDescription media, String name) {
        // some senders put it at the session level, where RFC 8866 §6.4 does not look for it
        return media.attribute(name)
                .or(() -> Sdp.attribute(sdp.attributes(), name))
                .map(value -> SdpReader.number(value, LONGEST_PACKET_MILLIS, name))
                .orElse(0);
    }

    // Each line is an attribute of one source; of several sources we could not tell which is the voice.
    private static OptionalInt ssrc(MediaDescription media) {
        List<Long> sources = media.attributes().stream()
                .filter(attribute -> attribute.name().equals("ssrc"))
                .map(attribute -> SSRC.matcher(attribute.value()))
                .filter(Matcher::lookingAt)
                .map(matcher -> Long.parseLong(matcher.group(1)))
                .distinct()
                .toList();
        return sources.size() == 1 && sources.getFirst() <= 0xFFFF_FFFFL
                ? OptionalInt.of(sources.getFirst().intValue())
                : OptionalInt.empty();
    }

    private static boolean voipMetrics(Sdp sdp, MediaDescription media) {
        return media.attribute(EXTENDED_REPORTS)
                .or(() -> Sdp.attribute(sdp.attributes(), EXTENDED_REPORTS))
                .map(formats -> List.of(formats.split("\\s+")).contains(VOIP_METRICS))
                .orElse(false);
    }

    /** RFC 3605: where RTCP goes when it is not the port above. */
    private static InetSocketAddress rtcp(MediaDescription media, InetSocketAddress rtp, boolean ipv6) {
        Optional<String> attribute = media.attribute("rtcp");
        if (attribute.isEmpty()) {
            int next = rtp.getPort() == SdpReader.MAX_PORT ? 0 : rtp.getPort() + 1;
            return new InetSocketAddress(rtp.getAddress(), next);
        }
        String[] portAndAddress = attribute.get().split("\\s+", 2);
        int port = SdpReader.number(portAndAddress[0], SdpReader.MAX_PORT, "RTCP port");
        InetAddress address = portAndAddress.length == 1
                ? rtp.getAddress()
                : unicast(SdpReader.connectionOf(portAndAddress[1]), ipv6);
        return new InetSocketAddress(address, port);
    }

    private static InetAddress unicast(Connection connection, boolean ipv6) {
        if (!connection.network().equalsIgnoreCase("IN")) {
            throw notAcceptable("300 Incompatible network protocol");
        }
        InetAddress address = literal(connection);
        if (address.isMulticastAddress()) {
            throw notAcceptable("330 Multicast not available");
        }
        if (address instanceof Inet6Address != ipv6) {
            throw notAcceptable("301 Incompatible network address formats: we have " + (ipv6 ? "IPv6" : "IPv4"));
        }
        byte[] octets = address.getAddress();
        boolean reserved = !ipv6 && (octets[0] == 0 || (octets[0] & 0xFF) >= 240);
        if (reserved && !address.isAnyLocalAddress()) {
            throw notAcceptable("301 Incompatible network address formats: not a unicast address");
        }
        return address;
    }

    /** An address, never a name: looking one up is not the business of negotiation. */
    private static InetAddress literal(Connection connection) {
        String text = connection.address();
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        try {
            if (connection.addressType().equalsIgnoreCase("IP4")
                    && DOTTED_QUAD.matcher(bare).matches()) {
                return Inet4Address.ofLiteral(bare);
            }
            if (connection.addressType().equalsIgnoreCase("IP6") && bare.indexOf(':') >= 0 && bare.indexOf('%') < 0) {
                // an IPv4-mapped address comes out as IPv4, which is what it means (RFC 5118 §4.10)
                return InetAddress.ofLiteral(bare);
            }
        } catch (IllegalArgumentException e) {
            throw new MediaFailure(Kind.BAD_DESCRIPTION, "session description: bad address in c=", e);
        }
        throw notAcceptable("301 Incompatible network address formats: an address literal is due");
    }

    static MediaFailure notAcceptable(String warning) {
        return new MediaFailure(Kind.NOT_ACCEPTABLE, warning);
    }
}
