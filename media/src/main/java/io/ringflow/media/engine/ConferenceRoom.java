package io.ringflow.media.engine;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.media.mix.Mixer;
import io.ringflow.media.record.Recordings;
import io.ringflow.media.record.Tape;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conference on its home loop: the façade queues to that loop, where the mixer lives and is turned once per tick while
 * anybody is in. Thread-safe, but for what begins with an assertion.
 */
final class ConferenceRoom implements Conference {
    private static final Logger LOG = LoggerFactory.getLogger(ConferenceRoom.class);

    private static final int DEFAULT_RATE = 8_000;

    private final String id;
    private final MediaLoop home;
    private final ConferenceConfig config;
    private final ConferenceListener listener;
    private final MediaObserver observer;
    private final Consumer<ConferenceRoom> whenClosed;
    private final Recordings recordings;
    private final AtomicInteger seated = new AtomicInteger();
    private final AtomicLong joined = new AtomicLong();
    private final AtomicLong playbacks = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();

    // Owned by the home loop.
    private final Mixer mixer;
    private final RoomTapes tapes;
    private final RoomRelay relay;
    private final Optional<FloorControl> floor;
    private boolean turning;
    private boolean dismissed;
    private boolean failed;

    /** The highest rate that anybody hears, as it was of late. */
    private volatile int rate = DEFAULT_RATE;

    /** Something that is done with the floor, on the home loop. */
    @FunctionalInterface
    interface FloorStep {
        void take(FloorControl floor, int tick);
    }

    ConferenceRoom(
            String id,
            MediaLoop home,
            ConferenceConfig config,
            ConferenceListener listener,
            MediaObserver observer,
            Recordings recordings,
            Consumer<ConferenceRoom> whenClosed) {
        this.id = id;
        this.home = home;
        this.config = config;
        this.listener = listener;
        this.observer = observer;
        this.recordings = recordings;
        this.whenClosed = whenClosed;
        this.mixer = new Mixer(config.maxSpeakers(), this::played, home.slab().sum);
        this.tapes = new RoomTapes(mixer);
        this.relay = new RoomRelay(observer);
        this.floor = config.floor().map(FloorControl::new);
        observer.conferenceOpened();
    }

    @Override
    public String id() {
        return id;
    }

    MediaLoop home() {
        return home;
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role) {
        return join(session, role, FloorRight.NO_KEYS);
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role, FloorRight right) {
        if (!(session instanceof RtpMediaSession rtp)) {
            throw new IllegalArgumentException("a session of another engine: " + session.id());
        }
        takePlace();
        Seat seat = new Seat(joined.incrementAndGet(), this, rtp, role, right);
        try {
            queue(() -> seat(seat));
        } catch (MediaFailure full) {
            leave();
            throw full;
        }
        try {
            rtp.sit(seat);
        } catch (MediaFailure full) {
            seat.close();
            throw full;
        }
        return seat;
    }

    private void takePlace() {
        if (seated.incrementAndGet() > config.maxMembers()) {
            seated.decrementAndGet();
            observer.conferenceFull();
            throw new MediaFailure(
                    Kind.CONFERENCE_FULL, "conference " + id + " has " + config.maxMembers() + " members");
        }
        observer.memberJoined();
    }

    private void seat(Seat seat) {
        floor.ifPresent(control -> control.join(seat));
        mixer.add(seat.port(), seat);
        relay.add(seat);
        turn();
    }

    /** It is not heard any more. */
    void unseat(Seat seat) {
        assert home.inLoop();
        relay.remove(seat);
        if (floor.isPresent()) {
            floor.get().leave(seat, home.tick());
        }
    }

    /**
     * Does something with the floor: at once on the home loop, else within a millisecond. Nothing where there is no floor.
     * On any thread.
     *
     * @return false when the loop takes no more commands
     */
    boolean onFloor(FloorStep step) {
        if (floor.isEmpty()) {
            return true;
        }
        if (home.inLoop()) {
            step.take(floor.get(), home.tick());
            return true;
        }
        return home.submit(() -> step.take(floor.get(), home.tick()));
    }

    @Override
    public int members() {
        return seated.get();
    }

    @Override
    public Playback play(Clip clip, int passes) {
        if (passes != MediaSession.ENDLESS && passes < 1) {
            throw new IllegalArgumentException("passes: " + passes);
        }
        int at = rate;
        short[] pcm = clip.pcm(at);
        long playback = playbacks.incrementAndGet();
        queue(() -> {
            mixer.play(playback, pcm, at, passes);
            turn();
        });
        return new RoomPlayback(playback);
    }

    @Override
    public void record(AudioSink sink, int sampleRate) {
        queue(() -> mixer.record(sink, sampleRate));
    }

    @Override
    public void stopRecording(AudioSink sink) {
        queue(() -> mixer.stopRecording(sink));
    }

    @Override
    public Recording record(RecordingPlan plan) {
        if (plan.layout().tracks() != 1) {
            throw new IllegalArgumentException("a conference is one track, not " + plan.layout());
        }
        Tape tape = Recordings.tape(plan);
        queue(() -> record(tape, plan.sampleRate()));
        return recordings.write(plan, tape);
    }

    private void record(Tape tape, int sampleRate) {
        if (dismissed || ended.get()) {
            tape.end(Recorded.End.SESSION_CLOSED);
            return;
        }
        tapes.add(tape, sampleRate);
        turn();
    }

    private void queue(Runnable command) {
        if (closed.get()) {
            throw new MediaFailure(Kind.CLOSED, "conference " + id + " is closed");
        }
        if (!home.submit(command)) {
            throw new MediaFailure(Kind.OVERLOADED, "the media loop takes no more commands");
        }
    }

    private void turn() {
        assert home.inLoop();
        if (!turning) {
            turning = true;
            home.add(this);
        }
    }

    /** One tick, in the phase of this room. */
    void tick() {
        assert home.inLoop();
        if (closed.get() && !dismissed) {
            dismiss();
        }
        try {
            if (floor.isPresent()) {
                floor.get().turn(home.tick());
            }
            if (!config.relays() || relay.turn(mixer.onlyMembers())) {
                mix();
            }
        } catch (RuntimeException e) {
            fail(e);
        }
        tapes.turn(home.tick());
        if (mixer.idle() && tapes.none()) {
            turning = false;
            home.remove(this);
            if (dismissed) {
                end();
            }
        }
    }

    private void mix() {
        long begin = System.nanoTime();
        mixer.mix();
        rate = mixer.highestRate();
        observer.mixed(System.nanoTime() - begin, mixer.mixes(), mixer.encodings());
    }

    // A room can only break itself, and says so once.
    private void fail(RuntimeException e) {
        if (!failed) {
            failed = true;
            LOG.error("conference {} failed in its tick", id, e);
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        // A room that turns sees it by itself, full queue or not; one that does not has nobody to dismiss.
        boolean queued = home.submit(() -> {
            if (!turning) {
                end();
            }
        });
        if (!queued && seated.get() == 0) {
            tellClosed();
        }
    }

    private void dismiss() {
        dismissed = true;
        tapes.end();
        mixer.dismiss();
    }

    private void end() {
        assert home.inLoop();
        mixer.close();
        tellClosed();
    }

    /** Nothing more will be laid down: the loop has ended. On any thread. */
    void endTapes() {
        tapes.end();
    }

    /** The last event: also when the engine has ended. On any thread. */
    void tellClosed() {
        closed.set(true);
        if (ended.compareAndSet(false, true)) {
            whenClosed.accept(this);
            observer.conferenceClosed();
            listener.onEvent(new ConferenceEvent.Closed());
        }
    }

    private void played(long playback, boolean completed) {
        listener.onEvent(new ConferenceEvent.PlaybackEnded(playback, completed));
    }

    void tell(ConferenceEvent event) {
        listener.onEvent(event);
    }

    /** A place is free. On any thread. */
    void leave() {
        seated.decrementAndGet();
        observer.memberLeft();
    }

    boolean closed() {
        return closed.get();
    }

    private final class RoomPlayback implements Playback {
        private final long number;

        RoomPlayback(long number) {
            this.number = number;
        }

        @Override
        public long id() {
            return number;
        }

        @Override
        public void close() {
            home.submit(() -> mixer.stop(number));
        }
    }
}
