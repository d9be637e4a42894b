package io.ringflow.media.engine;

import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.Membership;
import io.ringflow.media.mix.MemberListener;
import io.ringflow.media.mix.MixerPort;
import io.ringflow.media.mix.Settings;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** One session's place in a conference. Thread-safe; the mixer tells it on the conference's loop. */
final class Seat implements Membership, MemberListener {
    private final long id;
    private final ConferenceRoom room;
    private final RtpMediaSession session;
    private final MixerPort port;
    private final AtomicBoolean left = new AtomicBoolean();

    Seat(long id, ConferenceRoom room, RtpMediaSession session, ConferenceRole role) {
        this.id = id;
        this.room = room;
        this.session = session;
        this.port = new MixerPort(role);
    }

    MixerPort port() {
        return port;
    }

    RtpMediaSession session() {
        return session;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public void role(ConferenceRole role) {
        set(settings -> settings.withRole(role));
    }

    @Override
    public void mute(boolean muted) {
        set(settings -> settings.withMuted(muted));
    }

    @Override
    public void deafen(boolean deaf) {
        set(settings -> settings.withDeaf(deaf));
    }

    @Override
    public void voiceVolume(double db) {
        double bounded = bounded(db);
        set(settings -> settings.withVoiceVolume(bounded));
    }

    @Override
    public void hearingVolume(double db) {
        double bounded = bounded(db);
        set(settings -> settings.withHearingVolume(bounded));
    }

    private static double bounded(double db) {
        if (db >= SILENT_DB && db <= LOUDEST_DB) {
            return db;
        }
        throw new IllegalArgumentException("volume: " + db + " dB");
    }

    private synchronized void set(UnaryOperator<Settings> change) {
        if (left.get() || room.closed()) {
            throw new MediaFailure(Kind.CLOSED, "member " + id + " has left conference " + room.id());
        }
        port.set(change.apply(port.settings()));
    }

    @Override
    public int level() {
        return port.level();
    }

    @Override
    public boolean talking() {
        return port.talking();
    }

    @Override
    public void close() {
        if (left.compareAndSet(false, true)) {
            port.leave();
            room.leave();
        }
    }

    @Override
    public void talking(boolean talks) {
        room.tell(talks ? new ConferenceEvent.TalkingStarted(id) : new ConferenceEvent.TalkingStopped(id));
    }

    /** It may have been the conference that ended. */
    @Override
    public void gone() {
        close();
        room.unseat(this);
        session.rise(port);
        room.tell(new ConferenceEvent.Left(id));
    }
}
