package io.ringflow.sip.stack;

import io.ringflow.sip.message.TransactionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * The server transactions of one stack and the wheel that ends them: one turn for all timers, whatever their number.
 * Thread-safe; the requests of one Call-ID come one after the other.
 */
final class ServerTransactions {
    static final int TICKS_PER_SECOND = 10;

    /** Most that are kept; what comes beyond them is answered 503. */
    private static final int MOST = 200_000;
    /** Longer than any timer. */
    private static final int SLOTS = 512;
    /** Ticks, the one at hand included, after which an INVITE has had an answer: at most 200 ms. */
    private static final int YOUTH = 2;

    private static final int YOUNG_SLOTS = 4;

    private final int most;
    private final ConcurrentMap<TransactionKey, ServerTransaction> live = new ConcurrentHashMap<>();
    private final List<Queue<ServerTransaction>> wheel = new ArrayList<>(SLOTS);

    private final List<Queue<ServerTransaction>> young = new ArrayList<>(YOUNG_SLOTS);

    private volatile int now;

    ServerTransactions() {
        this(MOST);
    }

    ServerTransactions(int most) {
        this.most = most;
        for (int slot = 0; slot < SLOTS; slot++) {
            wheel.add(new ConcurrentLinkedQueue<>());
        }
        for (int slot = 0; slot < YOUNG_SLOTS; slot++) {
            young.add(new ConcurrentLinkedQueue<>());
        }
    }

    /** Whether the request came before, or acknowledges a refusal: then it is dealt with. */
    boolean absorbs(TransactionKey key, String method) {
        ServerTransaction known = live.get(key);
        if (known == null) {
            return false;
        }
        if (method.equals("ACK")) {
            return known.acknowledged();
        }
        known.repeat();
        return true;
    }

    /** Begins a transaction for a new request; empty when there are too many. */
    Optional<ServerTransaction> begin(TransactionKey key, Arrival arrival) {
        if (live.size() >= most) {
            return Optional.empty();
        }
        var transaction = new ServerTransaction(
                key, arrival.flow(), arrival.head().method().equals("INVITE"));
        live.put(key, transaction);
        if (!transaction.isInvite()) {
            again(transaction, ServerTransaction.LIFE);
        }
        return Optional.of(transaction);
    }

    /** Has an INVITE that nothing is answered to for 200 ms told that it came (RFC 3261 §17.2.1). */
    void unlessAnswered(ServerTransaction invite, Runnable trying) {
        invite.unlessAnswered(trying);
        young.get((now + YOUTH) % YOUNG_SLOTS).add(invite);
    }

    void respond(ServerTransaction transaction, int status, byte[] octets) {
        again(transaction, transaction.respond(status, octets));
    }

    /** A tick has passed. */
    void turn() {
        int tick = now + 1;
        now = tick;
        var unanswered = young.get(tick % YOUNG_SLOTS);
        for (var grown = unanswered.poll(); grown != null; grown = unanswered.poll()) {
            grown.unanswered();
        }
        Queue<ServerTransaction> slot = wheel.get(tick % SLOTS);
        // what is due now asks for later slots only
        for (var due = slot.poll(); due != null; due = slot.poll()) {
            again(due, due.due());
        }
    }

    int size() {
        return live.size();
    }

    private void again(ServerTransaction transaction, int ticks) {
        if (ticks == ServerTransaction.OVER) {
            live.remove(transaction.key(), transaction);
        } else if (ticks != ServerTransaction.NEVER) {
            // the tick at hand is partly over
            wheel.get((now + ticks + 1) % SLOTS).add(transaction);
        }
    }
}
