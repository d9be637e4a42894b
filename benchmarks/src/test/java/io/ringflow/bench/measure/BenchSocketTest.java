package io.ringflow.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark from start to table, with a handful of calls. What they find here says nothing. */
class BenchSocketTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    private JsonNode bench(String... options) throws IOException {
        Path json = directory.resolve("findings.json");
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--quick", "--warmup", "0", "--json", json.toString()));
        int exit = BenchCommand.command().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(json.toFile());
    }

    private static double value(JsonNode report, String what) {
        for (JsonNode finding : report.get("findings")) {
            if (finding.get("what").asText().startsWith(what))
                return finding.get("value").asDouble();
        }
        throw new AssertionError("no finding starts with " + what + ": " + report);
    }

    @Test
    void rtpHoldsTheServerAgainstTheBareLoop() throws IOException {
        JsonNode report = bench("rtp", "--calls", "5", "--seconds", "1");
        assertThat(value(report, "calls that failed")).isZero();
        assertThat(value(report, "server, per 1,000 calls")).isPositive();
        assertThat(value(report, "packets lost")).isLessThan(100);
        assertThat(out.toString())
                .contains("server to bare loop")
                .containsPattern("processor +a piece of work took 0\\.");
    }

    @Test
    void rtpOnSharedPortsWhereverTheSystemLikes() throws IOException {
        JsonNode report = bench("rtp", "--shared", "--anywhere", "--calls", "5", "--seconds", "1");
        assertThat(value(report, "calls that failed")).isZero();
        assertThat(value(report, "bare loop")).isPositive();
        assertThat(value(report, "packets lost")).isLessThan(100);
    }

    @Test
    void setupMakesCallsAtItsRate() throws IOException {
        JsonNode report = bench("setup", "--rates", "10", "--seconds", "1");
        assertThat(value(report, "at 10/s: failed of 10")).isZero();
        assertThat(value(report, "at 10/s: CPU per call, server")).isPositive();
    }

    @Test
    void aJourneyIsEndedByTheServer() throws IOException {
        JsonNode report = bench("journey", "--rates", "5", "--seconds", "1");
        assertThat(value(report, "at 5/s: failed of 5")).isZero();
        assertThat(value(report, "at 5/s: CPU per call, server")).isPositive();
    }

    @Test
    void appTakesTurnsInAMenu() throws IOException {
        JsonNode report = bench("app", "--calls", "5", "--slow", "0", "--seconds", "2");
        assertThat(value(report, "calls in the menu that failed")).isZero();
        assertThat(value(report, "turns a second")).isPositive();
        assertThat(value(report, "key to next prompt, p50")).isPositive();
    }

    @Test
    void bridgeMixesAndRelays() throws IOException {
        JsonNode report = bench("bridge", "--calls", "4", "--seconds", "2");
        assertThat(value(report, "mixed: calls that failed")).isZero();
        assertThat(value(report, "relayed: calls that failed")).isZero();
        assertThat(value(report, "relayed: packets lost")).isLessThan(100);
        assertThat(value(report, "relayed, 1 loop: delay p50")).isLessThan(value(report, "mixed, 1 loop: delay p50"));
    }

    @Test
    void aCentreLosesNobodyThoughItsServerIsKilled() throws IOException {
        JsonNode report =
                bench("centre", "--agents", "3", "--waiting", "3", "--rate", "4", "--work", "6", "--seconds", "2");
        assertThat(value(report, "callers served by an agent")).isPositive();
        assertThat(value(report, "arrival to an agent's ringing, idle agents")).isPositive();
        assertThat(value(report, "agents on duty after the restart")).isEqualTo(3);
        assertThat(value(report, "callers whose end was never told")).isZero();
        assertThat(value(report, "callers whose end was told by two notifications"))
                .isZero();
        assertThat(value(report, "callers served twice")).isZero();
        assertThat(value(report, "agents stuck")).isZero();
        assertThat(value(report, "steps of agentstate that may not be")).isZero();
        assertThat(value(report, "agents lent to a call of before the restart")).isZero();
        assertThat(value(report, "offers, by the server's events")).isPositive();
        assertThat(value(report, "offers out of the queue's order")).isZero();
        assertThat(value(report, "what else may not be, by events")).isZero();
    }

    @Test
    void recordsAreKeptAndToldAsFastAsTheyAreTaken() throws IOException {
        JsonNode report = bench("records", "--database", "sqlite", "--seconds", "1", "--at-once", "50");
        assertThat(value(report, "records alone: records")).isPositive();
        assertThat(value(report, "records, each with stopservice: notifications delivered"))
                .isPositive();
        assertThat(value(report, "records kept that are not there")).isZero();
    }

    @Test
    void telephonesRegisterOverAndOver() throws IOException {
        JsonNode report = bench("register", "--telephones", "3", "--seconds", "1");
        assertThat(value(report, "registrations")).isPositive();
        assertThat(value(report, "refused")).isZero();
        assertThat(value(report, "bindings")).isEqualTo(3);
    }

    @Test
    void theFloorOfAnIntercomChangesHands() throws IOException {
        JsonNode report = bench("intercom", "--members", "12", "--changes", "6");
        assertThat(value(report, "changes of the floor")).isPositive();
        assertThat(value(report, "key to the talker's voice at the others, p50"))
                .isPositive();
        assertThat(value(report, "key to floorurl, p50")).isPositive();
    }

    @Test
    void conferenceFillsRooms() throws IOException {
        JsonNode report = bench("conference", "--members", "4", "--rooms", "2", "--seconds", "1");
        assertThat(value(report, "one room of 4: calls that failed")).isZero();
        assertThat(value(report, "2 rooms of four: calls that failed")).isZero();
        assertThat(value(report, "2 rooms of four: packets lost")).isLessThan(100);
    }
}
