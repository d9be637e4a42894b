package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import java.util.ArrayList;
import java.util.List;

/** All loops, and which of them a new leg should live on. Thread-safe. */
public final class LoopChooser implements AutoCloseable {
    /** By how much of its time a loop may be ahead before a leg that would like to be there goes elsewhere. */
    private static final double MOST_AHEAD = 0.2;

    private final List<MediaLoop> loops;
    /** Up to this share of its time a loop is filled before the next one is used. */
    private final double fill;

    private LoopChooser(List<MediaLoop> loops, double fill) {
        this.loops = loops;
        this.fill = fill;
    }

    public static LoopChooser start(MediaConfig config, TickClock clock, MediaObserver observer) {
        int count = config.loops() > 0 ? config.loops() : Runtime.getRuntime().availableProcessors();
        List<MediaLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(MediaLoop.start(i, clock, observer, config));
        }
        return new LoopChooser(List.copyOf(loops), config.loopFill() / 100.0);
    }

    /**
     * The first loop that has little to do, else the one with the least, with a place reserved on it; {@link #giveUp}
     * returns a place not taken.
     */
    public synchronized MediaLoop choose() {
        MediaLoop chosen = emptiest();
        chosen.load().reserve();
        return chosen;
    }

    private MediaLoop emptiest() {
        MediaLoop least = loops.getFirst();
        for (MediaLoop loop : loops) {
            if (weight(loop) < weight(least)) {
                least = loop;
            }
        }
        return least;
    }

    /** Equal for all that have little to do: a loop that sleeps costs nothing, one that turns wakes every millisecond. */
    private double weight(MediaLoop loop) {
        return Math.max(fill, loop.load().expected());
    }

    int count() {
        return loops.size();
    }

    /** The preferred loop unless it has far more to do than the least loaded one, with a place reserved. */
    public synchronized MediaLoop choose(MediaLoop preferred) {
        MediaLoop least = emptiest();
        MediaLoop chosen = weight(preferred) - weight(least) > MOST_AHEAD ? least : preferred;
        chosen.load().reserve();
        return chosen;
    }

    public void giveUp(MediaLoop loop) {
        loop.load().unreserve();
    }

    public boolean idle() {
        return loops.stream().allMatch(MediaLoop::idle);
    }

    @Override
    public void close() {
        loops.forEach(MediaLoop::close);
    }
}
