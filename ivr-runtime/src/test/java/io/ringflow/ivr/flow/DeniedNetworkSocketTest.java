package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.flow.FlowFailure.Kind;
import io.ringflow.testkit.flow.FlowReply;
import io.ringflow.testkit.flow.FlowServer;
import io.ringflow.testkit.time.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Applications in networks that may not be asked. */
class DeniedNetworkSocketTest {

    private final FakeTime time = new FakeTime();
    private final FlowServer server = FlowServer.start();
    private final ApplicationHttp http = new ApplicationHttp(time, time, List.of("127.0.0.0/8", "::1"));

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private HttpReply asked(String host) {
        server.enqueue(FlowReply.xml("<Response/>"));
        return http.exchange(new HttpCall(
                        HttpCall.Purpose.COMMANDS,
                        "POST",
                        URI.create("http://" + host + ":" + server.port() + "/startservice"),
                        "request",
                        "call",
                        Optional.empty(),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5)))
                .run();
    }

    /** Threat W4. */
    @Test
    void neitherAnAddressNorANameLeadsThere() {
        for (String host : List.of("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]")) {
            assertThat(asked(host)).as(host).isInstanceOfSatisfying(HttpReply.Failed.class, failed -> {
                assertThat(failed.failure().kind()).isEqualTo(Kind.CONNECT);
                assertThat(failed.failure().detail()).contains("flow.denied-networks");
                assertThat(failed.neverReached()).isFalse();
            });
        }
        assertThat(server.requests()).isEmpty();
    }
}
