package io.ringflow.ivr.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ringflow.ivr.call.Call;
import io.ringflow.ivr.call.CallObserver;
import io.ringflow.ivr.call.CallRegistry;
import io.ringflow.ivr.call.CallSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * How each call stands, and how the last ones ended, for whoever asks (D15). Thread-safe. Does not outlive the server:
 * {@code stopservice} does.
 */
public final class RecentCalls implements CallObserver {

    private static final int ENDED_KEPT = 20_000;

    private final CallRegistry registry;
    private final InstantSource clock;
    private final Map<String, Instant> answered = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private final Cache<String, Facts> ended =
            // On the thread that adds: a pool would be woken at the end of every call.
            Caffeine.newBuilder()
                    .maximumSize(ENDED_KEPT)
                    .executor(Runnable::run)
                    .build();

    /** @param registry of the calls that exist */
    public RecentCalls(CallRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** In the order of the protocol's numbers. */
    public enum State {
        IDLE,
        RINGING,
        TALKING,
        ENDED
    }

    /**
     * One call.
     *
     * @param trunk name of it, or "none"
     * @param duration of the conversation, when it is over
     * @param errorCode how it ended (D16), when it has
     */
    public record Facts(
            String callId,
            String applicationId,
            boolean outbound,
            String from,
            String to,
            String trunk,
            Instant arrivedAt,
            Optional<String> userData,
            State state,
            Optional<Instant> answeredAt,
            Duration duration,
            Optional<String> errorCode) {}

    /** The call of that id, if it is one of this application. */
    public Optional<Facts> find(String callId, String applicationId) {
        return find(callId).filter(call -> call.applicationId().equals(applicationId));
    }

    /** The calls that exist, of the applications that are wanted. */
    public List<Facts> running(Predicate<String> applicationIds) {
        return registry.all().stream()
                .filter(call -> applicationIds.test(call.application().id()))
                .map(this::running)
                .toList();
    }

    /** The call of that id, whosever it is. */
    public Optional<Facts> find(String callId) {
        // First those that are over: a call is told to have ended before it is forgotten.
        return Optional.ofNullable(ended.getIfPresent(callId))
                .or(() -> registry.find(callId).map(this::running));
    }

    private Facts running(Call call) {
        String id = call.id().text();
        var answeredAt = Optional.ofNullable(answered.get(id));
        State state = answeredAt.isPresent() ? State.TALKING : begun.contains(id) ? State.RINGING : State.IDLE;
        return new Facts(
                id,
                call.application().id(),
                call.outbound(),
                call.from(),
                call.to(),
                call.trunk(),
                call.arrivedAt(),
                call.userData(),
                state,
                answeredAt,
                Duration.ZERO,
                Optional.empty());
    }

    @Override
    public void started(Call call) {
        begun.add(call.id().text());
    }

    @Override
    public void answered(Call call, long nanos) {
        answered.put(call.id().text(), clock.instant());
    }

    @Override
    public void ended(CallSummary call) {
        String id = call.id().text();
        ended.put(
                id,
                new Facts(
                        id,
                        call.application().id(),
                        call.outbound(),
                        call.from(),
                        call.to(),
                        call.trunk(),
                        call.arrivedAt(),
                        // It may be long, and thousands are kept here; the call's record has it.
                        Optional.empty(),
                        State.ENDED,
                        call.answeredAt(),
                        call.duration(),
                        Optional.of(call.errorCode())));
        begun.remove(id);
        answered.remove(id);
    }
}
