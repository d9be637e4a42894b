package io.ringflow.media.mix;

import io.ringflow.media.ConferenceRole;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.PayloadSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One member's connection to a mixer: what is pushed is its voice, what is pulled is what it hears. The member's loop
 * pushes and pulls, the room's loop mixes, any thread sets what can be set.
 */
public final class MixerPort implements AudioSink, PayloadSource {
    private static final int TALKING = 1 << 16;

    private final FrameRing voice = new FrameRing();
    private final MixReader reader = new MixReader();
    private final AtomicInteger figures = new AtomicInteger(-Level.SILENCE);

    // Set by any thread.
    private volatile Settings settings;
    private volatile boolean leaving;

    // Told by the member's loop.
    private volatile int rate;
    private volatile @Nullable Codec codec;

    // Told by the room's loop.
    private volatile Mix mix = Mix.NONE;
    private volatile @Nullable FrameLog own;

    // Owned by the room's loop.
    private boolean heldBack;
    private Cue cue = Cue.NONE;

    public MixerPort(ConferenceRole role) {
        settings = Settings.of(role);
    }

    /** On any thread; the last one counts. */
    public void set(Settings next) {
        settings = next;
    }

    public Settings settings() {
        return settings;
    }

    /** From the next tick on it is not heard, then it is gone. On any thread. */
    public void leave() {
        leaving = true;
    }

    /** On any thread. */
    public boolean leaving() {
        return leaving;
    }

    /** In dBov. On any thread. */
    public int level() {
        return -(figures.getOpaque() & ~TALKING);
    }

    /** On any thread. */
    public boolean talking() {
        return (figures.getOpaque() & TALKING) != 0;
    }

    void tell(int level, boolean talking) {
        figures.setOpaque(-level | (talking ? TALKING : 0));
    }

    /** Whether it is not heard, whatever its settings say. By the room's loop, between ticks. */
    public void holdBack(boolean back) {
        heldBack = back;
    }

    boolean heldBack() {
        return heldBack;
    }

    /** From the next tick on it hears a sign, in place of the one before. By the room's loop, between ticks. */
    public void play(Cue next) {
        cue = next;
    }

    Cue cue() {
        return cue;
    }

    FrameRing voice() {
        return voice;
    }

    /** Rate at which it hears, in Hz; 0 before it has asked. */
    int rate() {
        return rate;
    }

    /** What could be encoded for it once for all. */
    @Nullable
    Codec codec() {
        return codec;
    }

    void hear(Mix next) {
        mix = next;
    }

    void hearOwn(FrameLog log) {
        own = log;
    }

    @Override
    public void push(short[] frame, int samples, int sampleRate) {
        voice.write(frame, samples, sampleRate);
    }

    @Override
    public int pullPayload(Codec wanted, int packetMillis, byte[] payload) {
        if (packetMillis != MixReader.MILLIS) {
            return NOT_SHARED;
        }
        if (codec != wanted) {
            codec = wanted;
        }
        ask(wanted.sampleRate());
        return reader.read(mix, own, wanted, payload);
    }

    @Override
    public boolean pull(short[] frame, int samples, int sampleRate) {
        ask(sampleRate);
        return reader.read(mix, own, frame, samples, sampleRate);
    }

    private void ask(int sampleRate) {
        if (rate != sampleRate) {
            rate = sampleRate;
        }
    }
}
