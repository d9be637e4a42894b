package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.media.MediaObserver;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a map of lists that does the same. */
class SourceTableSocketTest {
    private final SourceTable table = new SourceTable();
    private final Map<InetSocketAddress, List<SharedSocket>> expected = new HashMap<>();
    private final Random random = new Random(11);

    private static void read(InetSocketAddress address, SourceKey key) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(SocketAddressLayout.BYTES, Long.BYTES);
            if (SocketAddressLayout.write(
                            memory, 0, address, address.getAddress().getAddress().length > 4)
                    == 0) {
                fail("no address: " + address);
            }
            key.read(memory, 0);
        }
    }

    private InetSocketAddress anyAddress() {
        int number = random.nextInt(200);
        String host = number % 2 == 0 ? "192.0.2." + number % 8 : "2001:db8::" + number % 8;
        return new InetSocketAddress(host, 20_000 + number / 8 * 2);
    }

    private List<SharedSocket> found(InetSocketAddress address) {
        SourceKey key = new SourceKey();
        read(address, key);
        List<SharedSocket> found = new ArrayList<>();
        for (SharedSocket socket = table.find(key); socket != null; socket = socket.sibling) {
            found.add(socket);
        }
        return found;
    }

    @Test
    void whoeverWasAddedIsFoundUntilRemoved() throws IOException {
        assumeTrue(SocketKind.obstacle().isEmpty(), "shared ports are native");
        try (SharedPort port =
                SharedPort.over(NativeSocket.bind(InetAddress.getLoopbackAddress(), 0), MediaObserver.NONE)) {
            compare(port);
        }
    }

    private void compare(SharedPort port) {
        for (int step = 0; step < 5_000; step++) {
            InetSocketAddress address = anyAddress();
            List<SharedSocket> there = expected.computeIfAbsent(address, key -> new ArrayList<>());
            // Full for a while, then emptier.
            if (random.nextInt(100) < (step < 2_500 ? 60 : 40) || there.isEmpty()) {
                SharedSocket socket = port.open();
                read(address, socket.source());
                table.add(socket);
                there.add(socket);
            } else {
                table.remove(there.remove(random.nextInt(there.size())));
            }
            assertThat(found(address)).isEqualTo(there);
        }
        expected.forEach((address, there) -> assertThat(found(address)).isEqualTo(there));
    }
}
