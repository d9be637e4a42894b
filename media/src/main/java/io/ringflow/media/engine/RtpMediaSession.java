package io.ringflow.media.engine;

import io.ringflow.media.Clip;
import io.ringflow.media.EncodedClip;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.media.MediaSession;
import io.ringflow.media.MediaStats;
import io.ringflow.media.Playback;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.dtmf.DialString;
import io.ringflow.media.mix.MixerPort;
import io.ringflow.media.record.Recordings;
import io.ringflow.media.record.Tape;
import io.ringflow.media.sdp.LocalMedia;
import io.ringflow.media.sdp.MediaPlan;
import io.ringflow.media.sdp.Negotiation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The façade of a {@link MediaLeg}: negotiates and encodes on the caller's thread, and queues the result to the leg's
 * loop. Thread-safe; its monitor is never taken on a loop.
 */
final class RtpMediaSession implements MediaSession {
    private static final int PACKET_MILLIS = 20;
    private static final long DESCRIBE_SECONDS = 1;

    private final String id;
    private final MediaLoop loop;
    private final MediaLeg leg;
    private final Recordings recordings;
    private final Clip silence;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LocalMedia local;
    private Optional<MediaPlan> plan = Optional.empty();
    private Optional<Clip> clip = Optional.empty();
    private Optional<Seat> seat = Optional.empty();
    private long playbacks;
    private long sendings;

    RtpMediaSession(
            String id,
            MediaLoop loop,
            MediaLeg leg,
            Clip silence,
            OfferedCodecs codecs,
            DtmfPolicy dtmf,
            String advertised,
            PortPool.Lease sockets,
            Recordings recordings) {
        this.id = id;
        this.loop = loop;
        this.leg = leg;
        this.silence = silence;
        this.recordings = recordings;
        // RFC 8866 §5.2: numbers that fit 63 bits; small ones offend nobody.
        long sdpSession = ThreadLocalRandom.current().nextLong(1, 1L << 31);
        this.local = new LocalMedia(
                advertised,
                sockets.rtp().localPort(),
                sockets.rtcp().localPort(),
                sdpSession,
                0,
                codecs,
                PACKET_MILLIS,
                dtmf.negotiatesEvents(),
                sockets.shared() ? Optional.of(leg.source()) : Optional.empty());
    }

    @Override
    public String id() {
        return id;
    }

    MediaLoop loop() {
        return loop;
    }

    MediaLeg leg() {
        return leg;
    }

    @Override
    public synchronized String answer(String offer) {
        LocalMedia next = local.nextVersion();
        Negotiation.Answered answered = Negotiation.answer(offer, next);
        local = next;
        apply(answered.plan());
        return answered.sdp();
    }

    @Override
    public synchronized String offer() {
        local = local.nextVersion();
        return Negotiation.offer(local);
    }

    @Override
    public synchronized void accept(String answer) {
        apply(Negotiation.accept(answer, local));
    }

    // Encodes a clip the first time it meets a codec, which takes milliseconds: never on a loop.
    private EncodedClip encoded(Clip toPlay, MediaPlan by) {
        assert !loop.inLoop();
        return toPlay.encoded(by.codec(), by.packetMillis());
    }

    private void apply(MediaPlan agreed) {
        EncodedClip encoded = clip.map(playing -> encoded(playing, agreed)).orElse(EncodedClip.NONE);
        EncodedClip quiet = encoded(silence, agreed);
        queue(() -> leg.apply(agreed, encoded, quiet));
        plan = Optional.of(agreed);
    }

    @Override
    public synchronized Playback play(Clip toPlay, int passes) {
        if (passes != ENDLESS && passes < 1) {
            throw new IllegalArgumentException("passes: " + passes);
        }
        // Before the first negotiation there is no codec: the clip waits for it.
        EncodedClip encoded = plan.map(by -> encoded(toPlay, by)).orElse(EncodedClip.NONE);
        long number = playbacks + 1;
        queue(() -> leg.play(number, encoded, passes));
        playbacks = number;
        clip = Optional.of(toPlay);
        return new ClipPlayback(number);
    }

    private synchronized void stop(long number) {
        if (number == playbacks) {
            clip = Optional.empty();
        }
        // Closing always succeeds, so it can't depend on room in the queue.
        if (!closed.get() && !loop.submit(() -> leg.stop(number))) {
            leg.askStop(number);
        }
    }

    @Override
    public Recording record(RecordingPlan plan) {
        Tape tape = Recordings.tape(plan);
        queue(() -> leg.record(tape));
        return recordings.write(plan, tape);
    }

    @Override
    public synchronized long sendDigits(String keys, int durationMillis, int gapMillis) {
        DialString.checked(keys);
        long number = sendings + 1;
        queue(() -> leg.sendDigits(number, keys, durationMillis, gapMillis));
        sendings = number;
        return number;
    }

    @Override
    public void digitBySignalling(char digit, int durationMillis) {
        if (!closed.get()) {
            queue(() -> leg.digitBySignalling(digit, durationMillis));
        }
    }

    /** Is heard and hears in a conference, and no more in the one before. */
    synchronized void sit(Seat next) {
        queue(() -> {
            leg.seat(next.port(), next);
            leg.speak(next.port());
        });
        seat.ifPresent(Seat::close);
        seat = Optional.of(next);
    }

    /** The conference has let go of this port. On any loop. */
    void rise(MixerPort port) {
        // When it is refused the port stays, and gives and takes nothing.
        loop.submit(() -> {
            leg.unseat(port);
            leg.hush(port);
        });
    }

    private synchronized void leaveConference() {
        seat.ifPresent(Seat::close);
    }

    private void queue(Runnable command) {
        if (closed.get()) {
            throw new MediaFailure(Kind.OVERLOADED, "media session " + id + " is closed");
        }
        if (!loop.submit(command)) {
            throw new MediaFailure(Kind.OVERLOADED, "the media loop takes no more commands");
        }
    }

    @Override
    public MediaStats stats() {
        return leg.stats();
    }

    @Override
    public String describe() {
        if (loop.inLoop()) {
            return leg.describe();
        }
        CompletableFuture<String> text = new CompletableFuture<>();
        if (!loop.submit(() -> text.complete(leg.describe()))) {
            return "not available: the media loop takes no more commands\n";
        }
        try {
            return text.get(DESCRIBE_SECONDS, TimeUnit.SECONDS) + lastPrompt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not available: interrupted\n";
        } catch (ExecutionException | TimeoutException e) {
            return "not available: the media loop does not answer\n";
        }
    }

    private synchronized String lastPrompt() {
        return clip.map(last -> "last prompt " + last.name() + "\n").orElse("");
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            leaveConference();
            if (!loop.submit(leg::close)) {
                leg.askClose();
            }
        }
    }

    private final class ClipPlayback implements Playback {
        private final long number;

        ClipPlayback(long number) {
            this.number = number;
        }

        @Override
        public long id() {
            return number;
        }

        @Override
        public void close() {
            stop(number);
        }
    }
}
