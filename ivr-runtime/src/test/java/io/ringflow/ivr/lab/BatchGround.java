package io.ringflow.ivr.lab;

import io.ringflow.ivr.cdr.CallRecord;
import io.ringflow.ivr.cdr.CallRecordQuery;
import io.ringflow.ivr.cdr.StoredCallRecords;
import io.ringflow.ivr.database.Database;
import io.ringflow.ivr.rest.RestClient;
import io.ringflow.testkit.flow.FlowRequest;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.sip.SipPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An application that dials, whom it calls, and the files of a server in a process of its own that may be killed. */
final class BatchGround implements AutoCloseable {

    private static final String APPLICATION = "0123456789abcdef0123456789abcdef";
    private static final String DESCRIPTION = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 9 RTP/AVP 8\r
            """;

    private final FlowServer app = FlowServer.start();
    private final SipPeer carrier = SipPeer.udp("carrier");
    private final Callees callees = new Callees(carrier, DESCRIPTION);
    private final Path dir;
    private final Path conf;

    BatchGround(Path dir) {
        this.dir = dir;
        try {
            conf = configuration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FlowServer app() {
        return app;
    }

    Callees callees() {
        return callees;
    }

    RealServer server(String name) throws IOException {
        return new RealServer(conf, name);
    }

    /** Dials the n-th number of the batch; the id of the call. */
    static String dial(RestClient rest, int n) {
        String answer = rest.operation(
                "ivr/dial", APPLICATION, "<Dial number='" + Callees.number(n) + "' userdata='" + userData(n) + "'/>");
        return RestClient.element(answer, "callSid");
    }

    /** What is said along with it: of every fifth more than a page of the ledger takes. */
    static String userData(int n) {
        return "n" + n + (n % 5 == 0 ? "x".repeat(4_000) : "");
    }

    private Path configuration() throws IOException {
        Path made = Files.createDirectory(dir.resolve("conf"));
        Files.writeString(made.resolve("ringflow.conf"), """
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
        Files.writeString(made.resolve("applications.conf"), """
                ringflow.applications = [
                  { name = test, id = "%s", url = "%s", numbers = ["*"] }
                ]
                """.formatted(APPLICATION, app.uri()));
        return made;
    }

    /** All that are in the database; no server may run. */
    List<CallRecord> records() {
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

    /** The final notifications among some requests. */
    static List<FlowRequest> stops(List<FlowRequest> requests) {
        return requests.stream()
                .filter(asked -> asked.name().equals("stopservice"))
                .toList();
    }

    @Override
    public void close() {
        app.close();
        carrier.close();
    }
}
