package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** threats.md S22: a peer's name is looked up aside, remembered, and its name server may fail. */
class TrunkPeerTest {

    private static final InetAddress FIRST = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SECOND = InetAddress.ofLiteral("192.0.2.2");

    private final AtomicInteger asked = new AtomicInteger();

    private volatile Instant now = Instant.parse("2026-01-05T09:00:00Z");
    private volatile InetAddress[] answer = {FIRST, SECOND};
    private volatile boolean fails;

    private final TrunkPeer peer = TrunkPeer.named("sip.carrier.example", 5070, this::lookUp, () -> now);

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        asked.incrementAndGet();
        if (fails) throw new UnknownHostException(host);
        return answer;
    }

    private static InetSocketAddress at(InetAddress address) {
        return new InetSocketAddress(address, 5070);
    }

    @Test
    void allItsAddressesAreKnownForAMinuteFromTheFirstCallOn() {
        assertThat(peer.known()).as("not yet").isEmpty();
        assertThat(peer.addresses()).containsExactly(at(FIRST), at(SECOND));
        now = now.plusSeconds(59);
        assertThat(peer.addresses()).hasSize(2);
        assertThat(asked.get()).isLessThanOrEqualTo(2);
        assertThat(peer.hostPort()).isEqualTo("sip.carrier.example:5070");
    }

    @Test
    void oldAddressesServeUntilNewOnesAreThere() {
        assertThat(peer.addresses()).hasSize(2);
        answer = new InetAddress[] {SECOND};
        now = now.plusSeconds(61);
        assertThat(peer.addresses()).as("nobody waits").hasSize(2);
        await(() -> peer.known().size() == 1);
        assertThat(peer.known()).containsExactly(at(SECOND));
    }

    @Test
    void aNameServerThatFailsStopsNoCalls() {
        assertThat(peer.addresses()).hasSize(2);
        int before = asked.get();
        fails = true;
        now = now.plusSeconds(61);
        assertThat(peer.addresses()).hasSize(2);
        await(() -> asked.get() > before);
        assertThat(peer.addresses()).hasSize(2);
    }

    @Test
    void aNameThatIsNotKnownHasNoAddress() {
        fails = true;
        assertThat(peer.addresses()).isEmpty();
    }

    @Test
    void oneThatIsGivenByAddressIsNeverLookedUp() {
        var literal = TrunkPeer.of(new InetSocketAddress(InetAddress.ofLiteral("2001:db8::9"), 5060));
        assertThat(literal.addresses()).containsExactly(literal.address().orElseThrow());
        assertThat(literal.hostPort()).startsWith("[2001:db8:").endsWith("]:5060");
    }

    @Test
    void oneLookUpAtATimeIsUnderWay() {
        var held = new CountDownLatch(1);
        var slow = TrunkPeer.named(
                "slow.example",
                5060,
                host -> {
                    asked.incrementAndGet();
                    await(() -> held.getCount() == 0);
                    return new InetAddress[] {FIRST};
                },
                () -> now);
        assertThat(slow.known()).isEmpty();
        assertThat(slow.known()).isEmpty();
        held.countDown();
        await(() -> slow.known().size() == 1);
        assertThat(asked).hasValue(1);
        assertThat(slow.hostPort()).as("the usual port goes without saying").isEqualTo("slow.example");
    }

    private static void await(BooleanSupplier condition) {
        var patience = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.onSpinWait();
        }
    }
}
