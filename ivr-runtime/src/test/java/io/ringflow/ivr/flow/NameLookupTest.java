package io.ringflow.ivr.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NameLookupTest {

    private static final InetAddress[] LOOPBACK = {InetAddress.getLoopbackAddress()};

    @Test
    void aLookupHoldsNoCarrierOfVirtualThreads() throws Exception {
        var looking = new AtomicReference<Thread>();
        var lookup = new NameLookup(_ -> {
            looking.set(Thread.currentThread());
            return LOOPBACK;
        });

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

    @Test
    void anUnknownNameIsUnknown() {
        var lookup = new NameLookup(host -> {
            throw new UnknownHostException(host);
        });

        assertThatThrownBy(() -> lookup.resolve("nowhere.example")).isInstanceOf(UnknownHostException.class);
    }
}
