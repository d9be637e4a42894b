package io.ringflow.media.engine;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import java.util.ArrayList;
import java.util.List;

/** All loops, and which of them a new leg should live on. Thread-safe. */
public final class LoopChooser implements AutoCloseable {
    /** Legs by which a loop may be ahead of the others before a leg that would like to be there goes elsewhere. */
    private static final int MOST_AHEAD = 400;

    private final List<MediaLoop> loops;

    private LoopChooser(List<MediaLoop> loops) {
        this.loops = loops;
    }

    public static LoopChooser start(MediaConfig config, TickClock clock, MediaObserver observer) {
        int count = config.loops() > 0 ? config.loops() : Runtime.getRuntime().availableProcessors();
        List<MediaLoop> loops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            loops.add(MediaLoop.start(i, clock, observer, config));
        }
        return new LoopChooser(List.copyOf(loops));
    }

    /** The least loaded loop, with a place reserved on it; {@link #giveUp} returns a place not taken. */
    public synchronized MediaLoop choose() {
        MediaLoop least = loops.getFirst();
        for (MediaLoop loop : loops) {
            if (loop.load() < least.load()) {
                least = loop;
            }
        }
        least.reserve();
        return least;
    }

    int count() {
        return loops.size();
    }

    /** The preferred loop unless it has far more to do than the least loaded one, with a place reserved. */
    public synchronized MediaLoop choose(MediaLoop preferred) {
        MediaLoop least = choose();
        if (preferred.load() - least.load() > MOST_AHEAD) {
            return least;
        }
        least.unreserve();
        preferred.reserve();
        return preferred;
    }

    public void giveUp(MediaLoop loop) {
        loop.unreserve();
    }

    public boolean idle() {
        return loops.stream().allMatch(MediaLoop::idle);
    }

    @Override
    public void close() {
        loops.forEach(MediaLoop::close);
    }
}
