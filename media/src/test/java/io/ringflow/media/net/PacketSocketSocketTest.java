package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.media.MediaConfig.Sockets;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a port does, of either kind. */
@ParameterizedClass
@MethodSource("kinds")
class PacketSocketSocketTest {

    @Parameter
    SocketKind kind;

    /** Those that there are here. */
    static Set<SocketKind> kinds() {
        return EnumSet.of(SocketKind.CHANNEL, SocketKind.choose(Sockets.AUTO));
    }

    private final PacketSlab slab = new PacketSlab(false);
    private final List<PacketSocket> open = new ArrayList<>();
    private PacketSocket ours;
    private PacketSocket theirs;

    @BeforeEach
    void open() throws IOException {
        ours = port("127.0.0.1");
        theirs = port("127.0.0.1");
    }

    @AfterEach
    void close() {
        open.forEach(PacketSocket::close);
    }

    private PacketSocket port(String host) throws IOException {
        PacketSocket socket = kind.bind(InetAddress.getByName(host), 0);
        open.add(socket);
        return socket;
    }

    private static InetSocketAddress address(PacketSocket socket) {
        return new InetSocketAddress(socket.localAddress(), socket.localPort());
    }

    private void send(PacketSocket from, String text, PacketSocket to) {
        slab.out.clear();
        slab.out.put(text.getBytes(StandardCharsets.US_ASCII)).flip();
        from.send(slab, address(to));
    }

    private String received(PacketSocket by, PacketSlab into) {
        InetSocketAddress source = by.receive(into);
        if (source == PacketSocket.NOBODY) {
            return "nothing";
        }
        byte[] bytes = new byte[into.in.limit()];
        into.in.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII) + " from " + source.getPort();
    }

    private String received(PacketSocket by) {
        return received(by, slab);
    }

    @Test
    void aDatagramComesWithItsSource() {
        assertThat(received(ours)).isEqualTo("nothing");
        send(theirs, "one", ours);
        send(theirs, "two", ours);
        assertThat(received(ours)).isEqualTo("one from " + theirs.localPort());
        assertThat(received(ours)).isEqualTo("two from " + theirs.localPort());
        assertThat(received(ours)).isEqualTo("nothing");
        assertThat(ours.failures() + theirs.failures()).isZero();
    }

    @Test
    void aSourceIsTheSameObjectUntilAnotherSpeaks() throws IOException {
        PacketSocket stranger = port("127.0.0.2");
        send(theirs, "one", ours);
        send(theirs, "two", ours);
        send(stranger, "three", ours);
        InetSocketAddress first = ours.receive(slab);
        assertThat(ours.receive(slab)).isSameAs(first).isEqualTo(address(theirs));
        assertThat(ours.receive(slab)).isEqualTo(address(stranger));
    }

    @Test
    void onceConnectedOnlyThePeerIsHeard() throws IOException {
        PacketSocket stranger = port("127.0.0.2");
        ours.connect(address(theirs));
        assertThat(ours.connected()).isTrue();
        send(stranger, "stranger", ours);
        send(theirs, "peer", ours);
        assertThat(received(ours)).isEqualTo("peer from " + theirs.localPort());
        assertThat(received(ours)).isEqualTo("nothing");
        send(ours, "answer", theirs);
        assertThat(received(theirs)).isEqualTo("answer from " + ours.localPort());
    }

    /** Also when the system chose the port: it is still ours. */
    @Test
    void onceDisconnectedEveryoneIsHeardOnTheSamePort() throws IOException {
        PacketSocket stranger = port("127.0.0.2");
        ours.connect(address(theirs));
        ours.disconnect();
        assertThat(ours.connected()).isFalse();
        send(stranger, "stranger", ours);
        assertThat(received(ours)).isEqualTo("stranger from " + stranger.localPort());
        send(ours, "answer", theirs);
        assertThat(received(theirs)).isEqualTo("answer from " + ours.localPort());
    }

    @Test
    void whoeverSendsElsewhereIsNoLongerConnected() throws IOException {
        PacketSocket other = port("127.0.0.2");
        ours.connect(address(theirs));
        send(ours, "elsewhere", other);
        assertThat(ours.connected()).isFalse();
        assertThat(received(other)).isEqualTo("elsewhere from " + ours.localPort());
    }

    @Test
    void aClosedPortOfTheFarEndIsCountedAndEveryoneIsHeardAgain() {
        InetSocketAddress gone = address(theirs);
        ours.connect(gone);
        theirs.close();
        slab.out.clear().limit(4);
        ours.send(slab, gone);
        assertThat(received(ours)).isEqualTo("nothing");
        assertThat(ours.unreachable()).isEqualTo(1);
        assertThat(ours.connected()).isFalse();
        assertThat(ours.failures()).isZero();
    }

    @Test
    void whatIsTooLongIsCut() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(PacketSlab.PACKET_BYTES + 1), address(theirs));
        }
        theirs.receive(slab);
        assertThat(slab.in.limit()).isEqualTo(PacketSlab.PACKET_BYTES);
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        assertThatThrownBy(() -> kind.bind(ours.localAddress(), ours.localPort()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void onceClosedItIsSilentAndThePortIsFree() throws IOException {
        ours.close();
        ours.close();
        send(ours, "late", theirs);
        assertThat(received(ours)).isEqualTo("nothing");
        assertThat(received(theirs)).isEqualTo("nothing");
        open.add(kind.bind(ours.localAddress(), ours.localPort()));
    }

    @Test
    void addressesOfTheSixthVersionTravelToo() throws IOException {
        if (NetworkInterface.getByInetAddress(InetAddress.getByName("::1")) == null) {
            assertThatThrownBy(() -> port("::1")).isInstanceOf(IOException.class);
            return;
        }
        PacketSocket one = port("::1");
        PacketSocket two = port("::1");
        assertThat(one.localAddress()).isInstanceOf(Inet6Address.class);
        send(one, "six", two);
        assertThat(two.receive(slab)).isEqualTo(address(one));
        two.connect(address(one));
        send(two, "back", one);
        assertThat(received(one)).isEqualTo("back from " + two.localPort());
        assertThat(one.failures() + two.failures()).isZero();
    }

    @Test
    void aPacketTellsWhenItArrived() {
        PacketSlab paced = new PacketSlab(true);
        received(ours, paced);
        long before = System.nanoTime();
        send(theirs, "now", ours);
        long after = System.nanoTime();
        paced.begin();
        assertThat(received(ours, paced)).startsWith("now");
        assertThat(ours.exactArrivals()).isEqualTo(kind == SocketKind.NATIVE);
        // The system's two clocks are compared to within a fraction of a millisecond.
        assertThat(ours.arrivalNanos() - before).isGreaterThan(-1_000_000);
        if (ours.exactArrivals()) {
            assertThat(ours.arrivalNanos() - after).isLessThan(1_000_000);
        }
    }

    @Test
    void aConnectedPortOnAPacedLoopReadsEverythingInTheEnd() {
        PacketSlab paced = new PacketSlab(true);
        ours.connect(address(theirs));
        int heard = 0;
        for (int turn = 0; turn < 300; turn++) {
            paced.begin();
            for (int i = 0; turn < 200 && i < turn % 4; i++) {
                send(theirs, "packet", ours);
            }
            while (ours.receive(paced) != PacketSocket.NOBODY) {
                heard++;
            }
        }
        assertThat(heard).isEqualTo(300);
    }
}
