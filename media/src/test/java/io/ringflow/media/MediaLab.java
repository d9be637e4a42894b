package io.ringflow.media;

import io.ringflow.media.MediaConfig.Sockets;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.engine.ManualTicks;
import io.ringflow.media.engine.MediaEngine;
import io.ringflow.media.net.SocketKind;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine whose ticks a test turns, on loopback sockets with ports of the system's choice. */
public final class MediaLab implements AutoCloseable {
    public final ManualTicks ticks = new ManualTicks();
    public final MediaEngine engine;

    /** The kinds of sockets that there are here. */
    public static List<Sockets> sockets() {
        return SocketKind.obstacle().isEmpty() ? List.of(Sockets.NATIVE, Sockets.CHANNEL) : List.of(Sockets.CHANNEL);
    }

    /** What ports can be. */
    public enum Ports {
        NATIVE,
        CHANNEL,
        /** Native, and one for all legs of a loop. */
        SHARED;

        public MediaConfig of(MediaConfig config) {
            return config.with(this == CHANNEL ? Sockets.CHANNEL : Sockets.NATIVE)
                    .withSharedPorts(this == SHARED);
        }
    }

    /** What ports can be here. */
    public static List<Ports> ports() {
        return SocketKind.obstacle().isEmpty() ? List.of(Ports.values()) : List.of(Ports.CHANNEL);
    }

    /** A session and what it has told. */
    public record Party(MediaSession session, List<MediaEvent> events) {

        public <T extends MediaEvent> List<T> events(Class<T> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        public String digits() {
            StringBuilder digits = new StringBuilder();
            events(MediaEvent.Digit.class).forEach(digit -> digits.append(digit.digit()));
            return digits.toString();
        }
    }

    public MediaLab() {
        this(config());
    }

    public MediaLab(MediaConfig config) {
        this(config, MediaObserver.NONE);
    }

    public MediaLab(MediaConfig config, MediaObserver observer) {
        engine = MediaEngine.start(config, ticks, observer);
    }

    public static MediaConfig config() {
        return config(SymmetricRtp.AUTO, Duration.ofSeconds(60));
    }

    public static MediaConfig config(SymmetricRtp symmetric, Duration timeout) {
        return new MediaConfig(
                2,
                0,
                0,
                Duration.ZERO,
                List.of("PCMA", "PCMU"),
                symmetric,
                timeout,
                Duration.ofMillis(40),
                Duration.ofMillis(200),
                500);
    }

    /** One loop, and these codecs. */
    public static MediaConfig offering(List<String> codecs) {
        MediaConfig usual = config();
        return new MediaConfig(
                1,
                usual.firstPort(),
                usual.lastPort(),
                usual.portQuarantine(),
                codecs,
                usual.symmetricRtp(),
                usual.mediaTimeout(),
                usual.jitterMinimum(),
                usual.jitterMaximum(),
                usual.packetsPerSecond());
    }

    public Party open() {
        List<MediaEvent> events = new CopyOnWriteArrayList<>();
        return new Party(
                engine.open(new MediaAddress(InetAddress.getLoopbackAddress(), "127.0.0.1"), events::add), events);
    }

    /** Two sessions that have negotiated with each other. */
    public List<Party> pair() {
        Party caller = open();
        Party callee = open();
        caller.session().accept(callee.session().answer(caller.session().offer()));
        return List.of(caller, callee);
    }

    public void turn(int times) {
        for (int i = 0; i < times; i++) {
            ticks.turn();
        }
    }

    public static List<Integer> passes(Party party) {
        List<Integer> passes = new ArrayList<>();
        party.events(MediaEvent.PassFinished.class).forEach(event -> passes.add(event.pass()));
        return passes;
    }

    @Override
    public void close() {
        engine.close();
    }
}
