package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.media.MediaConfig;
import io.ringflow.media.MediaObserver;
import io.ringflow.media.engine.ManualTicks;
import io.ringflow.media.engine.MediaLoop;
import io.ringflow.media.net.SchedulingPolicy.Outcome;
import io.ringflow.testkit.junit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can come of asking for a policy, each in a process of its own. */
class SchedulingPolicySocketTest {
    private static final int PRIORITY = 7;
    private static final long CAP_SYS_NICE = 1L << 23;

    private static final int ORDINARY = 0;
    private static final int LOOP = -1;

    /** A program: what comes of it, the priority and policy of the thread, and those of a thread that it starts. */
    public static void main(String[] arguments) throws Exception {
        if (Integer.parseInt(arguments[0]) == LOOP) {
            ofLoop();
            return;
        }
        Outcome outcome = wanted(Integer.parseInt(arguments[0]));
        System.out.println(outcome + " " + scheduling());
        Thread child = Thread.ofPlatform().start(() -> System.out.println("child " + scheduling()));
        child.join();
    }

    private static void ofLoop() throws InterruptedException {
        MediaLoop loop = MediaLoop.start(0, new ManualTicks(), MediaObserver.NONE, MediaConfig.defaults());
        CountDownLatch told = new CountDownLatch(1);
        loop.submit(() -> {
            System.out.println(Thread.currentThread().getName() + " " + scheduling());
            told.countDown();
        });
        told.await();
        System.out.println("caller " + scheduling());
        loop.close();
    }

    private static Outcome wanted(int priority) {
        if (priority > 0) return SchedulingPolicy.realtime(priority);
        SchedulingPolicy.leaveBatch();
        return Outcome.GRANTED;
    }

    /** proc(5): the 40th and 41st of what is told of a thread; its name, in brackets, may have blanks. */
    private static String scheduling() {
        try {
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            String[] after = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return after[37] + " " + after[38];
        } catch (IOException e) {
            return e.toString();
        }
    }

    @BeforeEach
    void ask() {
        assumeTrue(SocketKind.obstacle().isEmpty(), "real-time priorities are native");
    }

    private static boolean permitted() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseLong(line.substring(7).strip(), 16))
                .anyMatch(capabilities -> (capabilities & CAP_SYS_NICE) != 0);
    }

    private static List<String> told(List<String> before, String option, int priority) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                SchedulingPolicySocketTest.class.getName(),
                Integer.toString(priority)));
        return Program.lines(new ProcessBuilder(command));
    }

    private static List<String> told(int priority) throws Exception {
        return told(List.of(), "-ea", priority);
    }

    @Test
    void whoMayGetsItAndTheThreadsItStartsDoNot() throws Exception {
        assumeTrue(permitted(), "needs CAP_SYS_NICE");
        assertThat(told(PRIORITY)).containsExactly("GRANTED " + PRIORITY + " 1", "child 0 0");
    }

    @Test
    void aThreadOfABatchJobBecomesOrdinaryAndNeedsNoPermissionForIt() throws Exception {
        List<String> batch = new ArrayList<>(List.of("chrt", "-b", "0"));
        if (permitted()) batch.addAll(0, List.of("setpriv", "--bounding-set", "-sys_nice"));
        assertThat(told(batch, "-ea", ORDINARY)).containsExactly("GRANTED 0 0", "child 0 0");
    }

    /** Decision 0050. */
    @Test
    void aMediaLoopOfABatchJobIsOrdinaryAndNobodyElseOfIt() throws Exception {
        assertThat(told(List.of("chrt", "-b", "0"), "-ea", LOOP)).containsExactly("media-0 0 0", "caller 0 3");
    }

    @Test
    void aThreadThatWasGivenAnotherPolicyKeepsIt() throws Exception {
        assertThat(told(List.of("chrt", "-i", "0"), "-ea", ORDINARY)).containsExactly("GRANTED 0 5", "child 0 5");
    }

    @Test
    void whoMayNotIsToldSoAndStaysOrdinary() throws Exception {
        List<String> without = permitted()
                ? List.of("setpriv", "--bounding-set", "-sys_nice", "prlimit", "--rtprio=0:0")
                : List.of("prlimit", "--rtprio=0:0");
        assertThat(told(without, "-ea", PRIORITY)).containsExactly("NOT_PERMITTED 0 0", "child 0 0");
    }

    @Test
    void whatTheSystemDoesNotKnowIsNotPossible() throws Exception {
        assertThat(told(100)).as("there are 99").containsExactly("NOT_POSSIBLE 0 0", "child 0 0");
        assertThat(told(List.of(), "-Dos.name=Plan 9", PRIORITY))
                .as("of another system")
                .containsExactly("NOT_POSSIBLE 0 0", "child 0 0");
    }
}
