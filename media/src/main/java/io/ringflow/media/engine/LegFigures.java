package io.ringflow.media.engine;

import io.ringflow.media.MediaObserver;
import io.ringflow.media.MediaObserver.Discard;
import io.ringflow.media.MediaQuality;
import io.ringflow.media.MediaQuality.OneWay;
import io.ringflow.media.MediaStats;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Figures of one leg: plain fields that its loop counts in, and what of them was published last, for everybody else.
 * Publishing allocates nothing.
 */
final class LegFigures {
    private static final int COUNT = 20;
    private static final OneWay[] CAUSES = OneWay.values();

    private final Traffic traffic;
    private final MediaObserver observer;
    private final AtomicLongArray published = new AtomicLongArray(COUNT);

    private long received;
    private long bytesReceived;
    private long late;
    private long discarded;
    private long strangers;
    private long unknown;
    private long lostTold;
    private long unreachableTold;
    long sent;
    long bytesSent;
    /** Packets of another leg that never came, and are missing in what we sent. */
    long sentMissing;

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
        publish(new LegQuality());
    }

    void codec(String name) {
        codec = name;
    }

    void received(int bytes) {
        received++;
        bytesReceived += bytes;
        traffic.received++;
    }

    void discarded(Discard why) {
        if (why == Discard.LATE) {
            late++;
        } else {
            strangers += why == Discard.WRONG_SOURCE ? 1 : 0;
            unknown += why == Discard.UNKNOWN_PAYLOAD ? 1 : 0;
            discarded++;
        }
        traffic.discarded++;
        observer.discarded(why);
    }

    void rtcpPortTaken() {
        observer.rtcpPortTaken();
    }

    long received() {
        return received;
    }

    /** Packets refused for their source. */
    long strangers() {
        return strangers;
    }

    /** Packets refused for their payload type. */
    long unknown() {
        return unknown;
    }

    void publish(LegQuality quality) {
        publish(11, quality.listening);
        publish(12, quality.conversational);
        publish(13, quality.remote);
        publish(14, quality.missing());
        publish(15, quality.burstRatio());
        publish(16, quality.concealed);
        published.lazySet(17, quality.bufferMillis);
        published.lazySet(18, quality.bufferMostMillis);
        published.lazySet(19, quality.suspected().ordinal());
        publish();
    }

    private void publish(int place, double value) {
        published.lazySet(place, Double.doubleToRawLongBits(value));
    }

    private double value(int place) {
        return Double.longBitsToDouble(published.get(place));
    }

    private void publish() {
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
        publish(8, jitterMillis);
        publish(9, roundTripMillis);
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
                value(8),
                value(9),
                published.get(10),
                new MediaQuality(
                        value(11),
                        value(12),
                        value(13),
                        value(14),
                        value(15),
                        value(16),
                        (int) published.get(17),
                        (int) published.get(18),
                        CAUSES[(int) published.get(19)]));
    }
}
