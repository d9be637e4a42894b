package io.ringflow.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * On which processors the two ends of a load run. A packet over loopback costs the sender and the receiver about a
 * quarter less while both happen to be on one processor, and left alone they happen to be for a second, a minute or
 * never. So what is measured is on the first processor, bare loop or media loops, and who calls it on the last, as on a
 * machine of its own. Needs {@code taskset}, of util-linux.
 */
final class Placement {
    private static final String ALL = allowed();
    private static final String FIRST = ALL.split("[,-]", 2)[0];
    private static final String LAST = ALL.substring(Math.max(ALL.lastIndexOf(','), ALL.lastIndexOf('-')) + 1);

    private Placement() {}

    /** The processors that this process may use, as {@code 0-3,6}. */
    private static String allowed() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            return "0";
        }
    }

    /** Whether there are two processors to choose from. */
    static boolean possible() {
        return !FIRST.equals(LAST);
    }

    /** All of a process on the first processor. */
    static void measured(long pid) throws IOException {
        place(pid, FIRST);
    }

    /** All of a process on the last processor. */
    static void callers(long pid) throws IOException {
        place(pid, LAST);
    }

    /** A server's media loops, as many as there are by now, on the first processor; its other threads where they like. */
    static void mediaLoops(long pid) throws IOException {
        for (long thread : mediaThreads(pid)) {
            run("-cp", FIRST, Long.toString(thread));
        }
    }

    /** All of a process where it likes. */
    static void anywhere(long pid) throws IOException {
        place(pid, ALL);
    }

    private static void place(long pid, String processors) throws IOException {
        run("-acp", processors, Long.toString(pid));
    }

    private static List<Long> mediaThreads(long pid) throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.filter(task -> name(task).startsWith("media-"))
                    .map(task -> Long.parseLong(task.getFileName().toString()))
                    .toList();
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }

    private static void run(String... arguments) throws IOException {
        var command = new ProcessBuilder("taskset").redirectErrorStream(true);
        command.command().addAll(List.of(arguments));
        Process taskset = command.start();
        try {
            String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (taskset.waitFor() != 0) throw new IOException("processors can't be chosen: " + said.strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
