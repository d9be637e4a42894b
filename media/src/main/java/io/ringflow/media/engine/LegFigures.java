package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.MediaStats;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Figures of one leg: plain fields that its loop counts in, and what of them was published last, for everybody else.
 * Publishing allocates nothing.
 */
final class LegFigures {
    private static final int COUNT = 11;

    private final Traffic traffic;
    private final MediaObserver observer;
    private final AtomicLongArray published = new AtomicLongArray(COUNT);

    private long received;
    private long bytesReceived;
    private long late;
    private long discarded;
    private long lostTold;
    private long unreachableTold;
    long sent;
    long bytesSent;
    long lost;
    long concealed;
    double jitterMillis;
    double roundTripMillis = -1;
    long remoteLost = -1;
    long unreachable;

    private volatile String codec = MediaStats.NONE.codec();

    LegFigures(Traffic traffic, MediaObserver observer) {
        this.traffic = traffic;
        this.observer = observer;
        publish();
    }

    void codec(String name) {
        codec = name;
    }

    void received(int bytes) {
        received++;
        bytesReceived += bytes;
        traffic.received++;
    }

    void sent() {
        traffic.sent++;
    }

    void discarded(Discard why) {
        if (why == Discard.LATE) {
            late++;
        } else {
            discarded++;
        }
        traffic.discarded++;
        observer.discarded(why);
    }

    void publish() {
        if (lost > lostTold) {
            traffic.lost += lost - lostTold;
            lostTold = lost;
        }
        if (unreachable > unreachableTold) {
            observer.portUnreachable(unreachable - unreachableTold);
            unreachableTold = unreachable;
        }
        published.lazySet(0, sent);
        published.lazySet(1, received);
        published.lazySet(2, bytesSent);
        published.lazySet(3, bytesReceived);
        published.lazySet(4, lost);
        published.lazySet(5, late);
        published.lazySet(6, discarded);
        published.lazySet(7, concealed);
        published.lazySet(8, Double.doubleToRawLongBits(jitterMillis));
        published.lazySet(9, Double.doubleToRawLongBits(roundTripMillis));
        published.lazySet(10, remoteLost);
    }

    /** On any thread. */
    MediaStats read() {
        return new MediaStats(
                codec,
                published.get(0),
                published.get(1),
                published.get(2),
                published.get(3),
                published.get(4),
                published.get(5),
                published.get(6),
                published.get(7),
                Double.longBitsToDouble(published.get(8)),
                Double.longBitsToDouble(published.get(9)),
                published.get(10));
    }
}
