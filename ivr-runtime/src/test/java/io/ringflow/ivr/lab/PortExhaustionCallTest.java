package io.ringflow.ivr.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.testkit.call.Phone;
import io.ringflow.testkit.flow.FlowReply;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RTP ports run out: M12 of the threats to media. */
class PortExhaustionCallTest {
    private static final String MENU =
            FlowReply.response("<Play loop='-1'>menu.wav</Play>").body();

    @TempDir
    Path dir;

    private static boolean isFree(int port) {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** The first of four ports in a row that nobody has, the first even. */
    private static int fourPorts() {
        for (int port = 31_000 + (int) (ProcessHandle.current().pid() % 200) * 4; port < 32_700; port += 4) {
            if (isFree(port) && isFree(port + 1) && isFree(port + 2) && isFree(port + 3)) {
                return port;
            }
        }
        throw new AssertionError("no four ports are free");
    }

    /** The third call finds no port: 503, when to try again, no application asked; a port given back is used again. */
    @Test
    void whoFindsNoPortIsTold503AndWhenToTryAgain() {
        int first = fourPorts();
        try (var lab = new CallLab(dir, settings -> settings.with("media.first-port", first)
                .with("media.last-port", first + 3)
                .with("media.port-quarantine", "0 s"))) {
            lab.app().on("startservice", MENU);
            Phone one = lab.phone("1001");
            Phone two = lab.phone("1002");
            one.calls(lab.uri("100"));
            two.calls(lab.uri("100"));
            int asked = lab.app().requests().size();
            for (int i = 0; i < 3; i++) {
                var refusal = lab.phone("200" + i).dials(lab.uri("100")).refused();
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 300);
            }
            lab.advance(Duration.ofSeconds(1));
            assertThat(lab.app().requests()).hasSize(asked);
            lab.hears(two, "menu.wav");

            one.hangsUp();
            lab.until(
                    "a port is free",
                    Duration.ofSeconds(3),
                    () -> lab.server().facts().get("mediaSessions").equals(1));
            Phone three = lab.phone("1003");
            three.calls(lab.uri("100"));
            lab.hears(three, "menu.wav");
            two.hangsUp();
            three.hangsUp();
        }
    }
}
