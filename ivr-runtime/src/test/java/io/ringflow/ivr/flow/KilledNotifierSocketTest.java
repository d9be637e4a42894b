package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.database.Database;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.time.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledNotifierSocketTest {

    private static final int COUNT = 60;
    private static final int UNDER_WAY = FlowSettings.defaults().notificationsAtOnce();

    @TempDir
    Path directory;

    @Test
    void whatWasSentBeforeAKillArrivesAfterItWithTheSameRequestIds() throws Exception {
        Path file = directory.resolve("ringflow.db");
        try (var server = FlowServer.start()) {
            server.handle(_ -> FlowReply.hang());
            Map<String, Optional<String>> idsBefore = sentByAProcessThatIsKilled(server, file);
            assertThat(idsBefore).hasSize(UNDER_WAY);

            server.handle(_ -> FlowReply.response("<CmdNone/>"));
            List<FlowRequest> after = deliveredByTheNextProcess(server, file);

            assertThat(after)
                    .extracting(request -> Integer.parseInt(request.param("n")))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, COUNT).boxed().toList());
            assertThat(after).allSatisfy(request -> assertThat(
                            idsBefore.getOrDefault(request.param("n"), request.header("X-Request-Id")))
                    .isEqualTo(request.header("X-Request-Id")));
        }
    }

    /** The request ids that reached the server before the kill, by notification. */
    private static Map<String, Optional<String>> sentByAProcessThatIsKilled(FlowServer server, Path file)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NotifyingProcess.class.getName(),
                        file.toString(),
                        server.uri().toString(),
                        Integer.toString(COUNT))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ids = new HashMap<String, Optional<String>>();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.lines().anyMatch(NotifyingProcess.WRITTEN::equals))
                    .isTrue();
            for (int i = 0; i < UNDER_WAY; i++) {
                FlowRequest request = server.takeRequest();
                ids.put(request.param("n"), request.header("X-Request-Id"));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }

    private static List<FlowRequest> deliveredByTheNextProcess(FlowServer server, Path file) {
        int before = server.requests().size();
        var time = new FakeTime(Instant.now().plus(Duration.ofHours(1)), () -> true);
        var application = SampleApplication.at(server.uri()).application();
        try (var database = Database.embedded(file);
                var http = new ApplicationHttp(time, time);
                var notifier = new DurableNotifier(
                        database,
                        http,
                        new ApplicationTable(List.of(application), Map.of()),
                        FlowSettings.defaults(),
                        FlowObserver.NONE,
                        NotificationAnswers.NONE,
                        time,
                        time,
                        List.of())) {
            time.idleWhen(notifier::idle);
            time.settle();
            assertThat(notifier.pending()).isZero();
        }
        return server.requests().subList(before, server.requests().size());
    }
}
