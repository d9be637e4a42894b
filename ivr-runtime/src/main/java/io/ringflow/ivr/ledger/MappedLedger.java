package io.ringflow.ivr.ledger;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.ledger.Slot.Part;
import io.ringflow.sip.EndReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger of a server, in a mapped file. What was noted survives a {@code kill -9} as soon as the method returns, and a
 * power cut after five seconds at most: a thread of its own has the file written now and then, and notes each second that
 * the process lives.
 */
public final class MappedLedger implements CallLedger, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MappedLedger.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final int BEATS_TO_THE_DISK = 5;

    private final LedgerFile file;
    private final int mostSlots;
    private final FreeSlots free;
    private final InstantSource clock;
    private final AtomicLong missed = new AtomicLong();
    private final Object growing = new Object();
    private final List<Integer> leftPlaces = new ArrayList<>();
    private final List<LeftCall> left = new ArrayList<>();
    private final int damaged;
    private final Thread keeper;

    private volatile boolean changed;
    private volatile boolean closed;

    private MappedLedger(LedgerFile file, int mostCalls, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        mostSlots = Math.max(mostCalls, file.slots());
        free = new FreeSlots(mostSlots + LedgerFile.SLOTS);
        damaged = look();
        beat();
        keeper = Thread.ofPlatform().name("ledger").daemon().start(this::keep);
    }

    /**
     * Opens the file, or makes it. What an earlier process left is in {@link #left} then.
     *
     * @param mostCalls that are noted at a time
     * @throws IOException it can't be had
     */
    public static MappedLedger open(Path file, int mostCalls, InstantSource clock) throws IOException {
        return new MappedLedger(LedgerFile.open(file), mostCalls, clock);
    }

    /** Calls that an earlier process did not see through; their places stay taken until {@link #settled}. */
    public List<LeftCall> left() {
        return List.copyOf(left);
    }

    /** The database has them. Before calls begin. */
    public void settled() {
        for (int place : leftPlaces) {
            file.slot(place).clear();
            free.give(place);
        }
        leftPlaces.clear();
        left.clear();
    }

    /** Places that were not whole when the file was opened, as after a power cut. */
    public int damaged() {
        return damaged;
    }

    /** Calls that were not noted for want of a place. */
    public long missed() {
        return missed.get();
    }

    @Override
    public Entry begin(Beginning call) {
        int place = place();
        if (place == FreeSlots.NONE) {
            if (missed.getAndIncrement() == 0) LOG.error("the ledger has no place for call {}", call.callId());
            return Entry.NONE;
        }
        var whole = call.packed();
        if (whole.size() <= Part.BEGINNING.most()) return begin(place, whole, List.of());
        var rest = call.packedWithoutData();
        var elsewhere = call.userData().flatMap(data -> elsewhere(call, data));
        elsewhere.ifPresent(text -> text.pack(rest));
        return begin(place, rest, elsewhere.map(LongText::places).orElse(List.of()));
    }

    private Entry begin(int place, Packer packed, List<Integer> others) {
        var slot = file.slot(place);
        slot.begin(packed);
        changed();
        return new Noted(slot, place, others);
    }

    /** Writes user data that is too long for its call's place; nothing, and told, when there is no room at all. */
    private Optional<LongText> elsewhere(Beginning call, String data) {
        byte[] text = data.getBytes(StandardCharsets.UTF_8);
        var places = new ArrayList<Integer>();
        int wanted = LongText.places(text);
        while (wanted <= LongText.MOST_PLACES && places.size() < wanted) {
            int place = place();
            if (place == FreeSlots.NONE) break;
            places.add(place);
        }
        if (places.size() == wanted) return Optional.of(LongText.write(text, List.copyOf(places), file::slot));
        LOG.warn("the ledger has no place for the {} bytes of user data of call {}", text.length, call.callId());
        places.forEach(free::give);
        return Optional.empty();
    }

    private int place() {
        int place = closed ? FreeSlots.NONE : free.take();
        if (place != FreeSlots.NONE || closed) return place;
        synchronized (growing) {
            place = free.take();
            if (place != FreeSlots.NONE || file.slots() >= mostSlots) return place;
            int first = file.slots();
            try {
                file.grow();
            } catch (IOException e) {
                if (missed.get() == 0) LOG.error("the ledger does not grow: {}", e.toString());
                return FreeSlots.NONE;
            }
            for (int n = first + LedgerFile.SLOTS - 1; n > first; n--) free.give(n);
            return first;
        }
    }

    private void changed() {
        if (!changed) changed = true;
    }

    /** One call's notes. Its monitor keeps who comes late from writing into a place that another call has by now. */
    private final class Noted implements Entry {

        private final Slot slot;
        private final int place;
        private final List<Integer> others;
        private boolean cleared;

        Noted(Slot slot, int place, List<Integer> others) {
            this.slot = slot;
            this.place = place;
            this.others = others;
        }

        @Override
        public synchronized void alerted(Instant when) {
            if (!done()) slot.alerted(when.toEpochMilli());
        }

        @Override
        public synchronized void answered(Instant when) {
            if (!done()) slot.answered(when.toEpochMilli());
        }

        @Override
        public synchronized void ended(EndReason reason) {
            if (!done()) slot.add(Part.ENDING, Notes.of(reason, clock.instant()));
        }

        @Override
        public synchronized void over(CallRecord record) {
            if (!done()) slot.add(Part.RECORD, Notes.of(record));
        }

        @Override
        public synchronized void clear() {
            if (done()) return;
            cleared = true;
            slot.clear();
            // Only now: what names them is gone.
            others.forEach(other -> file.slot(other).clear());
            others.forEach(free::give);
            free.give(place);
            changed();
        }

        private boolean done() {
            return cleared || closed;
        }
    }

    /** Sorts the places into those that are free and those that calls left; returns how many were not whole. */
    private int look() {
        int broken = 0;
        var seen = Instant.ofEpochMilli(file.beat());
        for (int place = file.slots() - 1; place >= 0; place--) {
            var slot = file.slot(place);
            if (slot.free() || slot.isPiece()) continue;
            var call = readable(slot, seen);
            if (call.isPresent()) {
                left.add(call.get());
                // In this order: a piece is thrown away after what names it.
                leftPlaces.add(place);
                leftPlaces.addAll(slot.places());
            } else {
                broken++;
                slot.clear();
            }
        }
        var taken = new HashSet<>(leftPlaces);
        for (int place = file.slots() - 1; place >= 0; place--) {
            if (taken.contains(place)) continue;
            // A piece that no call names: its process was killed before, or after, one did.
            var slot = file.slot(place);
            if (slot.isPiece()) slot.clear();
            free.give(place);
        }
        return broken;
    }

    private Optional<LeftCall> readable(Slot slot, Instant seen) {
        try {
            return slot.left(seen, file::slot);
        } catch (RuntimeException unreadable) {
            LOG.error("a place of the ledger can not be read", unreadable);
            return Optional.empty();
        }
    }

    private void keep() {
        int beats = 0;
        while (!closed) {
            beat();
            if (++beats % BEATS_TO_THE_DISK == 0 && changed) {
                changed = false;
                force();
            }
            LockSupport.parkNanos(BEAT.toNanos());
        }
    }

    private void beat() {
        file.beat(clock.instant().toEpochMilli());
    }

    private void force() {
        try {
            file.force();
        } catch (RuntimeException e) {
            LOG.warn("the ledger could not be written to the disk: {}", e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(keeper);
        try {
            keeper.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        force();
        file.close();
    }
}
