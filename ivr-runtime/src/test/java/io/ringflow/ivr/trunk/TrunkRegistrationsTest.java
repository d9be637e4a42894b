package io.ringflow.ivr.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.ivr.trunk.OutboundSide.CallerRule;
import io.ringflow.media.MediaConfig.SymmetricRtp;
import io.ringflow.media.MediaProfile;
import io.ringflow.media.MediaProfile.DtmfPolicy;
import io.ringflow.sip.Transport;
import io.ringflow.sip.digest.Credentials;
import io.ringflow.sip.digest.DigestClient;
import io.ringflow.sip.leg.ClientRegistration.Outcome;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trunks that stay registered with their carrier, and come back when that was away. */
class TrunkRegistrationsTest {

    private static final Duration EXPIRES = Duration.ofSeconds(600);
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");

    private record Sent(Duration at, String to, long expires) {}

    private final FakeTime time = new FakeTime();
    private final Instant start = time.instant();
    private final List<Sent> sent = new ArrayList<>();
    private final OutboundTrunks trunks = new OutboundTrunks(List.of(trunk()), time);

    private Outcome answer = granted(120);

    @AfterEach
    void nothingIsLeft() {
        assertThat(time.pendingDelays()).isEmpty();
    }

    private static Outcome granted(long seconds) {
        return new Outcome(200, Duration.ofSeconds(seconds), Optional.empty());
    }

    private static Outcome refused(int status, Optional<Duration> retryAfter) {
        return new Outcome(status, Duration.ZERO, retryAfter);
    }

    private Trunk trunk() {
        var addresses = new InetAddress[] {ONE, TWO};
        var peer = new TrunkPeer("carrier.example", 5_060, List.of(addresses), Instant.MAX, any -> addresses, time);
        var account = new DigestClient(Credentials.of("pilot", "secret"));
        var registration = new TrunkUpkeep.Registration("pilot", "4008001234", EXPIRES, account);
        var side = new OutboundSide(
                peer,
                Transport.UDP,
                "",
                Optional.of(account),
                CallerRule.PASS,
                "",
                10,
                10,
                List.of(""),
                new TrunkUpkeep(Duration.ZERO, Optional.of(registration)));
        var media = new MediaProfile("carrier", List.of("PCMA"), SymmetricRtp.AUTO, DtmfPolicy.AUTO, false);
        return new Trunk(List.of(), true, media, Optional.of(side));
    }

    private void send(OutboundSide side, InetSocketAddress to, Duration expires, Consumer<Outcome> told) {
        var at = Duration.between(start, time.instant());
        sent.add(new Sent(at, to.getAddress().getHostAddress(), expires.toSeconds()));
        told.accept(answer);
    }

    private TrunkRegistrations begin() {
        return new TrunkRegistrations(trunks, this::send, time);
    }

    @Test
    void itIsRenewedAfterEightyFivePercentOfWhatWasGrantedAndTakenBackAtTheEnd() {
        var registrations = begin();
        assertThat(trunks.registered("carrier")).isTrue();
        time.advance(Duration.ofSeconds(205));
        registrations.close();
        assertThat(sent)
                .containsExactly(
                        new Sent(Duration.ZERO, "192.0.2.1", 600),
                        new Sent(Duration.ofSeconds(102), "192.0.2.1", 600),
                        new Sent(Duration.ofSeconds(204), "192.0.2.1", 600),
                        new Sent(Duration.ofSeconds(205), "192.0.2.1", 0));
    }

    @Test
    void afterAFailureItWaitsLongerAndLongerAndTriesTheOtherAddress() {
        answer = refused(0, Optional.empty());
        try (var _ = begin()) {
            time.advance(Duration.ofHours(2));
            assertThat(trunks.registered("carrier")).isFalse();
            assertThat(sent).extracting(Sent::to).startsWith("192.0.2.1", "192.0.2.2", "192.0.2.1");
            var waits = new ArrayList<Double>();
            for (int i = 1; i < sent.size(); i++) {
                waits.add(sent.get(i).at().minus(sent.get(i - 1).at()).toMillis() / 1_000.0);
            }
            assertThat(waits.get(0)).isBetween(22.5, 37.5);
            assertThat(waits.get(1)).isBetween(45.0, 75.0);
            assertThat(waits.getLast()).isBetween(1_350.0, 2_250.0);
            answer = granted(600);
            time.advance(Duration.ofMinutes(40));
            assertThat(trunks.registered("carrier")).isTrue();
        }
    }

    @Test
    void aRefusalThatSaysWhenIsTakenAtItsWordAndARefusedRenewalIsNoRegistration() {
        try (var _ = begin()) {
            answer = refused(503, Optional.of(Duration.ofSeconds(7)));
            time.advance(Duration.ofSeconds(102));
            assertThat(trunks.registered("carrier")).isFalse();
            answer = granted(120);
            time.advance(Duration.ofSeconds(7));
            assertThat(trunks.registered("carrier")).isTrue();
            assertThat(sent).extracting(Sent::at).last().isEqualTo(Duration.ofSeconds(109));
        }
    }

    @Test
    void whatWasNotRegisteredIsNotTakenBack() {
        answer = refused(403, Optional.empty());
        begin().close();
        assertThat(sent).hasSize(1);
        assertThat(trunks.registering()).containsExactly("carrier");
    }
}
