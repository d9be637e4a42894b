package io.ringflow.media.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringflow.media.MediaObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One port, several legs: who hears what. */
class SharedPortSocketTest {
    private static final OptionalInt UNTOLD = OptionalInt.empty();

    private final Map<MediaObserver.Discard, Integer> dropped = new EnumMap<>(MediaObserver.Discard.class);
    private final MediaObserver observer = new MediaObserver() {
        @Override
        public void discarded(Discard why) {
            dropped.merge(why, 1, Integer::sum);
        }
    };
    private final PacketSlab slab = new PacketSlab(false);
    private final List<AutoCloseable> open = new ArrayList<>();
    private SharedPort port;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(SocketKind.obstacle().isEmpty(), "shared ports are native");
        port = SharedPort.over(NativeSocket.bind(InetAddress.getByName("127.0.0.1"), 0), observer);
        open.add(port);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable socket : open) {
            socket.close();
        }
    }

    private NativeSocket far(String host) throws IOException {
        NativeSocket far = NativeSocket.bind(InetAddress.getByName(host), 0);
        open.add(far);
        return far;
    }

    private static InetSocketAddress address(PacketSocket socket) {
        return new InetSocketAddress(socket.localAddress(), socket.localPort());
    }

    private SharedSocket leg(PacketSocket far, OptionalInt ssrc) {
        SharedSocket leg = port.open();
        leg.expect(address(far), ssrc);
        return leg;
    }

    private InetSocketAddress shared() {
        return new InetSocketAddress(port.address(), port.number());
    }

    private void rtp(PacketSocket from, int ssrc, int mark) {
        slab.out.clear();
        slab.out.put((byte) 0x80).put((byte) 8).putShort((short) 1).putInt(0).putInt(ssrc);
        slab.out.putInt(mark).flip();
        from.send(slab, shared());
    }

    private void rtcp(PacketSocket from, int ssrc) {
        slab.out.clear();
        slab.out
                .put((byte) 0x80)
                .put((byte) 201)
                .putShort((short) 1)
                .putInt(ssrc)
                .flip();
        from.send(slab, shared());
    }

    /** The marks of all packets that wait. */
    private List<Integer> heard(PacketSocket leg) {
        List<Integer> marks = new ArrayList<>();
        while (leg.receive(slab) != PacketSocket.NOBODY) {
            marks.add(slab.in.getInt(slab.in.limit() - 4));
        }
        return marks;
    }

    /** One packet of RTP, and a phase. */
    private void speaks(PacketSocket from, int ssrc, int mark) {
        rtp(from, ssrc, mark);
        turn();
    }

    private void turn() {
        slab.begin();
        port.receive(slab);
        port.flush();
    }

    private void assertNobodyHears(SharedSocket... legs) {
        for (SharedSocket leg : legs) {
            assertThat(heard(leg)).isEmpty();
        }
        assertThat(strangers()).isEqualTo(1);
    }

    private int strangers() {
        return dropped.getOrDefault(MediaObserver.Discard.WRONG_SOURCE, 0);
    }

    /** One that is not asked for more than a path takes has no datagram numbered (RFC 6864 §4.1). */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aSharedPortSendsNoFragmentsUntilItMust(String host) throws IOException {
        NativeSocket own = far(host);
        assertThat(own.mayFragment()).as("a socket of one leg").isFalse();
        NativeSocket socket = NativeSocket.bind(InetAddress.getByName(host), 0);
        open.add(SharedPort.over(socket, observer));

        assertThat(socket.mayFragment()).as("until now it did not").isTrue();
        assertThat(socket.mayFragment()).as("now it does").isFalse();
    }

    @Test
    void everyLegHearsItsOwnFarEndInOrderOfArrival() throws IOException {
        NativeSocket one = far("127.0.0.2");
        NativeSocket two = far("127.0.0.3");
        SharedSocket first = leg(one, UNTOLD);
        SharedSocket second = leg(two, UNTOLD);
        for (int i = 0; i < 10; i++) {
            rtp(one, 1, i);
            rtp(two, 2, 100 + i);
        }
        turn();
        assertThat(first.receive(slab)).isEqualTo(address(one));
        assertThat(heard(first)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(heard(second)).containsExactly(100, 101, 102, 103, 104, 105, 106, 107, 108, 109);
        assertThat(dropped).isEmpty();
    }

    @Test
    void whatLegsSendLeavesAtTheEndOfThePhaseToEachItsOwn() throws IOException {
        NativeSocket one = far("127.0.0.2");
        NativeSocket two = far("127.0.0.3");
        SharedSocket first = leg(one, UNTOLD);
        SharedSocket second = leg(two, UNTOLD);
        for (int i = 0; i < 100; i++) {
            slab.out.clear().putInt(0, i).limit(4);
            (i % 2 == 0 ? first : second).send(slab, address(i % 2 == 0 ? one : two));
        }
        assertThat(heard(one)).as("of a full batch only").hasSize(32);
        port.flush();
        assertThat(heard(one)).hasSize(18).endsWith(98);
        assertThat(heard(two)).hasSize(50).startsWith(1).endsWith(99);
        assertThat(first.failures()).isZero();
    }

    @Test
    void aPacketThatCannotLeaveFailsForItsLegAndTheOthersLeave() throws IOException {
        NativeSocket one = far("127.0.0.2");
        SharedSocket first = leg(one, UNTOLD);
        SharedSocket second = leg(far("127.0.0.3"), UNTOLD);
        for (int i = 0; i < 3; i++) {
            slab.out.clear().putInt(0, i).limit(4);
            first.send(slab, address(one));
            // No route from the loopback address: the system refuses it.
            slab.out.clear().limit(4);
            second.send(slab, new InetSocketAddress("192.0.2.1", 4000));
        }
        port.flush();
        assertThat(heard(one)).containsExactly(0, 1, 2);
        assertThat(second.failures()).isEqualTo(3);
        assertThat(first.failures()).isZero();
    }

    @Test
    void aStrangerIsHeardByNobody() throws IOException {
        NativeSocket one = far("127.0.0.2");
        SharedSocket first = leg(one, UNTOLD);
        NativeSocket otherPort = far("127.0.0.2");
        rtp(otherPort, 1, 1);
        rtp(far("127.0.0.3"), 1, 2);
        turn();
        assertThat(heard(first)).isEmpty();
        assertThat(strangers()).isEqualTo(2);
    }

    @Test
    void legsOfOneSourceAreToldApartByTheStreamsTheyBeganWith() throws IOException {
        NativeSocket both = far("127.0.0.2");
        SharedSocket first = leg(both, UNTOLD);
        speaks(both, 11, 1);
        SharedSocket second = leg(both, UNTOLD);
        rtp(both, 22, 2);
        speaks(both, 11, 3);
        assertThat(heard(first)).containsExactly(1, 3);
        assertThat(heard(second)).containsExactly(2);
        speaks(both, 33, 4);
        assertNobodyHears(first, second);
    }

    @Test
    void whatCouldBeMeantForTwoIsHeardByNeither() throws IOException {
        NativeSocket both = far("127.0.0.2");
        SharedSocket first = leg(both, UNTOLD);
        SharedSocket second = leg(both, UNTOLD);
        speaks(both, 11, 1);
        assertNobodyHears(first, second);
    }

    @Test
    void streamsThatWereSignalledAreToldApartFromTheStart() throws IOException {
        NativeSocket both = far("127.0.0.2");
        SharedSocket first = leg(both, OptionalInt.of(11));
        SharedSocket second = leg(both, OptionalInt.of(-22));
        rtp(both, -22, 1);
        speaks(both, 11, 2);
        assertThat(heard(first)).containsExactly(2);
        assertThat(heard(second)).containsExactly(1);
    }

    @Test
    void reportsGoToTheLegOfTheirSender() throws IOException {
        NativeSocket both = far("127.0.0.2");
        SharedSocket first = leg(both, OptionalInt.of(11));
        SharedSocket second = leg(both, OptionalInt.of(22));
        SharedSocket control = port.openBeside(second);
        rtcp(both, 22);
        rtcp(both, 33);
        turn();
        assertThat(heard(first)).isEmpty();
        assertThat(heard(second)).containsExactly(22);
        assertThat(control.hears(22)).isTrue();
        assertThat(strangers()).isEqualTo(1);
    }

    @Test
    void aStreamThatFollowsAfterSilenceIsTakenByTheLegThatFellSilent() throws IOException {
        NativeSocket both = far("127.0.0.2");
        SharedSocket first = leg(both, UNTOLD);
        speaks(both, 11, 1);
        SharedSocket second = leg(both, UNTOLD);
        speaks(both, 22, 2);
        first.disconnect();
        speaks(both, 33, 3);
        assertThat(heard(first)).containsExactly(1, 3);
        assertThat(heard(second)).containsExactly(2);
    }

    @Test
    void theNextLegOfASourceDoesNotHearWhatIsLeftOfTheLastOne() throws IOException {
        NativeSocket far = far("127.0.0.2");
        SharedSocket first = leg(far, UNTOLD);
        speaks(far, 11, 1);
        rtp(far, 11, 2);
        first.close();
        SharedSocket second = leg(far, UNTOLD);
        rtp(far, 11, 3);
        speaks(far, 12, 4);
        assertThat(heard(second)).containsExactly(4);
        assertThat(strangers()).isEqualTo(2);
    }

    @Test
    void aLegThatTurnsToAnotherAddressHearsThatOne() throws IOException {
        NativeSocket before = far("127.0.0.2");
        NativeSocket after = far("127.0.0.3");
        SharedSocket leg = leg(before, UNTOLD);
        speaks(before, 11, 1);
        leg.expect(new InetSocketAddress("0.0.0.0", 4000), UNTOLD);
        speaks(before, 11, 2);
        assertThat(heard(leg)).as("on hold").containsExactly(1, 2);
        speaks(before, 11, 3);
        leg.expect(address(after), UNTOLD);
        rtp(before, 11, 4);
        speaks(after, 12, 5);
        assertThat(heard(leg)).containsExactly(5);
    }

    @Test
    void oneFloodingFarEndCostsTheOthersNothing() throws IOException {
        NativeSocket flooding = far("127.0.0.2");
        NativeSocket quiet = far("127.0.0.3");
        SharedSocket flooded = leg(flooding, UNTOLD);
        SharedSocket other = leg(quiet, UNTOLD);
        for (int i = 0; i < 60; i++) {
            rtp(flooding, 1, i);
        }
        speaks(quiet, 2, 1_000);
        assertThat(heard(other)).containsExactly(1_000);
        assertThat(heard(flooded)).hasSize(SharedPort.MOST_WAITING);
        assertThat(dropped).containsEntry(MediaObserver.Discard.FLOOD, 60 - SharedPort.MOST_WAITING);
    }

    @Test
    void aFloodOfStrangersIsReadInSharesAndEnds() throws IOException {
        NativeSocket quiet = far("127.0.0.3");
        SharedSocket leg = leg(quiet, UNTOLD);
        NativeSocket flooding = far("127.0.0.2");
        for (int i = 0; i < 300; i++) {
            rtp(flooding, 1, i);
        }
        speaks(quiet, 2, 7);
        assertThat(strangers()).as("in one phase").isEqualTo(128);
        turn();
        turn();
        assertThat(strangers()).isEqualTo(300);
        assertThat(heard(leg)).containsExactly(7);
    }

    @Test
    void packetsTellWhenTheyArrivedWhereverTheyWait() throws IOException {
        PacketSlab paced = new PacketSlab(true);
        NativeSocket far = far("127.0.0.2");
        SharedSocket leg = leg(far, UNTOLD);
        paced.system();
        rtp(far, 1, 1);
        long between = System.nanoTime();
        rtp(far, 1, 2);
        paced.begin();
        port.receive(paced);
        assertThat(leg.receive(paced)).isEqualTo(address(far));
        long first = leg.arrivalNanos();
        assertThat(leg.receive(paced)).isEqualTo(address(far));
        assertThat(leg.arrivalNanos()).isGreaterThan(first).isLessThanOrEqualTo(System.nanoTime());
        // The two clocks are compared, not the same.
        assertThat(Math.abs(leg.arrivalNanos() - between)).isLessThan(10_000_000_000L);
        assertThat(leg.exactArrivals()).isTrue();
    }

    @Test
    void iPv6FarEndsAreToldApart() throws IOException {
        InetAddress loopback = InetAddress.getByName("::1");
        try (SharedPort six = SharedPort.over(NativeSocket.bind(loopback, 0), observer);
                NativeSocket one = NativeSocket.bind(loopback, 0);
                NativeSocket two = NativeSocket.bind(loopback, 0)) {
            port = six;
            SharedSocket first = leg(one, UNTOLD);
            SharedSocket second = leg(two, UNTOLD);
            rtp(one, 1, 1);
            rtp(two, 2, 2);
            turn();
            assertThat(heard(first)).containsExactly(1);
            assertThat(heard(second)).containsExactly(2);
        } catch (IOException e) {
            assumeTrue(false, "no IPv6 here");
        }
    }
}
