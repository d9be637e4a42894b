package io.ringflow.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** threats.md S10: how often somebody may be wrong. */
class FailureLimitTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");

    private Instant now = Instant.parse("2026-01-05T09:00:00Z");

    private final FailureLimit limit = new FailureLimit(3, () -> now);

    @Test
    void theLastFailureThatIsAllowedIsToldOnceAndAMinuteLaterAllIsForgiven() {
        assertThat(limit.failed(HERE, "8001")).isFalse();
        now = now.plusSeconds(30);
        assertThat(limit.failed(HERE, "8001")).isFalse();
        assertThat(limit.blocks(HERE, "8001")).isFalse();
        assertThat(limit.failed(HERE, "8001")).isTrue();
        assertThat(limit.blocks(HERE, "8001")).isTrue();
        assertThat(limit.blocks(HERE, "8002")).isFalse();
        assertThat(limit.failed(HERE, "8001")).as("told once").isFalse();
        now = now.plusSeconds(30);
        assertThat(limit.blocks(HERE, "8001"))
                .as("a minute after the first failure")
                .isFalse();
        assertThat(limit.failed(HERE, "8001")).isFalse();
    }

    @Test
    void anIpv6NetworkIsOneSource() {
        for (int i = 1; i <= 3; i++) {
            limit.failed(InetAddress.ofLiteral("2001:db8:1:2::" + i), "8001");
        }
        assertThat(limit.blocks(InetAddress.ofLiteral("2001:db8:1:2:ffff::9"), "8001"))
                .isTrue();
        assertThat(limit.blocks(InetAddress.ofLiteral("2001:db8:1:3::1"), "8001"))
                .isFalse();
    }

    @Test
    void theTableIsBoundedAndWhoGoesOnGuessingStaysInIt() {
        for (int i = 0; i < 100_000; i++) {
            limit.failed(HERE, "name-" + i);
        }
        assertThat(limit.blocks(HERE, "8001")).as("all accounts together").isTrue();
    }
}
