package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.Transport;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trunks whose peers are silent come last, and are not given up. */
class TrunkChecksTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.3");

    private final FakeTime time = new FakeTime();
    private final List<String> asked = new ArrayList<>();
    private final Set<InetAddress> silent = new HashSet<>();
    private final OutboundTrunks trunks = new OutboundTrunks(
            List.of(trunk("carrier", INTERVAL, "13", ONE, TWO), trunk("backup", Duration.ZERO, "", OTHER)), time);
    private final TrunkChecks checks = new TrunkChecks(trunks, this::ping, time);

    @AfterEach
    void nothingIsLeft() {
        checks.close();
        assertThat(time.pendingDelays()).isEmpty();
    }

    private void ping(OutboundSide side, InetSocketAddress address, Consumer<Optional<Duration>> told) {
        var target = side.check(address);
        assertThat(target.uri()).isEqualTo("sip:carrier.example");
        assertThat(target.hop()).isEqualTo(address);
        asked.add(address.getAddress().getHostAddress());
        told.accept(Optional.of(Duration.ofMillis(9)).filter(any -> !silent.contains(address.getAddress())));
    }

    private Trunk trunk(String name, Duration check, String prefix, InetAddress... addresses) {
        var peer = new TrunkPeer("carrier.example", 5_060, List.of(addresses), Instant.MAX, any -> addresses, time);
        var side = new OutboundSide(
                peer,
                Transport.UDP,
                "carrier.example",
                Optional.empty(),
                CallerRule.PASS,
                "",
                10,
                10,
                List.of(prefix),
                new TrunkUpkeep(check, Optional.empty()));
        var media = new MediaProfile(name, List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
        return new Trunk(List.of(), true, media, Optional.of(side));
    }

    private void rounds(int count) {
        time.advance(INTERVAL.multipliedBy(count));
    }

    private String taken() {
        try (var line = trunks.take("13800138000").orElseThrow()) {
            return line.media().trunk() + " "
                    + line.known().getFirst().getAddress().getHostAddress();
        }
    }

    @Test
    void anAddressThatIsSilentThreeTimesComesAfterTheOther() {
        rounds(1);
        assertThat(taken()).isEqualTo("carrier 192.0.2.1");
        silent.add(ONE);
        rounds(2);
        assertThat(taken()).isEqualTo("carrier 192.0.2.1");
        rounds(1);
        assertThat(taken()).isEqualTo("carrier 192.0.2.2");
        assertThat(trunks.up("carrier")).isTrue();
    }

    @Test
    void aTrunkWithoutAnyAddressThatAnswersComesAfterAllOthersUntilOneAnswers() {
        rounds(1);
        silent.addAll(List.of(ONE, TWO));
        rounds(3);
        assertThat(trunks.up("carrier")).isFalse();
        assertThat(taken()).startsWith("backup");
        silent.remove(TWO);
        rounds(1);
        assertThat(trunks.up("carrier")).isTrue();
        assertThat(taken()).isEqualTo("carrier 192.0.2.2");
    }

    @Test
    void whereThereIsNoOtherACallIsTriedAllTheSame() {
        var alone = new OutboundTrunks(List.of(trunk("carrier", INTERVAL, "", ONE)), time);
        try (var _ = new TrunkChecks(alone, this::ping, time)) {
            rounds(1);
            silent.add(ONE);
            rounds(3);
            assertThat(alone.up("carrier")).isFalse();
            assertThat(alone.take("13800138000")).isPresent();
        }
    }

    @Test
    void onesThatNeverAnsweredAreNotLost() {
        silent.addAll(List.of(ONE, TWO));
        rounds(5);
        assertThat(trunks.up("carrier")).isTrue();
        assertThat(taken()).startsWith("carrier");
    }

    @Test
    void onlyTheTrunksThatSaySoAreAsked() {
        rounds(2);
        assertThat(asked).containsOnly("192.0.2.1", "192.0.2.2").hasSize(4);
        assertThat(trunks.checked()).containsExactly("carrier");
    }
}
