package io.ringflow.bench.measure;

import io.ringflow.bench.load.ProcessSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a JVM's compilers use. They are busy for a minute or two after a start, and each new kind of load makes them busy
 * again: a figure of steady load is taken when they have come to rest.
 */
final class CompilerThreads {

    /** Of a core: at rest. */
    static final double QUIET_CORES = 0.01;

    private static final Duration LOOK = Duration.ofSeconds(2);

    private CompilerThreads() {}

    /** User and system time of the compilers that a process has now; 0 when it is gone. */
    static long millis(long pid) {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.mapToLong(CompilerThreads::ofTask).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    private static long ofTask(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            boolean compiles = stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler");
            return compiles ? ProcessSample.cpuMillis(stat) : 0;
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
    }

    /** Waits until they are at rest under the present load, and no longer than that. */
    static void awaitRest(long pid, Duration most) {
        long latest = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < latest) {
            long before = millis(pid);
            Progress.pass(LOOK);
            if (millis(pid) - before <= QUIET_CORES * LOOK.toMillis()) return;
        }
    }
}
