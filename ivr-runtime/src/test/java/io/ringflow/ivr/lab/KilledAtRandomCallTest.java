package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flow protocol D18: one server after the other is killed at some moment while calls begin and end and notifications are
 * written, sent and deleted; after the last start each call that was ever begun has one record and one final
 * notification. {@code -Dkill.rounds=50} for more than two, {@code -Dkill.seed=} for the moments of a run that failed.
 */
class KilledAtRandomCallTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final int MOST_CALLS = 40;
    private static final Duration LATEST = Duration.ofMillis(60);

    /** The last digit of those who talk until somebody hangs up. */
    private static final int TALKS = 3;

    @TempDir
    Path dir;

    private final Random chance = new Random(SEED);
    private final Set<String> dialled = new HashSet<>();
    /** Whose hanging up was answered. */
    private final Set<String> hungUp = new HashSet<>();

    private int numbers;

    @Test
    void whateverTheMomentEachCallIsToldAndKeptOnce() throws IOException {
        try (var ground = new BatchGround(dir)) {
            ground.app()
                    .handle(asked ->
                            FlowReply.response(asked.name().equals("stopservice") ? "<CmdNone/>" : flow(asked)));
            for (int round = 0; round < ROUNDS; round++) killedSomewhere(ground, "round-" + round);
            try (var last = ground.server("last")) {
                last.until("everything is delivered", () -> last.fact("notificationsPending") == 0);
            }
            var stops = BatchGround.stops(ground.app().requests());
            var records = ground.records();

            assertThat(records)
                    .as("seed %d", SEED)
                    .extracting(CallRecord::callId)
                    .containsExactlyInAnyOrderElementsOf(dialled);
            var notifications = notifications(stops);
            assertThat(notifications.keySet()).as("seed %d", SEED).isEqualTo(dialled);
            // One that had arrived when the server died before it had noted so comes again, as what it is.
            assertThat(notifications).as("seed %d", SEED).allSatisfy((call, ids) -> assertThat(ids)
                    .hasSize(1));
            assertThat(stops).as("seed %d", SEED).allSatisfy(this::tellsItsEnd);
            if (ROUNDS > 2) report(stops);
        }
    }

    private static String flow(FlowRequest asked) {
        return asked.param("to").endsWith(Integer.toString(TALKS)) ? "<Pause length='60'/>" : "<Hangup/>";
    }

    private void tellsItsEnd(FlowRequest stop) {
        var own = Callees.errorCode(stop.param("number"));
        if (hungUp.contains(stop.param("callid")))
            assertThat(stop.param("errorcode")).isEqualTo(own);
        else assertThat(stop.param("errorcode")).isIn(own, "107500");
    }

    private void killedSomewhere(BatchGround ground, String name) throws IOException {
        try (var server = ground.server(name);
                var rest = new RestClient(server.restPort(), InstantSource.system())) {
            int calls = 1 + chance.nextInt(MOST_CALLS);
            int taken = calls - chance.nextInt(Math.min(calls, 4));
            for (int n = 0; n < calls; n++) {
                dialled.add(BatchGround.dial(rest, numbers++));
                if (n < taken) ground.callees().take();
            }
            if (taken == calls && chance.nextBoolean()) hangUp(ground, rest);
            else LockSupport.parkNanos((long) (chance.nextDouble() * LATEST.toNanos()));
            server.kill();
            for (int n = taken; n < calls; n++) ground.callees().leave();
        }
    }

    /** Somebody who talks hangs up, and is answered. */
    private void hangUp(BatchGround ground, RestClient rest) {
        while (numbers % 10 != TALKS) numbers++;
        String id = BatchGround.dial(rest, numbers++);
        dialled.add(id);
        ground.callees().answer().bye();
        hungUp.add(id);
    }

    /** The ids of the final notifications, by call. */
    private static Map<String, Set<String>> notifications(Iterable<FlowRequest> stops) {
        var ids = new HashMap<String, Set<String>>();
        for (var stop : stops) {
            ids.computeIfAbsent(stop.param("callid"), _ -> new HashSet<>())
                    .add(stop.header("X-Request-Id").orElseThrow());
        }
        return ids;
    }

    private void report(Iterable<FlowRequest> stops) {
        var codes = new HashMap<String, String>();
        for (var stop : stops) codes.put(stop.param("callid"), stop.param("errorcode"));
        System.out.printf(
                "killed %d times, seed %d: %d calls dialled, each told and kept once; ends: %s%n",
                ROUNDS,
                SEED,
                dialled.size(),
                codes.values().stream().collect(Collectors.groupingBy(code -> code, Collectors.counting())));
    }
}
