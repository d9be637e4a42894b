package io.ringflow.media.engine;

import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Recorded;
import io.ringflow.media.Tick;
import io.ringflow.media.codec.Codec;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.graph.AudioSource;
import io.ringflow.media.play.ClipPlayer;
import io.ringflow.media.record.Tape;
import io.ringflow.media.rtp.ReceiveStream;
import io.ringflow.media.rtp.RemoteLatch;
import io.ringflow.media.rtp.SendStream;
import io.ringflow.media.sdp.MediaPlan;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop-side twin of a session: one socket pair, one timeline each way. Owned by its loop for life; other threads
 * queue commands to the loop, and may read {@link #stats}.
 */
public final class MediaLeg {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLeg.class);

    private final String id;
    private final MediaLoop loop;
    private final LegSurroundings around;
    private final PortPool.Lease sockets;
    private final LegFigures figures;
    private final LegQuality quality = new LegQuality();
    private final RemoteLatch latch;
    private final ReceiveStream in = new ReceiveStream();
    private final ClipPlayer player;
    private final KeyTap keys;
    private final Digits digits;
    private final OutboundDigits pressed;
    private final InboundMedia inbound;
    private final OutboundMedia outbound;
    private final Reports reports;
    private final String source;
    private final Phases.Place place = new Phases.Place();

    private final LegTapes tapes;
    private final LegSeat seat;

    private Optional<Codec> codec = Optional.empty();
    private boolean planned;
    private boolean seated;
    private boolean taped;
    private boolean begun;
    private int lastTick;
    private boolean closed;
    private boolean failed;

    private static final AtomicLongFieldUpdater<MediaLeg> ASKED =
            AtomicLongFieldUpdater.newUpdater(MediaLeg.class, "asked");

    private static final long TO_CLOSE = Long.MAX_VALUE;

    /** What other threads want though the loop's queue be full: playbacks up to this one stopped, or the end. */
    private volatile long asked;

    private long answered;

    public MediaLeg(String id, MediaLoop loop, PortPool.Lease sockets, LegSurroundings around) {
        this.id = id;
        this.loop = loop;
        this.around = around;
        this.sockets = sockets;
        this.figures = new LegFigures(loop.traffic(), around.observer());
        this.latch = new RemoteLatch(around.profile().symmetricRtp());
        this.player = new ClipPlayer(around.listener());
        this.pressed = new OutboundDigits(around.profile().dtmf(), around.listener());
        this.keys = new KeyTap(around.listener());
        this.digits = new Digits(around.profile().dtmf(), keys, around.observer(), pressed::sounds);
        SendStream out = SendStream.random(ThreadLocalRandom.current());
        this.inbound = new InboundMedia(
                sockets.rtp(), loop, around.config(), around.listener(), figures, latch, in, digits, quality);
        this.outbound =
                new OutboundMedia(sockets.rtp(), loop.slab(), latch, out, player, figures, loop.traffic(), pressed);
        this.tapes = new LegTapes(inbound, outbound);
        this.seat = new LegSeat(inbound, outbound, digits);
        String cname = "ringflow-" + id;
        this.reports = new Reports(sockets, loop.slab(), latch, out, in, figures, quality.metrics(), cname);
        this.source = Integer.toUnsignedString(out.ssrc()) + " cname:" + cname;
    }

    /** Our stream, as {@code a=ssrc} tells it (RFC 5576 §4.1). */
    String source() {
        return source;
    }

    Phases.Place place() {
        return place;
    }

    /** Moves into the loop. */
    public void open() {
        assert loop.inLoop();
        loop.add(this);
    }

    /**
     * Follows a negotiation.
     *
     * @param clip for the plan's codec and packet time, the clip that is playing; {@link EncodedClip#NONE} when nothing is
     * @param silence for the same
     */
    public void apply(MediaPlan plan, EncodedClip clip, EncodedClip silence) {
        assert loop.inLoop();
        if (closed) {
            return;
        }
        String variant = plan.codec().variant();
        boolean newCodec = codec.isEmpty() || !codec.get().variant().equals(variant);
        codec = Optional.of(plan.codec());
        planned = true;
        figures.codec(plan.codec().key());
        inbound.apply(plan, newCodec, loop.tick());
        outbound.apply(plan, silence, newCodec);
        reports.apply(plan);
        if (player.playing()) {
            player.recode(clip);
        }
    }

    /** Plays a clip encoded for the present codec and packet time; without a codec it waits for one. */
    public void play(long playback, EncodedClip clip, int passes) {
        assert loop.inLoop();
        player.start(playback, clip, passes);
        if (closed || playback <= asked) {
            player.stop();
        }
    }

    public void stop(long playback) {
        assert loop.inLoop();
        player.stop(playback);
    }

    /** Presses keys, already checked. */
    public void sendDigits(long sending, String keys, int durationMillis, int gapMillis) {
        assert loop.inLoop();
        pressed.send(sending, keys, durationMillis, gapMillis);
        if (closed) {
            pressed.abandon();
        }
    }

    public void digitBySignalling(char digit, int durationMillis) {
        assert loop.inLoop();
        if (!closed) {
            digits.onSignalling(digit, durationMillis, loop.tick());
        }
    }

    /** From now on this hears the far end; while nobody listens nothing is decoded. */
    public void listen(AudioSink sink) {
        assert loop.inLoop();
        inbound.listen(sink);
    }

    public void deafen(AudioSink sink) {
        assert loop.inLoop();
        inbound.deafen(sink);
    }

    /**
     * From now on a conference hears the far end, in place of the one before.
     *
     * @param pressed told of keys, before anybody else is
     */
    void seat(AudioSink conference, KeyListener pressed) {
        assert loop.inLoop();
        if (!closed) {
            seat.take(conference);
            keys.to(pressed);
            seated = true;
        }
    }

    /** The conference hears nothing more; nothing when another has taken its place. */
    public void unseat(AudioSink conference) {
        assert loop.inLoop();
        if (seat.leave(conference)) {
            keys.to(KeyListener.NONE);
            seated = false;
        }
    }

    MediaLoop loop() {
        return loop;
    }

    /** Its place in a conference. */
    LegSeat seat() {
        return seat;
    }

    /** A packet of another leg, to be sent at once. */
    void say(RelayLine over, RelayPacket packet) {
        assert loop.inLoop();
        if (!closed) {
            outbound.say(over, packet);
        }
    }

    /** From now on this hears what the far end is told. */
    public void overhear(AudioSink tap) {
        assert loop.inLoop();
        outbound.overhear(tap);
    }

    public void unhear(AudioSink tap) {
        assert loop.inLoop();
        outbound.unhear(tap);
    }

    /** From now on this speaks while no clip plays. */
    public void speak(AudioSource source) {
        assert loop.inLoop();
        outbound.speak(source);
    }

    /** Nothing more of this source; nothing when another has taken its place. */
    public void hush(AudioSource source) {
        assert loop.inLoop();
        outbound.hush(source);
    }

    /** Lays down on a tape what the far end says, and on its second track, if it has one, what it is told. */
    public void record(Tape tape) {
        assert loop.inLoop();
        if (closed) {
            tape.end(Recorded.End.SESSION_CLOSED);
            return;
        }
        tapes.add(tape);
        taped = true;
    }

    /**
     * Reads a little of each object that a tick needs: the memory of many legs comes at once, but that of one only piece
     * after piece (decision 0051).
     *
     * @return nothing of meaning
     */
    int prefetch() {
        return (int) answered + lastTick + inbound.prefetch() + outbound.prefetch() + reports.prefetch();
    }

    /** What {@link #prefetch} has found the way to. */
    int prefetchParts() {
        return inbound.prefetchParts() + outbound.prefetchParts();
    }

    /** One visit: everything that came, then everything that is due. */
    void tick(int tick) {
        assert loop.inLoop();
        if (asked > answered && answer()) {
            return;
        }
        int elapsed = begun ? tick - lastTick : 1;
        if (!begun) {
            begun = true;
            digits.begin(tick);
        }
        lastTick = tick;
        if (seated) {
            seat.turn();
        }
        try {
            inbound.drain(reports, tick, elapsed);
            if (reports.drain(tick)) {
                inbound.alive(tick);
            }
            if (planned) {
                inbound.play(elapsed);
                outbound.tick(elapsed);
                inbound.watch(tick);
                reports.tick(tick);
            }
            if (taped) {
                taped = tapes.turn(tick);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        if (tick % Tick.PER_SECOND == 0) {
            watchQuality();
            publish();
        }
    }

    /** Does what was asked for; true when the leg is closed. */
    private boolean answer() {
        answered = asked;
        if (answered == TO_CLOSE) {
            close();
            return true;
        }
        player.stop(answered);
        return false;
    }

    // A leg can only break itself, and says so once.
    private void fail(RuntimeException e) {
        if (!failed) {
            failed = true;
            LOG.error("media session {} failed in its tick", id, e);
        }
    }

    private void publish() {
        inbound.publish(reports.heard(), outbound.packetMillis());
        outbound.publish();
        figures.unreachable = unreachable();
        figures.publish(quality);
    }

    private void watchQuality() {
        if (quality.onSecond(figures, codec.isPresent() && inbound.receiving())) {
            around.observer().oneWayAudio(around.profile().trunk(), quality.suspected());
        }
    }

    /**
     * Stops a playback even when the loop's queue is full: at the next tick, or when it begins. On any thread.
     *
     * @param playback greater than those before; they have been replaced
     */
    public void askStop(long playback) {
        ASKED.accumulateAndGet(this, playback, Math::max);
    }

    /** Closes even when the loop's queue is full: at the next tick. On any thread. */
    public void askClose() {
        asked = TO_CLOSE;
    }

    /** Says goodbye, gives the port back and leaves the loop. */
    public void close() {
        assert loop.inLoop();
        if (closed) {
            return;
        }
        closed = true;
        player.stop();
        pressed.abandon();
        tapes.end();
        seat.rise();
        if (codec.isPresent()) {
            reports.goodbye(loop.tick());
        }
        publish();
        inbound.close();
        outbound.close();
        loop.remove(this);
        around.ports().release(sockets);
        around.observer().sessionClosed(around.profile().trunk(), figures.read());
        around.whenClosed().run();
    }

    private long unreachable() {
        return sockets.rtp().unreachable() + sockets.rtcp().unreachable();
    }

    /** At most a second old. On any thread. */
    public MediaStats stats() {
        return figures.read();
    }

    /** The pipeline, one node per line. */
    public String describe() {
        assert loop.inLoop();
        if (closed) {
            return "closed\n";
        }
        return "port " + sockets.rtp().localPort() + ", unreachable " + unreachable() + "\n" + inbound.describe()
                + "\ncodec " + codec.map(Codec::variant).orElse("none") + "\n" + outbound.describe() + "\n";
    }
}
