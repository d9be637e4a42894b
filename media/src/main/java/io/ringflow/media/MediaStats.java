package io.ringflow.media;

/**
 * Figures of one session. Counts since its start.
 *
 * @param codec name of the codec in use, "none" before negotiation
 * @param jitterMillis RFC 3550 §6.4.1 interarrival jitter
 * @param roundTripMillis from RTCP, or -1
 * @param remoteLost packets the far end says it lost, or -1
 * @param quality what it sounded like
 */
public record MediaStats(
        String codec,
        long packetsSent,
        long packetsReceived,
        long bytesSent,
        long bytesReceived,
        long packetsLost,
        long packetsLate,
        long packetsDiscarded,
        long framesConcealed,
        double jitterMillis,
        double roundTripMillis,
        long remoteLost,
        MediaQuality quality) {

    public static final MediaStats NONE = new MediaStats("none", 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, MediaQuality.NONE);
}
