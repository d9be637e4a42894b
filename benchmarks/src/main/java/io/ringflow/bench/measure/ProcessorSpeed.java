package io.ringflow.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How fast the processors are while a benchmark runs: the CPU time of one piece of work, over and over. On a machine whose
 * host gives the other half of a core to somebody else it takes half as much again from one minute to the next, which no
 * figure of the kernel tells: steal is only what was not given at all. Costs a thousandth of a core.
 */
final class ProcessorSpeed implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final int STEPS = 100_000;
    private static final int WORDS = 4_096;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final LongStream.Builder samples = LongStream.builder();
    private final long[] words = new long[WORDS];
    private final Thread sampler;

    private volatile boolean ended;

    private ProcessorSpeed() {
        sampler = Thread.ofPlatform().name("processor-speed").daemon().unstarted(this::sample);
    }

    static ProcessorSpeed watch() {
        var speed = new ProcessorSpeed();
        speed.sampler.start();
        return speed;
    }

    private void sample() {
        while (!ended) {
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException e) {
                return;
            }
            long before = threads.getCurrentThreadCpuTime();
            work();
            samples.add(threads.getCurrentThreadCpuTime() - before);
        }
    }

    /** Chains that don't wait for each other: as much at once as the processor can. */
    private void work() {
        long a = 1;
        long b = 2;
        long c = 3;
        for (int i = 0; i < STEPS; i++) {
            int at = i & WORDS - 1;
            a = a * 31 + words[at];
            b = b ^ a + (b << 7);
            c = c + (b >>> 3) * 17;
            words[at] = c;
        }
    }

    /** Ends it, and tells. */
    String told() {
        close();
        return told(samples.build().toArray());
    }

    /** @param nanos of each piece of work */
    static String told(long[] nanos) {
        if (nanos.length == 0) return "not watched for long enough";
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return String.format(
                Locale.ROOT,
                "a piece of work took %.3f ms, %.2f times as long as when it was fastest",
                median / 1e6,
                median / Math.max(1, sorted[0]));
    }

    @Override
    public void close() {
        ended = true;
        sampler.interrupt();
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
