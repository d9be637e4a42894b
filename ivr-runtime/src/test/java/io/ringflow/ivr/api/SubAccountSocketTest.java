package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.app.Clockwork;
import io.ringflow.ivr.app.Server;
import io.ringflow.ivr.lab.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A main account and a sub-account of the same sid are two. */
class SubAccountSocketTest {

    private static final String SID = "8a48b5514f4fc588014f5d3b1c2a0b11";
    private static final List<Map<String, ?>> ACCOUNTS = List.of(
            Map.of("name", "main", "sid", SID, "api-key", "the-key-of-the-main-one", "applications", List.of("test")),
            Map.of(
                    "name",
                    "sub",
                    "sid",
                    SID,
                    "sub-account",
                    true,
                    "api-key",
                    "the-key-of-the-sub-one",
                    "applications",
                    List.of("foreign")));

    @TempDir
    Path dir;

    /** Threat W16. */
    @Test
    void whatOneDidUnderAnIdempotencyKeyTheOtherIsNotTold() {
        var config = new ServerSettings(dir, URI.create("http://127.0.0.1:9/"))
                .with("rest.port", 0)
                .with("rest.accounts", ACCOUNTS)
                .another("foreign")
                .config();
        var time = Clockwork.real();
        try (var server = Server.start(config, time);
                var client = new ApiClient(server.restPort().orElseThrow())) {
            String order = "{'application':'" + config.applications().getFirst().id() + "'}";
            assertThat(client.as("the-key-of-the-main-one")
                            .post("/v1/conferences", "order-1", order)
                            .status())
                    .isEqualTo(201);
            assertThat(client.as("the-key-of-the-sub-one")
                            .post("/v1/conferences", "order-1", order)
                            .text("code"))
                    .isEqualTo("111412");
        } finally {
            time.timers().shutdownNow();
        }
    }
}
