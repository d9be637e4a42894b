package io.ringflow.ivr.rest;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringflow.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureLimitTest {

    private final FakeTime time = new FakeTime(Instant.parse("2026-03-01T02:00:00Z"), () -> true);
    private final FailureLimit limit = new FailureLimit(time);

    private void fails(String address, int times) {
        for (int i = 0; i < times; i++) limit.failed(address);
    }

    private void isHeldOff(String address, String account) {
        assertThatThrownBy(() -> limit.passed(address, account)).isInstanceOfSatisfying(RestRefused.class, refused -> {
            if (refused.error() != RestError.TOO_MANY_FAILURES) throw refused;
        });
    }

    private void isHeard(String address, String account) {
        assertThatCode(() -> limit.passed(address, account)).doesNotThrowAnyException();
    }

    @Test
    void whoFailsTooOftenIsHeldOffEvenWithARightKey() {
        fails("192.0.2.1", FailureLimit.MOST_FAILURES - 1);
        isHeard("192.0.2.1", "early");
        limit.failed("192.0.2.1");
        isHeldOff("192.0.2.1", "shop");
        assertThatThrownBy(() -> limit.failed("192.0.2.1")).isInstanceOf(RestRefused.class);
        isHeard("192.0.2.1", "early");
        isHeard("192.0.2.2", "shop");
    }

    @Test
    void itIsForgivenWhenTheMinuteIsOver() {
        fails("192.0.2.1", FailureLimit.MOST_FAILURES);
        time.advance(FailureLimit.WINDOW.minusSeconds(1));
        isHeldOff("192.0.2.1", "shop");
        time.advance(Duration.ofSeconds(1));
        isHeard("192.0.2.1", "shop");
        fails("192.0.2.1", FailureLimit.MOST_FAILURES);
        isHeldOff("192.0.2.1", "other");
    }

    @Test
    void anAccountThatWasRightLongAgoIsNotKnownAnyMore() {
        isHeard("192.0.2.1", "shop");
        time.advance(Duration.ofMinutes(61));
        fails("192.0.2.1", FailureLimit.MOST_FAILURES);
        isHeldOff("192.0.2.1", "shop");
    }

    @Test
    void allOfANetworkOfIpv6AreOne() {
        for (int i = 0; i < FailureLimit.MOST_FAILURES; i++) limit.failed("2001:db8:0:1::" + i);
        isHeldOff("2001:db8:0:1:ffff::9", "shop");
        isHeard("2001:db8:0:2::1", "shop");
    }
}
