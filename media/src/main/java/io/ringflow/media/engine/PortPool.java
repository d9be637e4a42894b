package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.net.DeferredSocket;
import io.ringflow.media.net.PacketSocket;
import io.ringflow.media.net.SocketKind;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * RTP ports, even, each with its RTCP port above it (RFC 3550 §11). Thread-safe; giving back never waits.
 *
 * <p>A port given back rests, so that the packets of its last call do not reach the next one; when there is no other, the
 * one that has rested longest is taken early, but never within two seconds. With a first port of 0
 * the system chooses the ports.
 */
public final class PortPool {
    private static final int SYSTEM_TRIES = 100;

    /** What a port rests even when there is no other. */
    private static final Duration LEAST_REST = Duration.ofSeconds(2);

    private final MediaObserver observer;
    private final InstantSource clock;
    private final SocketKind kind;
    private final Duration quarantine;
    private final boolean systemChooses;
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private final Queue<Resting> resting = new ConcurrentLinkedQueue<>();

    private record Resting(int port, Instant until) {}

    /**
     * Both sockets of one leg.
     *
     * @param shared whether other legs have the same ports
     */
    public record Lease(PacketSocket rtp, PacketSocket rtcp, boolean shared) {

        void close() {
            rtp.close();
            rtcp.close();
        }
    }

    public PortPool(MediaConfig config, MediaObserver observer) {
        this(config, observer, InstantSource.system());
    }

    PortPool(MediaConfig config, MediaObserver observer, InstantSource clock) {
        this.observer = observer;
        this.clock = clock;
        this.kind = SocketKind.choose(config.sockets());
        this.quarantine = config.portQuarantine();
        this.systemChooses = config.firstPort() == 0;
        List<Integer> ports = new ArrayList<>();
        if (!systemChooses) {
            for (int port = config.firstPort() + (config.firstPort() & 1); port < config.lastPort(); port += 2) {
                ports.add(port);
            }
        }
        // A restarted server must not reuse at once the ports of the calls it lost.
        Collections.shuffle(ports);
        free.addAll(ports);
    }

    /** Whether ports of this pool can be shared. */
    boolean sharable() {
        return kind == SocketKind.NATIVE;
    }

    /**
     * A pair for one leg.
     *
     * @throws MediaFailure NO_PORTS
     */
    public Lease lease(InetAddress bind) {
        // Nobody else is expected to have the odd ports of our range, so RTCP's is bound when a call needs it.
        return systemChooses ? leaseAny(bind) : leaseNext(bind, this::pairLater);
    }

    /**
     * A pair for many legs, of which nobody else has either port.
     *
     * @throws MediaFailure NO_PORTS
     */
    Lease leaseBoth(InetAddress bind) {
        return systemChooses ? leaseAny(bind) : leaseNext(bind, this::pair);
    }

    /** How the port above RTP's comes to it. */
    private interface Pairing {
        Lease of(PacketSocket rtp) throws IOException;
    }

    private synchronized Lease leaseNext(InetAddress bind, Pairing pairing) {
        Instant now = clock.instant();
        for (Resting next = resting.peek(); next != null && !next.until.isAfter(now); next = resting.peek()) {
            resting.remove();
            free.addLast(next.port);
        }
        for (int tries = free.size(); tries > 0; tries--) {
            int port = free.removeFirst();
            try {
                return pairing.of(kind.bind(bind, port));
            } catch (IOException e) {
                // Another process has it: it may let go of it later.
                free.addLast(port);
            }
        }
        // Better the port that has rested longest than a caller turned away.
        Resting next = resting.peek();
        if (next != null && !next.until.minus(quarantine).plus(leastRest()).isAfter(now)) {
            resting.remove();
            try {
                return pairing.of(kind.bind(bind, next.port));
            } catch (IOException e) {
                free.addLast(next.port);
            }
        }
        throw exhausted("every RTP port is in use or resting");
    }

    private Duration leastRest() {
        return quarantine.compareTo(LEAST_REST) < 0 ? quarantine : LEAST_REST;
    }

    private Lease leaseAny(InetAddress bind) {
        for (int i = 0; i < SYSTEM_TRIES; i++) {
            try {
                PacketSocket rtp = kind.bind(bind, 0);
                if (rtp.localPort() % 2 == 0) {
                    return pair(rtp);
                }
                rtp.close();
            } catch (IOException e) {
                // The port above it is taken: another pair.
            }
        }
        throw exhausted("the system gives no pair of ports");
    }

    private Lease pairLater(PacketSocket rtp) {
        return new Lease(rtp, new DeferredSocket(kind, rtp.localAddress(), rtp.localPort() + 1), false);
    }

    private Lease pair(PacketSocket rtp) throws IOException {
        InetAddress bind = rtp.localAddress();
        try {
            return new Lease(rtp, kind.bind(bind, rtp.localPort() + 1), false);
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }

    private MediaFailure exhausted(String message) {
        observer.portsExhausted();
        return new MediaFailure(Kind.NO_PORTS, message);
    }

    /** Closes both sockets; the port rests, unless others have it. On any thread, also a loop. */
    public void release(Lease lease) {
        lease.close();
        if (!systemChooses && !lease.shared) {
            resting.add(new Resting(lease.rtp.localPort(), clock.instant().plus(quarantine)));
        }
    }
}
