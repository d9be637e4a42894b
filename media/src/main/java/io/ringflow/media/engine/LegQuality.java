package io.ringflow.media.engine;

import io.ringflow.media.MediaQuality;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.jitter.LossListener;
import io.ringflow.media.jitter.PlayOutFigures;
import io.ringflow.media.quality.EModel;
import io.ringflow.media.quality.Impairment;
import io.ringflow.media.quality.LossBursts;
import io.ringflow.media.quality.OneWayAudio;
import io.ringflow.media.rtcp.RtcpReader;
import io.ringflow.media.rtcp.VoipMetrics;
import io.ringflow.media.rtp.RtpHeader;

/** What a leg sounds like: scores, bursts, and whether it is heard at all. Owned by the leg's loop. */
final class LegQuality implements LossListener {
    private static final int PROBES = 8;
    private static final double PER_BYTE = 255;

    private final LossBursts bursts = new LossBursts();
    private final OneWayAudio oneWay = new OneWayAudio();
    private final VoipMetrics metrics = new VoipMetrics();

    private Impairment impairment = Impairment.of("PCMA");
    private boolean constant = true;
    private int constantByte = -1;
    private long heardBefore;
    private long strangersBefore;
    private long unknownBefore;

    double listening = -1;
    double conversational = -1;
    double remote = -1;
    double concealed;
    int bufferMillis;
    int bufferMostMillis;

    void use(Codec codec) {
        impairment = Impairment.of(codec.key());
    }

    @Override
    public void onPlace(boolean heard) {
        bursts.onPacket(heard);
    }

    /**
     * A packet of audio came: looks at a few of its bytes, enough to tell a muted far end.
     *
     * @return whether those after it, in this second, could still tell something
     */
    boolean onAudio(RtpHeader packet) {
        int length = packet.payloadLength();
        if (length == 0) {
            return constant;
        }
        int first = packet.payload(0);
        boolean same = constantByte == -1 || constantByte == first;
        for (int i = 1; same && i < PROBES; i++) {
            same = packet.payload(length * i / PROBES) == first;
        }
        constantByte = first;
        constant &= same;
        return constant;
    }

    /**
     * A second has passed.
     *
     * @param expected whether the far end should have been heard
     * @return true when one-way audio is suspected from now on
     */
    boolean onSecond(LegFigures figures, boolean expected) {
        long heard = figures.received() - heardBefore;
        long strangers = figures.strangers() - strangersBefore;
        long unknown = figures.unknown() - unknownBefore;
        heardBefore = figures.received();
        strangersBefore = figures.strangers();
        unknownBefore = figures.unknown();
        boolean suspected = false;
        if (expected) {
            suspected = oneWay.onSecond(heard, constant, strangers, unknown);
        } else {
            oneWay.reset();
        }
        constant = true;
        constantByte = -1;
        return suspected;
    }

    /**
     * Computes everything anew, for reports and figures.
     *
     * @param depthMillis of the jitter buffer, 0 while nobody listens
     */
    void refresh(
            int depthMillis, PlayOutFigures counts, Codec codec, RtcpReader far, LegFigures figures, int packetMillis) {
        bufferMillis = depthMillis;
        bufferMostMillis = Math.max(bufferMostMillis, bufferMillis);
        double oneWayDelay = Math.max(0, figures.roundTripMillis) / 2 + bufferMillis + packetMillis + Tick.MILLIS;
        if (bursts.expected() > 0) {
            double r = EModel.listeningR(impairment, bursts.missRate(), bursts.burstRatio());
            listening = EModel.mos(r);
            conversational = EModel.mos(r - EModel.delayImpairment(oneWayDelay));
            long audible = bursts.expected() * packetMillis * codec.sampleRate() / 1_000;
            concealed = Math.min(1, (double) counts.concealed / Math.max(1, audible));
            write(counts, r, oneWayDelay, packetMillis, figures);
        }
        remote = remote(far, figures);
    }

    private double remote(RtcpReader far, LegFigures figures) {
        VoipMetrics said = far.remoteMetrics();
        if (far.remoteMetricsKnown() && said.mosListening != VoipMetrics.UNAVAILABLE) {
            return said.mosListening / 10.0;
        }
        if (figures.remoteLost < 0 || figures.sent == 0) {
            return -1;
        }
        return EModel.mos(EModel.listeningR(impairment, (double) figures.remoteLost / figures.sent, 1));
    }

    private void write(PlayOutFigures counts, double r, double oneWayDelay, int packetMillis, LegFigures figures) {
        double discarded = (double) (counts.late + counts.early) / bursts.expected();
        metrics.lossRate = share(Math.max(0, bursts.missRate() - discarded));
        metrics.discardRate = share(discarded);
        metrics.burstDensity = share(bursts.burstDensity());
        metrics.gapDensity = share(bursts.gapDensity());
        metrics.burstMillis = (int) (bursts.burstPackets() * packetMillis);
        metrics.gapMillis = (int) (bursts.gapPackets() * packetMillis);
        metrics.roundTripMillis = (int) Math.max(0, figures.roundTripMillis);
        metrics.endSystemMillis = bufferMillis + packetMillis + Tick.MILLIS;
        metrics.rFactor = (int) Math.round(Math.clamp(r - EModel.delayImpairment(oneWayDelay), 0, 100));
        metrics.mosListening = (int) Math.round(listening * 10);
        metrics.mosConversational = (int) Math.round(conversational * 10);
        metrics.bufferMillis = bufferMillis;
        metrics.bufferMostMillis = bufferMostMillis;
    }

    private static int share(double of) {
        return (int) Math.round(Math.clamp(of, 0, 1) * PER_BYTE);
    }

    /** The most the jitter buffer may become. */
    void bufferLimit(int millis) {
        metrics.bufferLimitMillis = millis;
    }

    VoipMetrics metrics() {
        return metrics;
    }

    double missing() {
        return bursts.missRate();
    }

    double burstRatio() {
        return bursts.burstRatio();
    }

    MediaQuality.OneWay suspected() {
        return oneWay.suspected();
    }
}
