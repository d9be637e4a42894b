package io.ringflow.ivr.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringflow.sip.Transport;
import io.ringflow.sip.registrar.Binding;
import io.ringflow.testkit.time.FakeTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which registered telephones are called: those that are there, as far as one can know. */
class TelephoneChecksTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final FakeTime time = new FakeTime();
    private final List<Binding> registered = new ArrayList<>();
    private final List<Instant> asked = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final TelephoneChecks checks =
            new TelephoneChecks(() -> List.copyOf(registered), INTERVAL, time, new Facts());

    private Optional<Duration> answer = Optional.of(Duration.ofMillis(20));

    private final class Facts implements TelephoneChecks.Observer {
        @Override
        public void answered(Duration took) {
            facts.add("answered in " + took.toMillis());
        }

        @Override
        public void silent() {
            facts.add("silent");
        }
    }

    @AfterEach
    void nothingIsLeft() {
        checks.close();
        assertThat(time.pendingDelays()).isEmpty();
    }

    private void ping(Binding telephone, Consumer<Optional<Duration>> told) {
        asked.add(time.instant());
        told.accept(answer);
    }

    private Binding telephone(int port, int seconds) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var until = time.instant().plusSeconds(seconds);
        return new Binding(
                "8001",
                "sip:8001@10.0.0.9:5060",
                1_000,
                "id",
                1,
                until,
                Transport.UDP,
                address,
                address,
                List.of(),
                "");
    }

    private void rounds(int count) {
        time.advance(INTERVAL.multipliedBy(count));
    }

    @Test
    void oneThatAnsweredAndIsSilentThreeTimesInARowIsNotCalledUntilItAnswers() {
        var one = telephone(5_060, 3_600);
        registered.add(one);
        checks.start(this::ping);
        rounds(1);
        answer = Optional.empty();
        rounds(2);
        assertThat(checks.reachable(one)).isTrue();
        rounds(1);
        assertThat(checks.reachable(one)).isFalse();
        assertThat(checks.lost()).isEqualTo(1);
        answer = Optional.of(Duration.ofMillis(5));
        rounds(1);
        assertThat(checks.reachable(one)).isTrue();
        assertThat(facts).containsExactly("answered in 20", "silent", "silent", "silent", "answered in 5");
    }

    @Test
    void anAnswerBetweenBeginsTheCountAnew() {
        var one = telephone(5_060, 3_600);
        registered.add(one);
        checks.start(this::ping);
        for (int i = 0; i < 4; i++) {
            answer = Optional.of(Duration.ofMillis(20));
            rounds(1);
            answer = Optional.empty();
            rounds(2);
        }
        assertThat(checks.reachable(one)).isTrue();
    }

    @Test
    void oneThatRegistersAnewIsThere() {
        var one = telephone(5_060, 3_600);
        registered.add(one);
        checks.start(this::ping);
        rounds(1);
        answer = Optional.empty();
        rounds(3);
        assertThat(checks.reachable(one)).isFalse();
        registered.set(0, telephone(5_060, 3_600));
        assertThat(checks.reachable(registered.getFirst())).isTrue();
        assertThat(checks.lost()).isZero();
    }

    @Test
    void oneThatNeverAnsweredSuchAQuestionIsCalledAllTheSame() {
        var one = telephone(5_060, 3_600);
        registered.add(one);
        answer = Optional.empty();
        checks.start(this::ping);
        rounds(5);
        assertThat(facts).hasSize(5);
        assertThat(checks.reachable(one)).isTrue();
    }

    @Test
    void aThousandAreAskedOnceInEachIntervalAndNotAllAtOnce() {
        IntStream.range(0, 1_000).forEach(i -> registered.add(telephone(1_024 + i, 3_600)));
        checks.start(this::ping);
        rounds(1);
        asked.clear();
        rounds(1);
        assertThat(asked).hasSize(1_000);
        assertThat(asked.stream().distinct()).hasSize(300);
    }

    @Test
    void oneThatIsGoneIsForgotten() {
        var one = telephone(5_060, 3_600);
        registered.add(one);
        checks.start(this::ping);
        rounds(1);
        answer = Optional.empty();
        rounds(3);
        assertThat(checks.lost()).isEqualTo(1);
        registered.clear();
        rounds(1);
        assertThat(checks.lost()).isZero();
    }

    @Test
    void withoutAnIntervalNobodyIsAsked() {
        registered.add(telephone(5_060, 3_600));
        try (var none = new TelephoneChecks(() -> registered, Duration.ZERO, time, new Facts())) {
            none.start(this::ping);
            rounds(10);
        }
        assertThat(asked).isEmpty();
    }
}
