package io.ringflow.media.sdp;

import io.ringflow.media.codec.Codec;
import java.util.List;

/**
 * What we say about ourselves in an offer or an answer.
 *
 * @param address written into {@code c=} and {@code o=}: an address literal
 * @param rtpPort where we receive RTP
 * @param rtcpPort where we receive RTCP when it is not multiplexed
 * @param sessionId {@code o=} session id, the same for the whole dialog
 * @param version {@code o=} version: one more whenever the description changes (RFC 3264 §8)
 * @param codecs those we speak, preferred first; at least one
 * @param packetMillis packet time we like to send with when the far end names none
 */
public record LocalMedia(
        String address, int rtpPort, int rtcpPort, long sessionId, long version, List<Codec> codecs, int packetMillis) {

    public LocalMedia {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("no codec");
        }
    }

    /** The same, one version later. */
    public LocalMedia nextVersion() {
        return new LocalMedia(address, rtpPort, rtcpPort, sessionId, version + 1, codecs, packetMillis);
    }

    boolean ipv6() {
        return address.indexOf(':') >= 0;
    }
}
