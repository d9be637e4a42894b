package io.ringflow.media.record;

import io.ringflow.media.Recorded.Gap;
import io.ringflow.media.Recorded.Gap.Cause;
import io.ringflow.media.Recorded.Gaps;
import io.ringflow.media.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where sound is missing on a tape, in ticks; the first {@value #MOST}, and how many more. Owned by the loop until the tape
 * has ended; nothing is allocated before that.
 */
final class GapLog {
    static final int MOST = 100;

    private final long[] begins = new long[MOST];
    private final long[] lengths = new long[MOST];
    private final Cause[] causes = new Cause[MOST];

    private int size;
    private int unlisted;
    private long lost;
    private Cause latest = Cause.LOOP;
    private long latestEnd = -1;

    /** So many ticks from there on are silence; nothing when there are none. What follows at once is one gap. */
    void add(long begin, long ticks, Cause cause) {
        if (ticks <= 0) {
            return;
        }
        lost += cause == Cause.NETWORK ? ticks : 0;
        boolean goesOn = latest == cause && latestEnd == begin;
        latest = cause;
        latestEnd = begin + ticks;
        if (!goesOn && size == MOST) {
            unlisted++;
        } else if (!goesOn) {
            begins[size] = begin;
            lengths[size] = ticks;
            causes[size++] = cause;
        } else if (unlisted == 0) {
            lengths[size - 1] += ticks;
        }
    }

    Gaps told() {
        List<Gap> listed = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            listed.add(new Gap(
                    Duration.ofMillis(begins[i] * Tick.MILLIS),
                    Duration.ofMillis(lengths[i] * Tick.MILLIS),
                    causes[i]));
        }
        // What the network lost is known when it is over.
        listed.sort(Comparator.comparing(Gap::at));
        return new Gaps(listed, unlisted, Duration.ofMillis(lost * Tick.MILLIS));
    }
}
