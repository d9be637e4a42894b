package io.ringflow.media.engine;

import static io.ringflow.media.MediaEvent.DigitSource.RFC4733;
import static io.ringflow.media.MediaEvent.DigitSource.SIP_INFO;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigitGateTest {
    private final DigitGate gate = new DigitGate();

    @Test
    void theSamePressFromBothSidesIsToldOnce() {
        assertThat(gate.admits('5', RFC4733, 100)).isTrue();
        assertThat(gate.admits('5', SIP_INFO, 125)).isFalse();
    }

    @Test
    void signallingMayBeFirst() {
        assertThat(gate.admits('5', SIP_INFO, 100)).isTrue();
        assertThat(gate.admits('5', RFC4733, 103)).isFalse();
    }

    @Test
    void halfASecondLaterItIsAnotherPress() {
        assertThat(gate.admits('5', RFC4733, 100)).isTrue();
        assertThat(gate.admits('5', SIP_INFO, 126)).isTrue();
    }

    @Test
    void anotherKeyIsAnotherPress() {
        assertThat(gate.admits('5', RFC4733, 100)).isTrue();
        assertThat(gate.admits('6', SIP_INFO, 101)).isTrue();
    }

    @Test
    void twoQuickPressesOfOneSideAreTwo() {
        assertThat(gate.admits('5', RFC4733, 100)).isTrue();
        assertThat(gate.admits('5', RFC4733, 104)).isTrue();
    }

    @Test
    void twoQuickPressesToldByBothSidesAreTwoInAnyOrder() {
        assertThat(gate.admits('5', RFC4733, 100)).isTrue();
        assertThat(gate.admits('5', RFC4733, 104)).isTrue();
        assertThat(gate.admits('5', SIP_INFO, 105)).isFalse();
        assertThat(gate.admits('5', SIP_INFO, 106)).isFalse();
        assertThat(gate.admits('5', SIP_INFO, 107)).isTrue();
    }
}
