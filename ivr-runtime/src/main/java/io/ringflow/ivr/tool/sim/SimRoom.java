package io.ringflow.ivr.tool.sim;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaSession;
import io.ringflow.media.Membership;
import io.ringflow.media.Playback;
import io.ringflow.media.graph.AudioSink;
import java.util.concurrent.atomic.AtomicInteger;

/** A room without sound, for the caller and a party. Thread-safe. */
final class SimRoom implements Conference {

    private final AtomicInteger members = new AtomicInteger();

    @Override
    public String id() {
        return "simulated";
    }

    @Override
    public Membership join(MediaSession session, ConferenceRole role) {
        return new SimMember(members.incrementAndGet());
    }

    @Override
    public int members() {
        return members.get();
    }

    @Override
    public Playback play(Clip clip, int passes) {
        throw new MediaFailure(MediaFailure.Kind.CLOSED, "a room can't be simulated");
    }

    @Override
    public void record(AudioSink sink, int sampleRate) {}

    @Override
    public void stopRecording(AudioSink sink) {}

    @Override
    public void close() {}

    private record SimMember(long id) implements Membership {
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
        public int level() {
            return -127;
        }

        @Override
        public boolean talking() {
            return false;
        }

        @Override
        public void close() {}
    }
}
