package io.ringflow.media.sdp;

import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.OfferedCodecs;
import java.util.List;
import java.util.Optional;

/**
 * What we say about ourselves in an offer or an answer.
 *
 * @param address written into {@code c=} and {@code o=}: an address literal
 * @param rtpPort where we receive RTP
 * @param rtcpPort where we receive RTCP when it is not multiplexed
 * @param sessionId {@code o=} session id, the same for the whole dialog
 * @param version {@code o=} version: one more whenever the description changes (RFC 3264 §8)
 * @param formats those we speak
 * @param packetMillis packet time we like to send with when the far end names none
 * @param events whether telephone-events (RFC 4733) are offered and accepted
 * @param ssrc value of {@code a=ssrc}, which tells our stream from others of the same port (RFC 5576 §4.1)
 */
public record LocalMedia(
        String address,
        int rtpPort,
        int rtcpPort,
        long sessionId,
        long version,
        OfferedCodecs formats,
        int packetMillis,
        boolean events,
        Optional<String> ssrc) {

    /** With telephone-events, from a port of its own. */
    public LocalMedia(
            String address,
            int rtpPort,
            int rtcpPort,
            long sessionId,
            long version,
            OfferedCodecs formats,
            int packetMillis) {
        this(address, rtpPort, rtcpPort, sessionId, version, formats, packetMillis, true, Optional.empty());
    }

    /** The same, one version later. */
    public LocalMedia nextVersion() {
        return new LocalMedia(address, rtpPort, rtcpPort, sessionId, version + 1, formats, packetMillis, events, ssrc);
    }

    /** Preferred first. */
    List<Codec> codecs() {
        return formats.codecs();
    }

    boolean ipv6() {
        return address.indexOf(':') >= 0;
    }
}
