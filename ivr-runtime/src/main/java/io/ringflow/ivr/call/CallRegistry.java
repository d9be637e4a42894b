package io.ringflow.ivr.call;

import io.ringflow.sip.EndReason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The calls there are, from the invitation to the last message. Thread-safe. */
public final class CallRegistry {

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final Map<String, Call> lines = new ConcurrentHashMap<>();

    public Optional<Call> find(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    public Collection<Call> all() {
        return List.copyOf(calls.values());
    }

    public int size() {
        return calls.size();
    }

    /** Whether every call's thread waits in its inbox, with nothing in it to look at: only time can go on. */
    public boolean idle() {
        return calls.values().stream().allMatch(call -> call.inbox().parked());
    }

    /** The same, but for calls whose application has not answered yet: what goes on there is for others to know. */
    public boolean idleOrAsking() {
        return calls.values().stream()
                .allMatch(call -> call.asking() || call.inbox().parked());
    }

    /** Ends every call there is, all at once: none sees another one that it talks with leave, and goes on without it. */
    public void endAll(EndReason reason) {
        var ended = calls.values().stream().filter(call -> call.over(reason)).toList();
        ended.forEach(Call::goOn);
    }

    /** The open line of a nailed-up agent. */
    Optional<Call> line(String key) {
        return Optional.ofNullable(lines.get(key));
    }

    void openLine(String key, Call call) {
        lines.put(key, call);
    }

    void closeLine(String key, Call call) {
        lines.remove(key, call);
    }

    void add(Call call) {
        calls.put(call.id().text(), call);
    }

    void remove(Call call) {
        calls.remove(call.id().text());
    }
}
