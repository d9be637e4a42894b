package io.ringflow.sip.leg;

import io.ringflow.sip.stack.DialogId;
import io.ringflow.sip.stack.InboundRequest;
import io.ringflow.sip.trace.LegTrace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Finds the leg a request belongs to, and remembers for a while those that are gone. Thread-safe. */
public final class LegRegistry {
    /** As long as a transaction lives after its final response (RFC 3261 timers H and J). */
    static final Duration REMEMBERED = Duration.ofSeconds(32);

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_TRACES = 200;

    private final InstantSource clock;
    private final ConcurrentMap<DialogId, Leg> dialogs = new ConcurrentHashMap<>();
    private final ConcurrentMap<InviteKey, InboundLeg> invites = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Leg> ids = new ConcurrentHashMap<>();
    private final Map<InviteKey, Instant> gone = new LinkedHashMap<>();
    private final Map<String, LegTrace> traces = bounded(MOST_TRACES);
    private volatile CompletableFuture<Void> empty = new CompletableFuture<>();

    /** What is equal in an INVITE, its CANCEL, and copies of it that came by another way (RFC 3261 §8.2.2.2, §9.2). */
    record InviteKey(String callId, String fromTag, long cseq) {
        static InviteKey of(InboundRequest request) {
            return new InviteKey(request.callId(), request.fromTag(), request.cseq());
        }
    }

    public LegRegistry(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a new leg in; false if its id is in use or its INVITE has a leg already. */
    public boolean add(InboundLeg leg) {
        if (ids.putIfAbsent(leg.id(), leg) != null) {
            return false;
        }
        if (invites.putIfAbsent(InviteKey.of(leg.invite()), leg) != null) {
            ids.remove(leg.id());
            return false;
        }
        know(leg.dialog(), leg);
        return true;
    }

    /** Takes a leg in that calls; false if its id is in use. */
    boolean add(OutboundLeg leg) {
        return ids.putIfAbsent(leg.id(), leg) == null;
    }

    /** Requests inside this dialog are the leg's from now on. */
    void know(Dialog dialog, Leg leg) {
        dialogs.put(dialog.id(), leg);
    }

    /** Requests inside this dialog are nobody's any more. */
    void forget(Dialog dialog) {
        dialogs.remove(dialog.id());
    }

    /** Lets a leg go that owes nothing any more. */
    void remove(Leg leg) {
        if (!ids.remove(leg.id(), leg)) {
            return;
        }
        leg.dialogs().forEach(dialog -> dialogs.remove(dialog.id(), leg));
        leg.invitedBy().ifPresent(this::gone);
        synchronized (traces) {
            traces.put(leg.id(), leg.trace());
        }
        if (ids.isEmpty()) {
            empty.complete(null);
        }
    }

    private void gone(InviteKey key) {
        synchronized (gone) {
            forgetOld();
            gone.put(key, clock.instant());
        }
        invites.remove(key);
    }

    /** The leg of a request inside a dialog. */
    public Optional<Leg> inDialog(InboundRequest request) {
        return request.toTag()
                .map(tag -> new DialogId(request.callId(), tag, request.fromTag()))
                .map(dialogs::get);
    }

    /** The leg whose INVITE this is, or whose INVITE a CANCEL means. */
    public Optional<InboundLeg> byInvite(InboundRequest request) {
        return Optional.ofNullable(invites.get(InviteKey.of(request)));
    }

    /** Whether the same INVITE came before, by whatever way. */
    public boolean knows(InboundRequest invite) {
        return invites.containsKey(InviteKey.of(invite)) || wasKnown(invite);
    }

    /** Whether the INVITE meant had a leg that is gone now. */
    public boolean wasKnown(InboundRequest request) {
        synchronized (gone) {
            forgetOld();
            return gone.containsKey(InviteKey.of(request));
        }
    }

    public int size() {
        return ids.size();
    }

    /** Legs that are not over for their owner; some others may still wait for the answer to a BYE. */
    public int living() {
        int living = 0;
        for (Leg leg : ids.values()) {
            if (!leg.over()) {
                living++;
            }
        }
        return living;
    }

    public Collection<Leg> all() {
        return List.copyOf(ids.values());
    }

    /** The ladder of a leg that lives or ended lately. */
    public Optional<String> ladder(String legId) {
        Leg leg = ids.get(legId);
        if (leg != null) {
            return Optional.of(leg.ladder());
        }
        synchronized (traces) {
            return Optional.ofNullable(traces.get(legId)).map(LegTrace::ladder);
        }
    }

    /** Completes when the last leg is gone; at once if there is none. */
    public CompletableFuture<Void> whenEmpty() {
        var future = new CompletableFuture<Void>();
        empty = future;
        if (ids.isEmpty()) {
            future.complete(null);
        }
        return future;
    }

    private void forgetOld() {
        Instant oldest = clock.instant().minus(REMEMBERED);
        var entries = gone.entrySet().iterator();
        while (entries.hasNext()) {
            boolean old = entries.next().getValue().isBefore(oldest);
            if (!old && gone.size() < MOST_REMEMBERED) {
                return;
            }
            entries.remove();
        }
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
