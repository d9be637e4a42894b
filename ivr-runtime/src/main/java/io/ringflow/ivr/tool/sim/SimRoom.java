package io.ringflow.ivr.tool.sim;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import io.ringflow.media.Recorded;
import io.ringflow.media.Recording;
import io.ringflow.media.RecordingPlan;
import io.ringflow.media.floor.Talker;
import io.ringflow.media.graph.AudioSink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A room without sound: what is played and recorded in it takes its time and stands in the story. Thread-safe. */
final class SimRoom implements Conference {

    private final SimTime time;
    private final Story story;
    private final ConferenceListener listener;
    private final Optional<SimFloor> floor;
    private final AtomicInteger members = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<SimRecording> recordings = new CopyOnWriteArrayList<>();

    SimRoom(SimTime time, Story story, ConferenceConfig config, ConferenceListener listener) {
        this.time = time;
        this.story = story;
        this.listener = listener;
        this.floor = config.floor().map(plan -> new SimFloor(time, story, listener, plan));
    }

    @Override
    public String id() {
        return "simulated";
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role) {
        return join(session, role, FloorRight.NO_KEYS);
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role, FloorRight right) {
        members.incrementAndGet();
        long id = ids.incrementAndGet();
        var talker = floor.map(there -> there.join(id, right));
        if (session instanceof SimSession simulated) {
            simulated.tap(key -> floor.ifPresent(there -> there.pressed(talker.orElseThrow(), right, key)));
        }
        return new SimMember(id, talker);
    }

    @Override
    public int members() {
        return members.get();
    }

    @Override
    public Playback play(Clip clip, int passes) {
        var playback = new SimPlayback(ids.incrementAndGet());
        story.plays(clip.name(), "to the conference");
        // What has no length must not stop time.
        long millis = Math.max(20L, (long) clip.durationMillis() * passes);
        if (passes > 0) time.after(Duration.ofMillis(millis), () -> playback.end(true));
        return playback;
    }

    @Override
    public void record(AudioSink sink, int sampleRate) {}

    @Override
    public void stopRecording(AudioSink sink) {}

    @Override
    public Recording record(RecordingPlan plan) {
        var recording = new SimRecording(plan, Duration.ofSeconds(1), time, story);
        recordings.add(recording);
        story.call("the conference is recorded");
        if (plan.limit().isPositive()) time.after(plan.limit(), () -> recording.end(Recorded.End.LIMIT));
        return recording;
    }

    @Override
    public void close() {
        recordings.forEach(recording -> recording.end(Recorded.End.SESSION_CLOSED));
    }

    private final class SimPlayback implements Playback {
        private final long id;
        private final AtomicBoolean over = new AtomicBoolean();

        SimPlayback(long id) {
            this.id = id;
        }

        @Override
        public long id() {
            return id;
        }

        void end(boolean completed) {
            if (over.compareAndSet(false, true)) listener.onEvent(new ConferenceEvent.PlaybackEnded(id, completed));
        }

        @Override
        public void close() {
            end(false);
        }
    }

    private final class SimMember implements Membership {
        private final long id;
        private final Optional<Talker<Long>> talker;
        private final AtomicBoolean left = new AtomicBoolean();

        SimMember(long id, Optional<Talker<Long>> talker) {
            this.id = id;
            this.talker = talker;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public void role(ConferenceRole role) {}

        @Override
        public void mute(boolean muted) {}

        @Override
        public void deafen(boolean deaf) {}

        @Override
        public void voiceVolume(double db) {}

        @Override
        public void hearingVolume(double db) {}

        @Override
        public void requestFloor() {
            floor.ifPresent(there -> there.request(talker.orElseThrow()));
        }

        @Override
        public void releaseFloor() {
            floor.ifPresent(there -> there.release(talker.orElseThrow()));
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
            if (!left.compareAndSet(false, true)) return;
            members.decrementAndGet();
            floor.ifPresent(there -> there.leave(talker.orElseThrow()));
        }
    }
}
