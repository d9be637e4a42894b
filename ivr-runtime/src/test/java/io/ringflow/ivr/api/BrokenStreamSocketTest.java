package io.ringflow.ivr.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import io.ringflow.ivr.application.ApplicationTable;
import io.ringflow.ivr.http.Proxies;
import io.ringflow.ivr.prompt.UploadedPrompts;
import io.ringflow.ivr.rest.FailureLimit;
import io.ringflow.ivr.rest.MediaFileUpload;
import io.ringflow.ivr.rest.RestObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long answer that breaks off does not look whole to whoever reads it. */
class BrokenStreamSocketTest {

    private static final int BLOCK = 64 * 1024;

    @TempDir
    Path dir;

    @Test
    void itIsCutAndNotEnded() throws IOException, InterruptedException {
        var server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .shutdownHook(false)
                .routing(port()::addTo)
                .build()
                .start();
        try (var client = HttpClient.newHttpClient()) {
            var whole = request(server, "/v1/whole");
            assertThat(client.send(whole, HttpResponse.BodyHandlers.ofString()).body())
                    .hasSize(4 * BLOCK);
            var broken = request(server, "/v1/broken");
            assertThatThrownBy(() -> client.send(broken, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        } finally {
            server.stop();
        }
    }

    private static HttpRequest request(WebServer server, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
    }

    private ApiPort port() throws IOException {
        var clock = InstantSource.system();
        var uploads = new MediaFileUpload(UploadedPrompts.open(dir, 1 << 20, clock));
        var routes = new RouteTable(List.of(route("whole", 4), route("broken", 2)));
        var applications = new ApplicationTable(List.of(), Map.of());
        var desk =
                new ApiDesk(routes, List.of(), new FailureLimit(clock), applications, uploads, new NoMemory(), clock);
        return new ApiPort(desk, RestObserver.NONE, System::nanoTime, Proxies.none());
    }

    /** Four blocks, or fewer when it breaks off. */
    private static Route<?, ?> route(String name, int blocks) {
        var text = "x".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII);
        return Route.get("/v1/" + name, name)
                .answers(Output.text("text/plain"))
                .open(
                        Section.INTERFACE,
                        "Four blocks.",
                        _ -> Reply.streamed(target -> {
                            for (int i = 0; i < blocks; i++) target.write(text);
                            if (blocks < 4) throw new IOException("the disk failed");
                        }));
    }

    private static final class NoMemory implements KeyMemory {
        @Override
        public Verdict take(String account, String key, String request) {
            return new Verdict.Fresh();
        }

        @Override
        public void keep(String account, String key, KeptAnswer answer) {}

        @Override
        public void giveBack(String account, String key) {}
    }
}
