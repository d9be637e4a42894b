package io.ringflow.ivr.recording.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a store does what it is asked, told in one log line when it ceases to and one when it does again, and when it is
 * asked next meanwhile. Owned by one thread; {@link #awaySince} is for any.
 */
final class StoreHealth {

    private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5));

    private final String store;
    private volatile @Nullable Instant awaySince;
    private int failures;
    private Instant nextTry = Instant.MIN;

    /** @param store as it stands in logs */
    StoreHealth(String store) {
        this.store = store;
    }

    /**
     * The wait before the next try of what failed so often.
     *
     * @param chance from 0 to 1: spreads it by a fifth either way
     */
    static Duration after(int failures, double chance) {
        var step = STEPS.get(Math.clamp(failures - 1L, 0, STEPS.size() - 1));
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + 0.4 * chance)));
    }

    boolean away() {
        return awaySince != null;
    }

    /** Since when nothing was done; null: it works. */
    @Nullable
    Instant awaySince() {
        return awaySince;
    }

    /** When it is asked again; of the past when it works. */
    Instant nextTry() {
        return nextTry;
    }

    void failed(String why, int waiting, Instant now, double chance) {
        failures++;
        nextTry = now.plus(after(failures, chance));
        if (away()) return;
        awaySince = now;
        LOG.warn(
                "recordings do not get into {}: {}; {} wait here, and are tried again until they do",
                store,
                why,
                waiting);
    }

    /** It has done something, though not what it ceased to do: that is tried again at once. */
    void reached() {
        nextTry = Instant.MIN;
    }

    void worked(Instant now) {
        var since = awaySince;
        failures = 0;
        nextTry = Instant.MIN;
        if (since == null) return;
        awaySince = null;
        LOG.info(
                "recordings get into {} again, after {} s",
                store,
                Duration.between(since, now).toSeconds());
    }
}
