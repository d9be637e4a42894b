package io.ringflow.media.engine;

import io.ringflow.media.MediaFailure;
import io.ringflow.media.MediaFailure.Kind;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.net.PacketSlab;
import io.ringflow.media.net.SharedPort;
import io.ringflow.media.net.SharedSocket;
import java.net.InetAddress;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports that legs of one loop share: a pair per local address, opened when first needed and kept as long as the
 * loop. Opening is thread-safe; everything else happens on the loop.
 */
final class SharedPorts {
    private static final Logger LOG = LoggerFactory.getLogger(SharedPorts.class);

    // Reports come every few seconds and tell when they arrived.
    private static final int PHASES_PER_REPORTS = 10;

    private final int loop;
    private final MediaObserver observer;

    private volatile Pair[] pairs = {};
    private int phase;
    private boolean closed;

    private record Pair(InetAddress bind, SharedPort rtp, SharedPort rtcp) {

        PortPool.Lease lease() {
            SharedSocket voice = rtp.open();
            return new PortPool.Lease(voice, rtcp.openBeside(voice), true);
        }
    }

    SharedPorts(int loop, MediaObserver observer) {
        this.loop = loop;
        this.observer = observer;
    }

    /**
     * A new leg's part of the ports. On any thread.
     *
     * @throws MediaFailure NO_PORTS, or OVERLOADED when the loop is closed
     */
    synchronized PortPool.Lease lease(InetAddress bind, PortPool pool) {
        if (closed) {
            throw new MediaFailure(Kind.OVERLOADED, "the media loop is closed");
        }
        for (Pair pair : pairs) {
            if (pair.bind.equals(bind)) {
                return pair.lease();
            }
        }
        Pair pair = opened(bind, pool);
        LOG.info(
                "media loop {}: port {} is shared, {} KiB of room in the kernel",
                loop,
                pair.rtp.number(),
                pair.rtp.kernelBytes() / 1024);
        observer.portShared(loop, pair.rtp.number());
        Pair[] more = Arrays.copyOf(pairs, pairs.length + 1);
        more[pairs.length] = pair;
        pairs = more;
        return pair.lease();
    }

    private Pair opened(InetAddress bind, PortPool pool) {
        PortPool.Lease ports = pool.leaseBoth(bind);
        return new Pair(bind, SharedPort.over(ports.rtp(), observer), SharedPort.over(ports.rtcp(), observer));
    }

    /** A phase begins. */
    void receive(PacketSlab slab) {
        boolean reports = phase++ % PHASES_PER_REPORTS == 0;
        for (Pair pair : pairs) {
            pair.rtp.receive(slab);
            if (reports) {
                pair.rtcp.receive(slab);
            }
        }
    }

    /** A phase ends. */
    void flush() {
        for (Pair pair : pairs) {
            pair.rtp.flush();
            pair.rtcp.flush();
        }
    }

    /** No leg is left. */
    synchronized void close() {
        closed = true;
        for (Pair pair : pairs) {
            pair.rtp.close();
            pair.rtcp.close();
        }
        pairs = new Pair[0];
    }
}
