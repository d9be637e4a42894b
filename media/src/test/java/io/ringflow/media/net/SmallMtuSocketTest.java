package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.media.MediaObserver;
import io.ringflow.testkit.junit.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A shared port on a network whose packets are shorter than ours: in a network namespace of its own. */
class SmallMtuSocketTest {
    private static final int MTU = 1280;
    private static final int IP_AND_UDP = 28;
    /** L16 of 16 kHz, 60 ms. */
    private static final int LONG = 1932;

    private static final int SHORT = 172;
    private static final String NETWORK = "ip link set lo mtu " + MTU + " up && exec \"$@\"";

    /** In the namespace: says which of the datagrams of a batch came, by their lengths. */
    public static void main(String[] lengths) throws IOException {
        PacketSlab slab = new PacketSlab(false);
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (NativeSocket far = NativeSocket.bind(here, 0);
                SharedPort port = SharedPort.over(NativeSocket.bind(here, 0), MediaObserver.NONE)) {
            InetSocketAddress to = new InetSocketAddress(here, far.localPort());
            SharedSocket leg = port.open();
            leg.expect(to, OptionalInt.empty());
            for (String length : lengths) {
                slab.out.clear().limit(Integer.parseInt(length));
                leg.send(slab, to);
            }
            port.flush();
            while (far.receive(slab) != PacketSocket.NOBODY) {
                System.out.println(slab.in.limit());
            }
            System.out.println("failures " + leg.failures());
        }
    }

    private static List<String> came(int... lengths) throws Exception {
        List<String> command = new ArrayList<>(List.of("unshare", "-rn", "sh", "-c", NETWORK, "sh"));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                SmallMtuSocketTest.class.getName()));
        for (int length : lengths) {
            command.add(Integer.toString(length));
        }
        return Program.lines(new ProcessBuilder(command));
    }

    private static void assumeNamespaces() throws Exception {
        assumeTrue(SocketKind.obstacle().isEmpty(), "shared ports are native");
        Process unshare = new ProcessBuilder("unshare", "-rn", "true").start();
        assumeTrue(unshare.waitFor() == 0, "needs a network namespace");
    }

    @Test
    void whatIsLongerThanThePathTakesIsCutIntoFragmentsAndNothingAroundItIsLost() throws Exception {
        assumeNamespaces();
        assertThat(came(SHORT, LONG, SHORT, LONG, SHORT))
                .containsExactly("172", "1932", "172", "1932", "172", "failures 0");
    }

    @Test
    void whatJustFitsIsNotCut() throws Exception {
        assumeNamespaces();
        int fits = MTU - IP_AND_UDP;
        assertThat(came(fits, fits + 1))
                .containsExactly(Integer.toString(fits), Integer.toString(fits + 1), "failures 0");
    }
}
