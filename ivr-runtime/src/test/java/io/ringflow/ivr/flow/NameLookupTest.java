package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.sip.guard.TrustedNetworks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NameLookupTest {

    private static final InetAddress[] LOOPBACK = {InetAddress.getLoopbackAddress()};
    private static final TrustedNetworks NONE = TrustedNetworks.of(List.of());
    private static final TrustedNetworks METADATA = TrustedNetworks.of(List.of("169.254.0.0/16", "fe80::/10"));

    @Test
    void aLookupHoldsNoCarrierOfVirtualThreads() throws Exception {
        var looking = new AtomicReference<Thread>();
        var lookup = new NameLookup(
                _ -> {
                    looking.set(Thread.currentThread());
                    return LOOPBACK;
                },
                NONE);

        var found = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return lookup.resolve("app.example");
                    } catch (UnknownHostException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofVirtual().start(task));

        assertThat(found.get(10, TimeUnit.SECONDS)).isEqualTo(LOOPBACK);
        assertThat(looking.get().isVirtual()).isFalse();
    }

    /** Threat W4. */
    @Test
    void aNameThatLeadsWhereNobodyMayGoLeadsNowhere() throws Exception {
        var addresses = new AtomicReference<List<String>>(List.of());
        var lookup = new NameLookup(
                _ -> addresses.get().stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new), METADATA);
        for (String denied : List.of("169.254.169.254", "::ffff:169.254.169.254", "fe80::1")) {
            addresses.set(List.of(denied));
            assertThatThrownBy(() -> lookup.resolve("evil.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("flow.denied-networks");
        }

        addresses.set(List.of("169.254.169.254", "192.0.2.1"));
        assertThat(lookup.resolve("evil.example")).containsExactly(InetAddress.ofLiteral("192.0.2.1"));
    }

    @Test
    void anUnknownNameIsUnknown() {
        var lookup = new NameLookup(
                host -> {
                    throw new UnknownHostException(host);
                },
                NONE);

        assertThatThrownBy(() -> lookup.resolve("nowhere.example")).isInstanceOf(UnknownHostException.class);
    }
}
