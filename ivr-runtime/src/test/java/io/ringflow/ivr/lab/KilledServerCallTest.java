package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.sip.SipPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch is dialled, and in the middle of it the server is killed: no notification and no record of a call that had ended
 * is lost, none comes twice. {@code -Ddial.calls=1000} for more than the usual 200.
 */
class KilledServerCallTest {

    private static final int CALLS = Integer.getInteger("dial.calls", 200);
    private static final String DESCRIPTION = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 9 RTP/AVP 8\r
            """;

    @TempDir
    Path dir;

    private final FlowServer app = FlowServer.start();
    private final SipPeer carrier = SipPeer.udp("carrier");
    private final Callees callees = new Callees(carrier, DESCRIPTION);

    @Test
    void whatHadEndedBeforeTheKillIsNotifiedOnceAndKept() throws IOException {
        try (app;
                carrier) {
            Path conf = configuration();
            Set<String> over = killedInTheMiddle(conf);
            var before = app.requests();
            app.on("stopservice", FlowReply.response("<CmdNone/>"));
            try (var next = new RealServer(conf, "next")) {
                next.until("everything is delivered", () -> next.fact("notificationsPending") == 0);
            }
            var after =
                    stops(app.requests().subList(before.size(), app.requests().size()));
            var records = records();

            assertThat(after).extracting(stop -> stop.param("callid")).doesNotHaveDuplicates();
            assertThat(ids(after)).containsAll(over);
            assertThat(records).extracting(CallRecord::callId).containsExactlyInAnyOrderElementsOf(ids(after));
            assertThat(after).allSatisfy(stop -> assertThat(stop.param("errorcode"))
                    .isEqualTo(Callees.errorCode(stop.param("number"))));
            // What was on its way when it died comes again under the same id.
            assertThat(stops(before)).isNotEmpty().allSatisfy(cut -> assertThat(after)
                    .filteredOn(stop -> stop.param("callid").equals(cut.param("callid")))
                    .extracting(stop -> stop.header("X-Request-Id"))
                    .containsExactly(cut.header("X-Request-Id")));
            if (CALLS > 200) {
                System.out.printf(
                        "killed after %d calls were dialled and %d were known to be over: %d notified once each, %d"
                                + " records%n",
                        CALLS, over.size(), after.size(), records.size());
            }
        }
    }

    /** The ids of the calls that were over, and said to be so in the database, before it died. */
    private Set<String> killedInTheMiddle(Path conf) throws IOException {
        app.on("startservice", FlowReply.response("<Hangup/>")).on("stopservice", FlowReply.hang());
        var over = new HashSet<String>();
        try (var server = new RealServer(conf, "first");
                var rest = new RestClient(server.restPort(), InstantSource.system())) {
            for (int n = 0; n < CALLS / 2; n++) {
                String id = dial(rest, n);
                callees.take();
                if (Callees.ends(n)) over.add(id);
            }
            server.until("the first half is written", () -> server.fact("notificationsPending") == over.size());
            for (int n = CALLS / 2; n < CALLS; n++) {
                dial(rest, n);
                callees.take();
            }
            server.kill();
        }
        return over;
    }

    private static String dial(RestClient rest, int n) {
        String answer = rest.operation(
                "ivr/dial",
                "0123456789abcdef0123456789abcdef",
                "<Dial number='" + Callees.number(n) + "' userdata='n" + n + "'/>");
        return RestClient.element(answer, "callSid");
    }

    private Path configuration() throws IOException {
        Path conf = Files.createDirectory(dir.resolve("conf"));
        Files.writeString(conf.resolve("ringflow.conf"), """
                ringflow {
                  data-dir = "%s"
                  prompt-dirs = ["%s"]
                  drain = 1 s
                  rest { port = 0, accounts = [{ name = shop, sid = "%s", token = "%s", applications = [test] }] }
                  trunks = [{ name = carrier, peer = "127.0.0.1:%d", max-calls = 10000, calls-per-second = 10000 }]
                }
                """.formatted(
                        dir.resolve("data"),
                        Path.of("../conf/prompts").toAbsolutePath(),
                        RestClient.SID,
                        RestClient.TOKEN,
                        carrier.address().getPort()));
        Files.writeString(conf.resolve("applications.conf"), """
                ringflow.applications = [
                  { name = test, id = "0123456789abcdef0123456789abcdef", url = "%s", numbers = ["*"] }
                ]
                """.formatted(app.uri()));
        return conf;
    }

    private List<CallRecord> records() {
        try (var database = Database.embedded(dir.resolve("data/ringflow.db"))) {
            var stored = new StoredCallRecords(database);
            var all = new ArrayList<CallRecord>();
            var page = stored.page(CallRecordQuery.ALL, Optional.empty(), 100);
            all.addAll(page.records());
            while (page.next().isPresent()) {
                page = stored.page(CallRecordQuery.ALL, page.next(), 100);
                all.addAll(page.records());
            }
            return all;
        }
    }

    private static List<FlowRequest> stops(List<FlowRequest> requests) {
        return requests.stream()
                .filter(asked -> asked.name().equals("stopservice"))
                .toList();
    }

    private static Set<String> ids(List<FlowRequest> stops) {
        return stops.stream().map(stop -> stop.param("callid")).collect(Collectors.toSet());
    }
}
