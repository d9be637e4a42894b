package io.ringflow.bench.load;

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

/** The whole tool against its own peer, over sockets. */
class LoadSocketTest {

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private int exit;

    private JsonNode load(Peer peer, String... options) throws IOException {
        Path json = dir.resolve("report.json");
        var arguments = new ArrayList<>(List.of("--uri", peer.uri(), "--json", json.toString()));
        arguments.addAll(List.of(options));
        exit = LoadCommand.command().setOut(new PrintWriter(out)).execute(arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(json.toFile());
    }

    @Test
    void callsAreHeldHeardAndReported() throws IOException {
        try (var peer = new Peer(10)) {
            long pid = ProcessHandle.current().pid();
            JsonNode report = load(peer, "--calls", "5", "--hold", "600ms", "--press", "1", "--pid", "" + pid);
            assertThat(exit).isZero();
            assertThat(report.at("/calls/answered").asInt()).isEqualTo(5);
            assertThat(report.at("/calls/failed").asInt()).isZero();
            assertThat(report.at("/rtp/streams").asInt()).isEqualTo(5);
            assertThat(report.at("/rtp/lost").asInt()).isZero();
            assertThat(report.at("/pacing/interarrival/count").asInt()).isPositive();
            assertThat(report.at("/server/rssPeak").asInt()).isPositive();
            assertThat(out.toString()).contains("5 placed, 5 answered, 0 failed");
        }
    }

    @Test
    void setupsEndWithTheirFirstPacket() throws IOException {
        try (var peer = new Peer(100)) {
            JsonNode report =
                    load(peer, "--rate", "50", "--hold-until", "first-packet", "--duration", "400ms", "--no-send");
            assertThat(exit).isZero();
            assertThat(report.at("/calls/placed").asInt()).isEqualTo(20);
            assertThat(report.at("/setup/firstPacket/count").asInt()).isEqualTo(20);
            assertThat(report.at("/rtp/sent").asInt()).isZero();
        }
    }

    @Test
    void refusalsAreFailuresByStatus() throws IOException {
        try (var peer = new Peer(2)) {
            JsonNode report = load(peer, "--calls", "5", "--rate", "1000", "--hold", "1s");
            assertThat(exit).isEqualTo(1);
            assertThat(report.at("/calls/failures/503").asInt()).isEqualTo(3);
            assertThat(report.at("/calls/answered").asInt()).isEqualTo(2);
        }
    }

    @Test
    void wrongUsageIsToldAndCallsNobody() {
        var err = new StringWriter();
        int status = LoadCommand.command().setErr(new PrintWriter(err)).execute("--uri", "sip:1@192.0.2.1");
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--allow-remote");
    }
}
