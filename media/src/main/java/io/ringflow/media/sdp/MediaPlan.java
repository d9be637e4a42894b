package io.ringflow.media.sdp;

import io.ringflow.media.codec.Codec;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What an offer and its answer agreed on for the audio stream (RFC 3264 §6). Immutable; applied to a leg as a whole.
 *
 * @param remoteRtp where the far end wants RTP; port 0 or an unspecified address (RFC 2543 hold) means nowhere
 * @param remoteRtcp where it wants RTCP; the same as {@code remoteRtp} when multiplexed
 * @param rtcpMux RTP and RTCP share a port (RFC 5761)
 * @param direction seen from us
 * @param codec the audio codec, the same both ways, as the far end's format parameters want it
 * @param sendPayloadType type we put on audio: the far end's number
 * @param receivePayloadType type the far end puts on audio: the number in our description
 * @param packetMillis packet time we send with, 10 to 60
 * @param sendEventPayloadType telephone-event type to send, or -1
 * @param receiveEvents payload type to clock rate for every telephone-event format accepted (RFC 4733)
 * @param voipMetrics whether the far end wants VoIP metrics in extended RTCP reports (RFC 3611)
 * @param remoteSsrc of the far end's stream, when it tells (RFC 5576)
 * @param comfortNoise whether both understand comfort noise (RFC 3389)
 */
public record MediaPlan(
        InetSocketAddress remoteRtp,
        InetSocketAddress remoteRtcp,
        boolean rtcpMux,
        Direction direction,
        Codec codec,
        int sendPayloadType,
        int receivePayloadType,
        int packetMillis,
        int sendEventPayloadType,
        Map<Integer, Integer> receiveEvents,
        boolean voipMetrics,
        OptionalInt remoteSsrc,
        boolean comfortNoise) {

    /** With a far end that does not tell its SSRC and knows no comfort noise. */
    public MediaPlan(
            InetSocketAddress remoteRtp,
            InetSocketAddress remoteRtcp,
            boolean rtcpMux,
            Direction direction,
            Codec codec,
            int sendPayloadType,
            int receivePayloadType,
            int packetMillis,
            int sendEventPayloadType,
            Map<Integer, Integer> receiveEvents,
            boolean voipMetrics) {
        this(
                remoteRtp,
                remoteRtcp,
                rtcpMux,
                direction,
                codec,
                sendPayloadType,
                receivePayloadType,
                packetMillis,
                sendEventPayloadType,
                receiveEvents,
                voipMetrics,
                OptionalInt.empty(),
                false);
    }

    /** Clock of the telephone-events to send: the audio's, unless the far end has none of that clock. */
    public int sendEventClockRate() {
        return receiveEvents.getOrDefault(sendEventPayloadType, codec.clockRate());
    }

    /** RFC 3264 §5.1, from our side. */
    public enum Direction {
        SENDRECV(true, true),
        SENDONLY(true, false),
        RECVONLY(false, true),
        INACTIVE(false, false);

        private final boolean send;
        private final boolean receive;

        Direction(boolean send, boolean receive) {
            this.send = send;
            this.receive = receive;
        }

        public boolean send() {
            return send;
        }

        public boolean receive() {
            return receive;
        }

        public static Direction of(boolean send, boolean receive) {
            return send ? (receive ? SENDRECV : SENDONLY) : (receive ? RECVONLY : INACTIVE);
        }
    }
}
