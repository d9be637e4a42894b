package io.ringflow.media.engine;

import io.ringflow.media.ConferenceEvent;
import io.ringflow.media.ConferenceRole;
import io.ringflow.media.FloorRight;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.Membership;
import io.ringflow.media.floor.Talker;
import io.ringflow.media.mix.MemberListener;
import io.ringflow.media.mix.MixerPort;
import io.ringflow.media.mix.Settings;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** One session's place in a conference. Thread-safe; the mixer tells it on the conference's loop. */
final class Seat implements Membership, MemberListener, KeyListener {
    private final long id;
    private final ConferenceRoom room;
    private final RtpMediaSession session;
    private final MixerPort port;
    private final FloorRight right;
    private final Talker<Seat> talker;
    private final AtomicBoolean left = new AtomicBoolean();

    /** Owned by the room's loop. */
    private int askedTick = Integer.MIN_VALUE / 2;

    Seat(long id, ConferenceRoom room, RtpMediaSession session, ConferenceRole role, FloorRight right) {
        this.id = id;
        this.room = room;
        this.session = session;
        this.port = new MixerPort(role);
        this.right = right;
        this.talker = new Talker<>(this, right.priority());
    }

    MixerPort port() {
        return port;
    }

    RtpMediaSession session() {
        return session;
    }

    Talker<Seat> talker() {
        return talker;
    }

    /** Whether its last key that asked is long enough ago; then this one is the last. By the room's loop. */
    boolean mayAsk(int tick, int leastTicks) {
        if (tick - askedTick < leastTicks) {
            return false;
        }
        askedTick = tick;
        return true;
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
            throw hasLeft();
        }
        port.set(change.apply(port.settings()));
    }

    private MediaFailure hasLeft() {
        return new MediaFailure(Kind.CLOSED, "member " + id + " has left conference " + room.id());
    }

    /** On the leg's loop. A key that finds no room in the queue is lost, as one that the network loses. */
    @Override
    public void pressed(char key) {
        if (key == right.grabKey() && key == right.releaseKey()) {
            room.onFloor((floor, tick) -> floor.pressedToggle(this, tick));
        } else if (key == right.grabKey()) {
            room.onFloor((floor, tick) -> floor.pressedGrab(this, tick));
        } else if (key == right.releaseKey()) {
            room.onFloor((floor, tick) -> floor.release(this, tick));
        }
    }

    @Override
    public void requestFloor() {
        ask((floor, tick) -> floor.request(this, tick));
    }

    @Override
    public void releaseFloor() {
        ask((floor, tick) -> floor.release(this, tick));
    }

    private void ask(ConferenceRoom.FloorStep step) {
        if (left.get() || room.closed()) {
            throw hasLeft();
        }
        if (!room.onFloor(step)) {
            throw new MediaFailure(Kind.OVERLOADED, "the media loop takes no more commands");
        }
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

    void tell(ConferenceEvent event) {
        room.tell(event);
    }
}
