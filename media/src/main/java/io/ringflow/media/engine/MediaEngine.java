package io.ringflow.media.engine;

import io.ringflow.media.Clip;
import io.ringflow.media.Conference;
import io.ringflow.media.ConferenceConfig;
import io.ringflow.media.ConferenceListener;
import io.ringflow.media.MediaAddress;
import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaListener;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaSession;
import io.ringflow.media.codec.CodecCatalog;
import io.ringflow.media.codec.OfferedCodecs;
import io.ringflow.media.net.SocketKind;
import io.ringflow.media.play.PcmClip;
import io.ringflow.media.record.Recordings;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens media sessions and owns the loops they live on. Thread-safe. */
public final class MediaEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
    private static final int LONGEST_PACKET_MILLIS = 60;

    private final MediaConfig config;
    private final MediaObserver observer;
    private final MediaProfile standard;
    private final Map<List<String>, OfferedCodecs> codecs = new ConcurrentHashMap<>();
    /** As long as the longest packet; encoded once per codec for all calls. */
    private final Clip silence = new PcmClip("silence", new short[LONGEST_PACKET_MILLIS * 8], 8_000);

    private final PortPool ports;
    private final LoopChooser loops;
    private final Recordings recordings;
    private final Set<ConferenceRoom> rooms = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong opened = new AtomicLong();
    private final AtomicBoolean toldUnshared = new AtomicBoolean();

    private volatile boolean closed;

    private MediaEngine(MediaConfig config, MediaObserver observer, LoopChooser loops) {
        this.config = config;
        this.observer = observer;
        this.standard = MediaProfile.of(config);
        codecs(standard);
        this.ports = new PortPool(config, observer);
        this.loops = loops;
        this.recordings = new Recordings(InstantSource.system(), observer);
    }

    /**
     * Starts the loops; they sleep until there is a session.
     *
     * @throws IllegalArgumentException when a configured codec is not known
     */
    public static MediaEngine start(MediaConfig config, TickClock clock, MediaObserver observer) {
        LoopChooser loops = LoopChooser.start(config, clock, observer);
        try {
            MediaEngine engine = new MediaEngine(config, observer, loops);
            engine.tellSockets();
            return engine;
        } catch (RuntimeException e) {
            loops.close();
            throw e;
        }
    }

    private void tellSockets() {
        SocketKind kind = SocketKind.choose(config.sockets());
        boolean isNative = kind == SocketKind.NATIVE;
        String why = isNative || config.sockets() == Sockets.CHANNEL ? "" : " (" + SocketKind.obstacle() + ")";
        LOG.info("media: {} loops, {} sockets{}", loops.count(), kind.name().toLowerCase(Locale.ROOT), why);
        observer.started(loops.count(), isNative ? Sockets.NATIVE : Sockets.CHANNEL);
    }

    /**
     * Opens a session of no known trunk.
     *
     * @param listener told on the media loop; must only post on
     * @throws MediaFailure NO_PORTS or OVERLOADED
     */
    public MediaSession open(MediaAddress address, MediaListener listener) {
        return open(address, standard, listener);
    }

    /**
     * Opens a session: a port is bound, a loop chosen.
     *
     * @param profile of the trunk the call came over
     * @param listener told on the media loop; must only post on
     * @throws MediaFailure NO_PORTS or OVERLOADED
     * @throws IllegalArgumentException when a codec of the profile is not known
     */
    public MediaSession open(MediaAddress address, MediaProfile profile, MediaListener listener) {
        return open(address, profile, listener, loops::choose);
    }

    /**
     * Opens a session that will join a conference: on the conference's loop, if that is not much more loaded than the
     * others, so that nothing it says or hears waits for another loop.
     *
     * @throws MediaFailure NO_PORTS or OVERLOADED
     */
    public MediaSession open(MediaAddress address, MediaProfile profile, MediaListener listener, Conference toJoin) {
        if (!(toJoin instanceof ConferenceRoom room)) {
            throw new IllegalArgumentException("a conference of another engine: " + toJoin.id());
        }
        return open(address, profile, listener, () -> loops.choose(room.home()));
    }

    /**
     * Opens a session that will talk with another: on its loop, if that is not much more loaded than the others.
     *
     * @throws MediaFailure NO_PORTS or OVERLOADED
     */
    public MediaSession open(
            MediaAddress address, MediaProfile profile, MediaListener listener, MediaSession toTalkWith) {
        MediaLoop near = loopOf(toTalkWith);
        return open(address, profile, listener, () -> loops.choose(near));
    }

    private static MediaLoop loopOf(MediaSession session) {
        if (session instanceof RtpMediaSession ours) {
            return ours.loop();
        }
        throw new IllegalArgumentException("a session of another engine: " + session.id());
    }

    /**
     * Opens a conference; it costs nothing until somebody joins.
     *
     * @param listener told on the conference's media loop; must only post on
     * @throws MediaFailure OVERLOADED when the engine is closed
     */
    public Conference conference(ConferenceConfig conference, ConferenceListener listener) {
        return conference(conference, listener, loops::choose);
    }

    /** The same for a conversation of this session: on its loop, if that is not much more loaded than the others. */
    public Conference conference(ConferenceConfig conference, ConferenceListener listener, MediaSession first) {
        MediaLoop near = loopOf(first);
        return conference(conference, listener, () -> loops.choose(near));
    }

    private Conference conference(
            ConferenceConfig conference, ConferenceListener listener, Supplier<MediaLoop> choice) {
        refuseWhenClosed();
        MediaLoop home = choice.get();
        loops.giveUp(home);
        String id = "c" + Long.toHexString(opened.incrementAndGet());
        ConferenceRoom room = new ConferenceRoom(id, home, conference, listener, observer, recordings, rooms::remove);
        rooms.add(room);
        return room;
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw new MediaFailure(Kind.OVERLOADED, "the media engine is closed");
        }
    }

    private MediaSession open(
            MediaAddress address, MediaProfile profile, MediaListener listener, Supplier<MediaLoop> choice) {
        refuseWhenClosed();
        OfferedCodecs spoken = codecs(profile);
        MediaLoop loop = choice.get();
        PortPool.Lease sockets = lease(address, profile, loop);
        String id = "m" + Long.toHexString(opened.incrementAndGet());
        var around = new LegSurroundings(config, profile, listener, observer, ports, open::decrementAndGet);
        MediaLeg leg = new MediaLeg(id, loop, sockets, around);
        open.incrementAndGet();
        if (!loop.submit(leg::open)) {
            open.decrementAndGet();
            loops.giveUp(loop);
            ports.release(sockets);
            throw new MediaFailure(Kind.OVERLOADED, "the media loop takes no more commands");
        }
        observer.sessionOpened();
        return new RtpMediaSession(
                id, loop, leg, silence, spoken, profile.dtmf(), address.advertised(), sockets, recordings);
    }

    private PortPool.Lease lease(MediaAddress address, MediaProfile profile, MediaLoop loop) {
        try {
            if (!profile.sharesPorts()) {
                return ports.lease(address.bind());
            }
            if (ports.sharable()) {
                return loop.sharedPorts().lease(address.bind(), ports);
            }
            if (!toldUnshared.getAndSet(true)) {
                LOG.warn("media: shared ports need native sockets: every call has a port of its own");
            }
            return ports.lease(address.bind());
        } catch (RuntimeException e) {
            loops.giveUp(loop);
            throw e;
        }
    }

    private OfferedCodecs codecs(MediaProfile profile) {
        return codecs.computeIfAbsent(
                profile.codecs(), names -> CodecCatalog.standard().offered(names));
    }

    /** Sessions opened and not yet closed on their loop. */
    public int openSessions() {
        return open.get();
    }

    /** Conferences opened and not yet closed on their loop. */
    public int openConferences() {
        return rooms.size();
    }

    /** True when no command is waiting on any loop, and no recording to be written. */
    public boolean idle() {
        return loops.idle() && recordings.idle();
    }

    /** Closes every session and ends the loops' threads. */
    @Override
    public void close() {
        closed = true;
        loops.close();
        rooms.forEach(ConferenceRoom::endTapes);
        recordings.close();
        rooms.forEach(ConferenceRoom::tellClosed);
    }
}
