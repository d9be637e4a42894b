package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.codec.Pcma;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioTee;
import io.ringflow.media.jitter.Arrival;
import io.ringflow.media.jitter.LossListener;
import io.ringflow.media.jitter.PlayOut;
import io.ringflow.media.jitter.PlayOutFigures;
import io.ringflow.media.jitter.Unheard;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.rtp.RtpHeader;
import org.jspecify.annotations.Nullable;

/** Who listens to a far end, and its packets' way to them; while nobody does they are only counted. Owned by the leg's loop. */
final class Hearing {
    /** Of concealment as it is told: as old as the figure. */
    private static final int CONCEALED_FRAMES_PER_SECOND = 100;

    private final PacketSlab slab;
    private final MediaConfig config;
    private final boolean exact;
    private final AudioTee sinks = new AudioTee();
    private final PlayOutFigures figures;
    private final Unheard unheard;

    private Codec codec = new Pcma();
    /** While somebody listens; kept for the next who does. */
    private @Nullable PlayOut playOut;

    private boolean heard;

    /** @param exact whether arrivals are known better than by tick */
    Hearing(PacketSlab slab, MediaConfig config, boolean exact, LossListener losses) {
        this.slab = slab;
        this.config = config;
        this.exact = exact;
        this.figures = new PlayOutFigures(losses);
        this.unheard = new Unheard(figures);
    }

    /** As {@link MediaLeg#prefetch}. */
    int prefetch() {
        PlayOut present = playOut;
        return present == null ? unheard.highest() : present.depthMillis();
    }

    void use(Codec next) {
        figures.changeRate(codec.sampleRate(), next.sampleRate());
        codec = next;
        close();
        if (heard) {
            playOut = newPlayOut();
        }
    }

    Codec codec() {
        return codec;
    }

    private PlayOut newPlayOut() {
        return new PlayOut(
                codec,
                (int) config.jitterMinimum().toMillis(),
                (int) config.jitterMaximum().toMillis(),
                exact,
                slab.decoded,
                figures);
    }

    private PlayOut playOut() {
        PlayOut present = playOut;
        if (present == null) {
            present = newPlayOut();
            playOut = present;
        }
        return present;
    }

    /** Frees the decoder. */
    void close() {
        if (playOut != null) {
            playOut.close();
            playOut = null;
        }
    }

    /** @param jitterMillis what is known of the stream */
    void listen(AudioSink sink, double jitterMillis) {
        sinks.add(sink);
        if (!heard) {
            heard = true;
            unheard.end();
            playOut().begin(jitterMillis);
        }
    }

    /** As {@link #listen}, for one who has heard it until now without delay, in another way. */
    void goOn(AudioSink sink, double jitterMillis) {
        boolean first = !heard;
        listen(sink, jitterMillis);
        if (first) {
            playOut().goOn(jitterMillis);
        }
    }

    void deafen(AudioSink sink) {
        sinks.remove(sink);
        heard = !sinks.isEmpty();
    }

    /** So many ticks could not be turned in time. */
    void late(int ticks) {
        if (heard) {
            playOut().late(ticks);
        }
    }

    /** The stream is another one from the next packet on. */
    void restart() {
        if (heard) {
            playOut().clear();
        } else {
            unheard.end();
        }
    }

    /** @param ageNanos time since the packet arrived */
    Arrival audio(RtpHeader packet, long ageNanos) {
        return heard ? playOut().put(packet, slab.payload, ageNanos) : unheard.put(packet.sequence());
    }

    /** A telephone-event in place of audio, so many timestamp units long by now. */
    void event(RtpHeader packet, int units) {
        if (heard) {
            playOut().event(packet, units);
        } else {
            unheard.put(packet.sequence());
        }
    }

    void noise(RtpHeader packet) {
        if (heard) {
            playOut().noise(packet, slab.payload);
        } else {
            unheard.put(packet.sequence());
        }
    }

    /** Moves play-out on by the ticks that have passed, and gives the last of them to who listens. */
    void play(int elapsed, boolean receiving) {
        if (!heard) {
            return;
        }
        PlayOut present = playOut();
        for (int missed = 1; missed < elapsed; missed++) {
            present.skip();
        }
        if (!receiving) {
            present.skip();
        } else {
            present.take(slab.heard);
            sinks.push(slab.heard, present.frame(), codec.sampleRate());
        }
    }

    /** What is known of the last packets. */
    PlayOutFigures figures() {
        unheard.tell();
        return figures;
    }

    long concealedFrames() {
        return figures.concealed * CONCEALED_FRAMES_PER_SECOND / codec.sampleRate();
    }

    /** Of the jitter buffer; 0 while nobody listens. */
    int depthMillis() {
        return heard ? playOut().depthMillis() : 0;
    }

    @Override
    public String toString() {
        return heard
                ? "jitter buffer " + playOut().depthMillis() + " ms of "
                        + playOut().targetMillis() + " ms"
                : "nobody listens";
    }
}
