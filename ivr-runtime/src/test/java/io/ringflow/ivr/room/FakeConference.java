package io.ringflow.ivr.room;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorChange;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.graph.AudioSink;
import io.ringflow.testkit.time.FakeTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A conference without sound: writes down what is done to it; what it plays lasts as long as the test's time says. */
final class FakeConference implements Conference {

    final List<String> did = new CopyOnWriteArrayList<>();
    volatile boolean closed;
    volatile boolean full;

    private final ConferenceConfig config;
    private final ConferenceListener listener;
    private final FakeTime time;
    private final AtomicInteger members = new AtomicInteger();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong playbacks = new AtomicLong();
    private final List<Future<?>> ends = new CopyOnWriteArrayList<>();
    final List<FakeRecording> recordings = new CopyOnWriteArrayList<>();

    FakeConference(ConferenceConfig config, ConferenceListener listener, FakeTime time) {
        this.config = config;
        this.listener = listener;
        this.time = time;
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role) {
        if (members.incrementAndGet() > config.maxMembers()) {
            members.decrementAndGet();
            throw new MediaFailure(Kind.CONFERENCE_FULL, "full");
        }
        long id = ids.incrementAndGet();
        did.add("in " + id + " " + word(role));
        return new FakeMembership(id);
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role, FloorRight right) {
        var membership = join(session, role);
        did.add(membership.id() + " asks by " + right.grabKey() + right.releaseKey() + " at " + right.priority());
        return membership;
    }

    /** What media decided. */
    void floor(long member, FloorChange change) {
        listener.onEvent(new ConferenceEvent.FloorChanged(member, change));
    }

    ConferenceConfig config() {
        return config;
    }

    @Override
    public int members() {
        return members.get();
    }

    @Override
    public Playback play(Clip clip, int passes) {
        long id = playbacks.incrementAndGet();
        did.add("play " + clip.name() + " x" + passes);
        var end = passes < 0
                ? null
                : time.schedule(
                        () -> listener.onEvent(new ConferenceEvent.PlaybackEnded(id, true)),
                        (long) clip.durationMillis() * passes,
                        TimeUnit.MILLISECONDS);
        if (end != null) ends.add(end);
        return new Playback() {
            @Override
            public long id() {
                return id;
            }

            @Override
            public void close() {
                did.add("stop " + clip.name());
                if (end != null) end.cancel(false);
                listener.onEvent(new ConferenceEvent.PlaybackEnded(id, false));
            }
        };
    }

    @Override
    public void record(AudioSink sink, int sampleRate) {
        throw new MediaFailure(Kind.OVERLOADED, "nothing is recorded here");
    }

    @Override
    public Recording record(RecordingPlan plan) {
        if (full) throw new MediaFailure(Kind.OVERLOADED, "too much is recorded");
        did.add("record " + plan.limit().toSeconds() + " s");
        var recording = new FakeRecording(plan, time);
        recordings.add(recording);
        return recording;
    }

    @Override
    public void stopRecording(AudioSink sink) {}

    @Override
    public void close() {
        closed = true;
        ends.forEach(end -> end.cancel(false));
        recordings.forEach(FakeRecording::close);
    }

    private static String word(ConferenceRole role) {
        return role.equals(ConferenceRole.SPEAKER) ? "speaks" : "listens";
    }

    private final class FakeMembership implements Membership {
        private final long id;
        private boolean left;

        FakeMembership(long id) {
            this.id = id;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public void role(ConferenceRole role) {
            did.add(id + " " + word(role));
        }

        @Override
        public void mute(boolean muted) {
            did.add(id + (muted ? " muted" : " unmuted"));
        }

        @Override
        public void deafen(boolean deaf) {
            did.add(id + (deaf ? " deaf" : " hears"));
        }

        @Override
        public void voiceVolume(double db) {
            did.add(id + " speaks at " + db);
        }

        @Override
        public void hearingVolume(double db) {
            did.add(id + " hears at " + db);
        }

        @Override
        public void requestFloor() {
            did.add(id + " asks");
        }

        @Override
        public void releaseFloor() {
            did.add(id + " gives back");
        }

        @Override
        public int level() {
            return -127;
        }

        @Override
        public boolean talking() {
            return false;
        }

        @Override
        public void close() {
            if (left) return;
            left = true;
            members.decrementAndGet();
            did.add("out " + id);
        }
    }
}
