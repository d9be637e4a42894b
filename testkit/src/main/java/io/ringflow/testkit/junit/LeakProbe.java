package io.ringflow.testkit.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Notes which threads and sockets there are, and says later which have been added and stayed. What ends soon after its
 * owner is given up to two real seconds to do so. Immutable.
 */
public final class LeakProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private final Set<Thread> threads;
    private final Map<String, Integer> sockets;
    private final List<String> prefixes;

    private LeakProbe(List<String> prefixes) {
        this.prefixes = prefixes;
        this.threads = threads();
        this.sockets = sockets();
    }

    /** Looks now, at sockets and at threads with names that start with one of these; with none given, at all. */
    public static LeakProbe start(String... threadPrefixes) {
        return new LeakProbe(List.of(threadPrefixes));
    }

    /** Fails with what was not there at the start and is still there. */
    public void assertNothingLeft() {
        var left = left();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
            left = left();
        }
        if (!left.isEmpty()) {
            throw new AssertionError("left behind:\n  " + String.join("\n  ", left));
        }
    }

    /** What is left just now, in words. */
    public Set<String> left() {
        var left = new TreeSet<String>();
        for (var thread : threads()) {
            if (!threads.contains(thread)) {
                left.add("thread " + thread.getName() + " at " + place(thread));
            }
        }
        sockets().forEach((socket, count) -> {
            int more = count - sockets.getOrDefault(socket, 0);
            if (more > 0) {
                left.add(socket);
            }
        });
        return left;
    }

    private Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> prefixes.isEmpty()
                        ? !thread.getName()
                                .matches("(ForkJoinPool|VirtualThread|Read-Poller|Write-Poller|MasterPoller|Common).*")
                        : prefixes.stream().anyMatch(thread.getName()::startsWith))
                .collect(Collectors.toSet());
    }

    private static Map<String, Integer> sockets() {
        var found = new HashMap<String, Integer>();
        if (!Files.isDirectory(DESCRIPTORS)) {
            return found; // not Linux: threads alone are looked at
        }
        var network = networkSockets();
        try (var entries = Files.list(DESCRIPTORS)) {
            for (var entry : new ArrayList<>(entries.toList())) {
                String place = network.get(read(entry));
                if (place != null) found.merge(place, 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new AssertionError("the process cannot read its own descriptors", e);
        }
        return found;
    }

    /** Descriptor text to a name, of every UDP and TCP socket; the JDK's own pairs of Unix sockets are not among them. */
    private static Map<String, String> networkSockets() {
        var sockets = new HashMap<String, String>();
        for (String kind : List.of("udp", "tcp", "udp6", "tcp6")) {
            try (var lines = Files.lines(Path.of("/proc/self/net", kind))) {
                lines.skip(1).map(line -> line.strip().split("\\s+")).forEach(fields -> {
                    String descriptor = "socket:[" + fields[9] + "]";
                    sockets.put(descriptor, kind + " " + fields[1] + " " + descriptor);
                });
            } catch (IOException noSuchFamily) {
                continue;
            }
        }
        return sockets;
    }

    private static String read(Path entry) {
        try {
            return Files.readSymbolicLink(entry).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String place(Thread thread) {
        var stack = thread.getStackTrace();
        return stack.length == 0 ? "its end" : stack[0].toString();
    }
}
