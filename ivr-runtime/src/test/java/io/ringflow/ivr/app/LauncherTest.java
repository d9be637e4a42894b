package io.ringflow.ivr.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.testkit.junit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher starts the server with. */
class LauncherTest {
    /** Has the JDK replace each carrier that waits for the disk. */
    static final String REPLACING = "-Djdk.virtualThreadScheduler.minRunnable=256";

    /** The launcher's options when it is started with a policy itself. */
    private static List<String> options(String policy) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/chrt")), "needs util-linux");
        var command = new ProcessBuilder(
                "chrt", policy, "0", Path.of("../ringflow").toAbsolutePath().toString(), "options");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return Program.lines(command);
    }

    /** Decision 0050. */
    @Test
    void theServerIsABatchJob() throws IOException, InterruptedException {
        assertThat(options("--other")).startsWith("chrt", "-b", "0", System.getProperty("java.home") + "/bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--batch", "--idle"})
    void whoStartsItWithAPolicyOfHisOwnHasThat(String policy) throws IOException, InterruptedException {
        assertThat(options(policy)).startsWith(System.getProperty("java.home") + "/bin/java");
    }

    /** Decision 0055: without it no carrier rests, as all calls would wait for the disk of one. */
    @Test
    void whoWaitsForTheDiskHasItsCarrierReplaced() throws IOException, InterruptedException {
        assertThat(options("--other")).contains(REPLACING);
    }
}
