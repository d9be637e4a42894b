package io.ringflow.ivr.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps keys in memory, so many for each account: a flood of one pushes out its own only. Thread-safe. */
final class RecentKeys implements KeyMemory {

    static final Duration KEPT = Duration.ofHours(24);
    static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Cache<String, Entry>> accounts = new ConcurrentHashMap<>();

    private record Entry(String request, Instant until, Optional<KeptAnswer> answer) {
        Verdict verdict(String asked) {
            if (!request.equals(asked)) return new Verdict.OtherRequest();
            return answer.<Verdict>map(Verdict.Done::new).orElse(new Verdict.InProgress());
        }
    }

    RecentKeys(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Verdict take(String account, String key, String request) {
        var now = clock.instant();
        var verdict = new AtomicReference<Verdict>(new Verdict.Fresh());
        of(account).asMap().compute(key, (_, old) -> {
            if (old == null || !now.isBefore(old.until())) return new Entry(request, now.plus(KEPT), Optional.empty());
            verdict.set(old.verdict(request));
            return old;
        });
        return verdict.get();
    }

    @Override
    public void keep(String account, String key, KeptAnswer answer) {
        of(account)
                .asMap()
                .computeIfPresent(key, (_, entry) -> new Entry(entry.request(), entry.until(), Optional.of(answer)));
    }

    @Override
    public void giveBack(String account, String key) {
        of(account).invalidate(key);
    }

    private Cache<String, Entry> of(String account) {
        return accounts.computeIfAbsent(
                account, _ -> Caffeine.newBuilder().maximumSize(MOST).build());
    }
}
