package io.ringflow.ivr.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class FreeSlotsTest {

    private static final int SLOTS = 8;
    private static final int THREADS = 4;
    private static final int TURNS = 50_000;

    @Test
    void theOneGivenBackLastComesFirst() {
        var free = new FreeSlots(3);
        assertThat(free.take()).isEqualTo(FreeSlots.NONE);
        free.give(2);
        free.give(0);
        assertThat(free.take()).isZero();
        assertThat(free.take()).isEqualTo(2);
        assertThat(free.take()).isEqualTo(FreeSlots.NONE);
    }

    @Test
    void nobodyGetsWhatSomebodyElseHas() throws Exception {
        var free = new FreeSlots(SLOTS);
        for (int n = 0; n < SLOTS; n++) free.give(n);
        var holders = new AtomicIntegerArray(SLOTS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Future<Integer>>();
            for (int t = 0; t < THREADS; t++) {
                all.add(threads.submit(() -> {
                    int shared = 0;
                    for (int turn = 0; turn < TURNS; turn++) {
                        int slot = free.take();
                        if (slot == FreeSlots.NONE) continue;
                        if (holders.incrementAndGet(slot) != 1) shared++;
                        holders.decrementAndGet(slot);
                        free.give(slot);
                    }
                    return shared;
                }));
            }
            for (var one : all) assertThat(one.get()).isZero();
        }
        var left = new HashSet<Integer>();
        for (int n = 0; n < SLOTS; n++) left.add(free.take());
        assertThat(left).hasSize(SLOTS).doesNotContain(FreeSlots.NONE);
    }
}
