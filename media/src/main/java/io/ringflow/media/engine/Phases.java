package io.ringflow.media.engine;

import io.ringflow.media.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The legs of one loop, spread over the phases of a tick. Coming and leaving cost the same among thousands. Owned by the loop. */
final class Phases {
    private static final int FIRST_CAPACITY = 8;

    /** Legs whose memory is asked for at once: what they need fits into the first-level cache. */
    private static final int TOGETHER = 16;

    private final @Nullable MediaLeg[][] phases = new MediaLeg[Tick.PHASES][FIRST_CAPACITY];
    private final int[] counts = new int[Tick.PHASES];

    private int size;

    /** Means nothing: without it the compiler would leave out the reading. */
    int prefetched;

    /** Where a leg is, so that it is found without a search; the leg keeps it. Owned by the loop. */
    static final class Place {
        private static final int NONE = -1;

        private int phase = NONE;
        private int index;
    }

    /** Puts a leg into the emptiest phase, where it stays. */
    int add(MediaLeg leg) {
        int emptiest = 0;
        for (int i = 1; i < Tick.PHASES; i++) {
            if (counts[i] < counts[emptiest]) {
                emptiest = i;
            }
        }
        int index = counts[emptiest]++;
        if (index == phases[emptiest].length) {
            phases[emptiest] = Arrays.copyOf(phases[emptiest], 2 * index);
        }
        put(leg, emptiest, index);
        size++;
        return emptiest;
    }

    private void put(MediaLeg leg, int phase, int index) {
        phases[phase][index] = leg;
        leg.place().phase = phase;
        leg.place().index = index;
    }

    /** Takes a leg out; the last one of its phase takes its place. */
    boolean remove(MediaLeg leg) {
        int phase = leg.place().phase;
        if (phase == Place.NONE) {
            return false;
        }
        int last = --counts[phase];
        put(phases[phase][last], phase, leg.place().index);
        phases[phase][last] = null;
        leg.place().phase = Place.NONE;
        size--;
        return true;
    }

    /** Gives every leg of a phase its tick, and returns how many there are. */
    int turn(int phase, int tick) {
        int count = counts[phase];
        // Backwards, because a leg may leave during its tick: whoever takes its place has had its own.
        for (int end = count; end > 0; end -= TOGETHER) {
            int begin = Math.max(0, end - TOGETHER);
            prefetch(phases[phase], begin, end);
            for (int i = end - 1; i >= begin; i--) {
                phases[phase][i].tick(tick);
            }
        }
        return count;
    }

    private void prefetch(MediaLeg[] legs, int begin, int end) {
        int sum = 0;
        for (int i = begin; i < end; i++) {
            sum += legs[i].prefetch();
        }
        for (int i = begin; i < end; i++) {
            sum += legs[i].prefetchParts();
        }
        prefetched = sum;
    }

    List<MediaLeg> all() {
        List<MediaLeg> all = new ArrayList<>();
        for (int i = 0; i < Tick.PHASES; i++) {
            all.addAll(Arrays.asList(phases[i]).subList(0, counts[i]));
        }
        return all;
    }

    int size() {
        return size;
    }
}
