package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.lab.Eventually;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestingCarrierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MILLI = 1_000_000;

    /** When virtual threads have their turn, in order of the looks: milliseconds after each began. */
    private final Queue<Integer> turns = new ArrayDeque<>();

    private final List<String> looks = new ArrayList<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long now = 1_000 * MILLI;

    /** Looks that end with the turns prepared; each is noted with how many carriers rest meanwhile. */
    private void look() {
        new RestingCarrier(look("keeps "), look("leaves "), waiting::add, () -> now).run();
        assertThat(Thread.interrupted()).as("a thread that is told to end").isTrue();
    }

    private RestingCarrier.Pause look(String kind) {
        return millis -> {
            Integer turn = turns.poll();
            if (turn == null) throw new InterruptedException();
            looks.add(kind + RestingCarrier.resting());
            long end = now + millis * MILLI;
            now += turn * MILLI;
            waiting.remove().run();
            now = Math.max(now, end);
        };
    }

    private void turns(int count, int millis) {
        for (int n = 0; n < count; n++) turns.add(millis);
    }

    private void late() {
        turns.add(RestingCarrier.LOOK_MILLIS + 1);
    }

    /** The looks, with how many of a kind came in a row. */
    private List<String> inARow() {
        var rows = new ArrayList<String>();
        for (int from = 0, to; from < looks.size(); from = to) {
            to = from;
            while (to < looks.size() && looks.get(to).equals(looks.get(from))) to++;
            rows.add(to - from + " " + looks.get(from));
        }
        return rows;
    }

    @Test
    void itRestsWhileEveryThreadHasItsTurnByTheNextLook() {
        turns(100, RestingCarrier.LOOK_MILLIS);
        look();
        assertThat(looks).hasSize(100).containsOnly("keeps 1");
        assertThat(RestingCarrier.resting()).isZero();
    }

    @Test
    void itWorksOnceOneHadToWaitAndUntilNoneDidForASecond() {
        turns(RestingCarrier.LONG_REST_LOOKS - 1, 0);
        late();
        turns(RestingCarrier.CALM_LOOKS - 1, 0);
        late();
        turns(RestingCarrier.CALM_LOOKS + 1, 0);
        look();
        assertThat(inARow()).containsExactly("250 keeps 1", "50 leaves 0", "1 keeps 1");
    }

    @Test
    void whoHasToWaitSoonAgainMakesItWorkTwiceAsLongAMinuteAtMost() {
        for (int calm : List.of(50, 100, 200, 400, 800, 1_500, 1_500)) {
            late();
            turns(calm, 0);
        }
        turns(RestingCarrier.LONG_REST_LOOKS - 1, 0);
        late();
        turns(RestingCarrier.CALM_LOOKS + 1, 0);
        look();
        assertThat(inARow().stream().filter(row -> row.endsWith("leaves 0")))
                .containsExactly(
                        "50 leaves 0",
                        "100 leaves 0",
                        "200 leaves 0",
                        "400 leaves 0",
                        "800 leaves 0",
                        "1500 leaves 0",
                        "1500 leaves 0",
                        "25 leaves 0");
    }

    @Test
    void aThreadThatNeverHadItsTurnWaits() {
        RestingCarrier.Pause nobody = _ -> looks.add("keeps " + RestingCarrier.resting());
        RestingCarrier.Pause end = _ -> {
            looks.add("leaves " + RestingCarrier.resting());
            throw new InterruptedException();
        };
        new RestingCarrier(nobody, end, waiting::add, () -> now).run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(looks).containsExactly("keeps 1", "leaves 0");
    }

    @ParameterizedTest
    @CsvSource({"1, 256, 0", "2, 256, 1", "3, 256, 1", "16, 256, 8", "256, 256, 128", "2, 1, 0", "2, 0, 0", "2, 2, 1"})
    void halfOfThemRestIfThoseThatWaitForTheDiskAreReplaced(int carriers, int minRunnable, int resting) {
        assertThat(RestingCarrier.half(carriers, minRunnable)).isEqualTo(resting);
    }

    /** On the JDK's own scheduler, whose every carrier is taken: by one that rests, and one that has much to compute. */
    @Test
    void whoComputesAndNeverWaitsHoldsNobodyUpForLong() throws InterruptedException {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        int before = scheduler.getParallelism();
        var over = new AtomicBoolean();
        var computes = new CountDownLatch(1);
        Thread resting = null;
        try {
            scheduler.setParallelism(2);
            resting =
                    RestingCarrier.ofThisProcess(RestingCarrier.keepingCarrier().orElseThrow());
            Eventually.within(
                    PATIENCE,
                    () -> RestingCarrier.resting() == 1 && scheduler.getMountedVirtualThreadCount() == 1,
                    "one carrier rests");
            Thread.ofVirtual().start(() -> {
                computes.countDown();
                while (!over.get()) Thread.onSpinWait();
            });
            computes.await();
            // More than one: whoever is told of the first finds the others by himself, or nobody does.
            var others = new ArrayList<Thread>();
            for (int n = 0; n < 200; n++) others.add(Thread.ofVirtual().start(() -> {}));
            for (var other : others) assertThat(other.join(PATIENCE)).isTrue();
        } finally {
            over.set(true);
            if (resting != null) {
                resting.interrupt();
                resting.join();
            }
            scheduler.setParallelism(before);
        }
    }
}
