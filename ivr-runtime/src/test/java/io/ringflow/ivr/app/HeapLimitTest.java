package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class HeapLimitTest {
    private static final long MEGABYTE = 1 << 20;
    private static final long MOST = 768 * MEGABYTE;

    private long allocated;
    private long limit = MOST;
    private final HeapLimit heap = new HeapLimit(() -> allocated, bytes -> limit = bytes, MOST);

    private void seconds(int count, long megabytesEach) {
        for (int i = 0; i < count; i++) {
            allocated += megabytesEach * MEGABYTE;
            heap.run();
        }
    }

    @Test
    void aQuietServerGetsSmallWithinAMinute() {
        seconds(60, 5);
        assertThat(limit).isEqualTo(HeapLimit.QUIET);
    }

    @Test
    void aBurstGetsItsRoomAtOnceAndKeepsItAWhile() {
        seconds(120, 5);
        seconds(1, 300);
        assertThat(limit).isEqualTo(MOST);
        seconds(1, 5);
        assertThat(limit).isGreaterThan(600 * MEGABYTE);
    }

    @Test
    void whatIsGivenIsWhatIsAllocatedInSomeSecondsBeyondTheQuietRate() {
        seconds(120, 5);
        seconds(1, 100);
        // 192 of a quiet server, and 8 s of 60: what is measured in docs/benchmarks.md was measured so.
        assertThat(limit).isEqualTo((192 + 480) * MEGABYTE);
    }

    /** These tests run with ZGC, as the server does. */
    @Test
    void itIsTheSoftLimitOfThisProcessThatMoves() {
        var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        var before = softLimit(machine);
        try {
            HeapLimit.ofThisProcess().run();
            assertThat(Long.parseLong(softLimit(machine))).isLessThan(Long.parseLong(before));
        } finally {
            machine.setVMOption("SoftMaxHeapSize", before);
        }
    }

    private static String softLimit(HotSpotDiagnosticMXBean machine) {
        return machine.getVMOption("SoftMaxHeapSize").getValue();
    }

    @Test
    void theLimitAtTheStartIsNeverExceeded() {
        seconds(10, 100_000);
        assertThat(limit).isEqualTo(MOST);
    }
}
