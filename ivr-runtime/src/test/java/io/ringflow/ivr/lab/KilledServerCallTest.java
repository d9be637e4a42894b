package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flow protocol D18: a batch is dialled, and in the middle of it the server is killed: each call, over or not, has one
 * final notification and one record after the restart. {@code -Ddial.calls=1000} for more than the usual 200.
 */
class KilledServerCallTest {

    private static final int CALLS = Integer.getInteger("dial.calls", 200);
    private static final String KILLED = "107500";

    @TempDir
    Path dir;

    private final Set<String> dialled = new HashSet<>();
    /** Over before the kill, and said to be so in the database. */
    private final Set<String> over = new HashSet<>();

    @Test
    void eachCallIsNotifiedOnceAndKeptWhetherItWasOverOrNot() throws IOException {
        try (var ground = new BatchGround(dir)) {
            killedInTheMiddle(ground);
            var before = ground.app().requests();
            ground.app().on("stopservice", FlowReply.response("<CmdNone/>"));
            try (var next = ground.server("next")) {
                next.until("everything is delivered", () -> next.fact("notificationsPending") == 0);
            }
            var requests = ground.app().requests();
            var after = BatchGround.stops(requests.subList(before.size(), requests.size()));
            var records = ground.records();

            assertThat(after).extracting(stop -> stop.param("callid")).containsExactlyInAnyOrderElementsOf(dialled);
            assertThat(records).extracting(CallRecord::callId).containsExactlyInAnyOrderElementsOf(dialled);
            assertThat(after).allSatisfy(this::tellsItsEnd);
            // What was on its way when it died comes again under the same id.
            assertThat(BatchGround.stops(before)).isNotEmpty().allSatisfy(cut -> assertThat(after)
                    .filteredOn(stop -> stop.param("callid").equals(cut.param("callid")))
                    .extracting(stop -> stop.header("X-Request-Id"))
                    .containsExactly(cut.header("X-Request-Id")));
            if (CALLS > 200) {
                System.out.printf(
                        "killed after %d calls were dialled, %d known to be over: %d notified once each, %d of them as"
                                + " cut off, %d records%n",
                        CALLS,
                        over.size(),
                        after.size(),
                        after.stream()
                                .filter(stop -> stop.param("errorcode").equals(KILLED))
                                .count(),
                        records.size());
            }
        }
    }

    private void tellsItsEnd(FlowRequest stop) {
        var number = stop.param("number");
        int n = Integer.parseInt(number.substring(3));
        var own = Callees.errorCode(number);
        if (over.contains(stop.param("callid")))
            assertThat(stop.param("errorcode")).isEqualTo(own);
        else if (!Callees.ends(n)) assertThat(stop.param("errorcode")).isEqualTo(KILLED);
        else assertThat(stop.param("errorcode")).isIn(own, KILLED);
        assertThat(stop.param("userdata")).isEqualTo(BatchGround.userData(n));
    }

    private void killedInTheMiddle(BatchGround ground) throws IOException {
        ground.app().on("startservice", FlowReply.response("<Hangup/>")).on("stopservice", FlowReply.hang());
        try (var server = ground.server("first");
                var rest = new RestClient(server.restPort(), InstantSource.system())) {
            int resting = Runtime.getRuntime().availableProcessors() / 2;
            server.until("half of the carriers rest", () -> server.metric("ringflow_carriers_resting") == resting);
            for (int n = 0; n < CALLS / 2; n++) {
                String id = BatchGround.dial(rest, n);
                dialled.add(id);
                ground.callees().take();
                if (Callees.ends(n)) over.add(id);
            }
            server.until("the first half is written", () -> server.fact("notificationsPending") == over.size());
            for (int n = CALLS / 2; n < CALLS; n++) {
                dialled.add(BatchGround.dial(rest, n));
                ground.callees().take();
            }
            server.kill();
        }
    }
}
